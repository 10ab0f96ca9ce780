/** What the sources are about: topics with their sentences, whom they concern, and the questions people ask. */
import { MessagesSquare } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnalysisView } from '../../../electron/contract/intelligence.ts';
import { navigate } from '../../app/router.ts';
import { useEvidence } from '../../client/intelligence-queries.ts';
import { EmptyState, SearchField } from '../../ui/index.ts';
import { EvidencePane, type Shown } from './evidence-pane.tsx';
import { FindingsFrame } from './findings-frame.tsx';
import { type EvidencePlace, findingsPath } from './paths.ts';
import { TopicCard, TopicQuestions } from './topic-card.tsx';
import { groupsOfTopic, questionsByTopic } from './topic-facts.ts';

/** In an address: the questions; every other word there is a topic. */
const questionsField = 'questions';
const searchedFrom = 12;

export function TopicsPage({ view, open }: { view: AnalysisView; open: EvidencePlace | null }) {
  const { t } = useTranslation('findings');
  const { analysis, topics, groups, questions } = view;
  const [wanted, setWanted] = useState('');
  const byTopic = useMemo(() => questionsByTopic(view), [view]);
  const ids = useMemo(() => [...new Set(topics.flatMap((topic) => topic.representative))], [topics]);
  const sentences = useEvidence(analysis.id, ids);
  const quotes = useMemo(() => new Map(sentences.data?.map((one) => [one.id, one])), [sentences.data]);
  const show = (place: EvidencePlace | null) =>
    navigate(findingsPath('topics', analysis.id, place), { replace: true });
  const shown = shownAt(view, open);
  const word = wanted.trim().toLowerCase();
  const found = topics.filter(
    ({ id, label, terms }) =>
      word === '' ||
      [label, ...terms, ...(byTopic.get(id) ?? []).map(({ text }) => text)].some((text) =>
        text.toLowerCase().includes(word),
      ),
  );
  const loose = (byTopic.get(null) ?? []).filter(({ text }) => text.toLowerCase().includes(word));
  return (
    <FindingsFrame
      view={view}
      page="topics"
      coverage={null}
      facts={t('topics.facts', { topics: topics.length, questions: questions.length })}
    >
      {topics.length === 0 && questions.length === 0 && (
        <EmptyState icon={MessagesSquare} title={t('topics.none')} className="hairline max-w-none bg-surface">
          {t('topics.noneHelp')}
        </EmptyState>
      )}
      {topics.length + questions.length > searchedFrom && (
        <SearchField
          label={t('topics.search')}
          hideLabel
          placeholder={t('topics.search')}
          value={wanted}
          onChange={setWanted}
          className="mb-4 max-w-90"
        />
      )}
      {word !== '' && found.length === 0 && loose.length === 0 && (
        <p role="status" className="text-muted">
          {t('topics.nothing')}
        </p>
      )}
      <ul className="columns-[30rem] gap-4">
        {found.map((topic) => (
          <li key={topic.id} className="mb-4 break-inside-avoid">
            <TopicCard
              topic={topic}
              groups={groupsOfTopic(groups, topic.id)}
              questions={byTopic.get(topic.id) ?? []}
              quotes={quotes}
              language={analysis.writtenIn ?? undefined}
              open={open}
              onOpen={show}
            />
          </li>
        ))}
      </ul>
      {loose.length > 0 && (
        <section className="hairline rounded-md bg-surface p-5 narrow:p-4">
          <h2 className="mb-1 text-17">{t('topics.loose')}</h2>
          <TopicQuestions questions={loose} open={open} onOpen={show} />
        </section>
      )}
      <EvidencePane analysisId={analysis.id} shown={shown} onClose={() => show(null)} />
    </FindingsFrame>
  );
}

const shownAt = (view: AnalysisView, open: EvidencePlace | null): Shown | null => {
  if (open === null) return null;
  if (open.field === questionsField) {
    const question = view.questions[open.index];
    if (question === undefined) return null;
    const { text, evidence, answer } = question;
    return { text, evidence: answer === null ? [evidence] : [evidence, answer] };
  }
  const topic = view.topics.find(({ id }) => id === open.field);
  const sentence = topic?.representative[open.index];
  return topic === undefined || sentence === undefined ? null : { text: topic.label, evidence: [sentence] };
};

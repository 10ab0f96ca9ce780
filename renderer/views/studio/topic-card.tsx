/** A topic: how often it comes up, whom it concerns, its sentences word for word, and what people ask about it. */
import { CornerDownRight, FileText, MessageCircleQuestion, Quote } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton, Link } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { TargetGroup } from '../../../electron/contract/intelligence-groups.ts';
import type { Evidence } from '../../../electron/contract/intelligence-traits.ts';
import { hrefTo } from '../../app/router.ts';
import { Badge, Button, cx, Skeleton } from '../../ui/index.ts';
import { type EvidencePlace, subjectPath } from './paths.ts';
import type { NumberedQuestion } from './topic-facts.ts';

const shownGroups = 4;
const shownSentences = 3;
const shownQuestions = 4;

type Opening = { open: EvidencePlace | null; onOpen: (place: EvidencePlace) => void };

type TopicCardProps = Opening & {
  topic: { id: string; label: string; documents: number; representative: readonly string[] };
  groups: readonly TargetGroup[];
  questions: readonly NumberedQuestion[];
  quotes: ReadonlyMap<string, Evidence>;
  language: string | undefined;
};

export function TopicCard({ topic, groups, questions, quotes, language, open, onOpen }: TopicCardProps) {
  const { t } = useTranslation('findings');
  return (
    <article aria-label={topic.label} className="hairline rounded-md bg-surface p-5 narrow:p-4">
      <h2 lang={language} className="text-17 break-words">
        {topic.label}
      </h2>
      <p className="tabular mt-0.5 flex items-center gap-1.5 text-13 text-muted">
        <FileText aria-hidden className="size-3.5" strokeWidth={1.75} />
        {t('topics.size', { documents: topic.documents, questions: questions.length })}
      </p>
      {groups.length > 0 && <TopicGroups groups={groups} />}
      <ul aria-label={t('topics.sentences')} className="mt-3 flex flex-col">
        {topic.representative.slice(0, shownSentences).map((id, index) => (
          <li key={id}>
            <Sentence
              evidence={quotes.get(id)}
              isOpen={open?.field === topic.id && open.index === index}
              onPress={() => onOpen({ field: topic.id, index })}
            />
          </li>
        ))}
      </ul>
      {questions.length > 0 && (
        <div className="mt-3 border-t border-line pt-3">
          <h3 className="text-13 font-[560] text-muted">{t('topics.asked')}</h3>
          <TopicQuestions questions={questions} open={open} onOpen={onOpen} />
        </div>
      )}
    </article>
  );
}

/** Whom it concerns, the largest group first. */
function TopicGroups({ groups }: { groups: readonly TargetGroup[] }) {
  const { t } = useTranslation('findings');
  const [isAll, setAll] = useState(false);
  const shown = isAll ? groups : groups.slice(0, shownGroups);
  return (
    <ul aria-label={t('topics.groups')} className="mt-2.5 flex flex-wrap items-center gap-1.5">
      {shown.map((group) => (
        <li key={group.id} className="max-w-full">
          <Link
            href={hrefTo(subjectPath('group', group.analysisId, group.id))}
            className="group inline-flex max-w-full cursor-default rounded-sm"
          >
            <Badge tone="brand" className="max-w-full group-data-hovered:underline">
              <span className="truncate">{group.name}</span>
            </Badge>
          </Link>
        </li>
      ))}
      {groups.length > shown.length && (
        <li>
          <AriaButton
            onPress={() => setAll(true)}
            className="h-6 cursor-default rounded-sm px-1.5 text-12 text-muted data-hovered:text-ink data-hovered:underline"
          >
            {t('topics.moreGroups', { count: groups.length - shown.length })}
          </AriaButton>
        </li>
      )}
    </ul>
  );
}

type SentenceProps = { evidence: Evidence | undefined; isOpen: boolean; onPress: () => void };

function Sentence({ evidence, isOpen, onPress }: SentenceProps) {
  if (!evidence) return <Skeleton className="my-1 h-10" />;
  return (
    <AriaButton
      aria-expanded={isOpen}
      onPress={onPress}
      className={cx(rowClass, isOpen && 'bg-evidence-soft/60')}
    >
      <Quote aria-hidden className="mt-1 size-3.5 shrink-0 text-evidence-ink" strokeWidth={2} />
      <span lang={evidence.language} className="min-w-0 text-pretty break-words">
        {evidence.quote}
      </span>
    </AriaButton>
  );
}

const rowClass =
  '-mx-2 flex w-[calc(100%+1rem)] cursor-default items-start gap-2.5 rounded-sm px-2 py-1.5 text-left transition-colors data-hovered:bg-hover';

export function TopicQuestions({
  questions,
  open,
  onOpen,
}: Opening & { questions: readonly NumberedQuestion[] }) {
  const { t } = useTranslation('findings');
  const [isAll, setAll] = useState(false);
  // What an address opens must be there to be seen.
  const isNamed = open?.field === 'questions' && questions.slice(shownQuestions).some(at(open.index));
  const shown = isAll || isNamed ? questions : questions.slice(0, shownQuestions);
  return (
    <>
      <ul className="mt-1 flex flex-col">
        {shown.map((question) => {
          const isOpen = open?.field === 'questions' && open.index === question.index;
          return (
            <li key={question.index}>
              <AriaButton
                aria-expanded={isOpen}
                onPress={() => onOpen({ field: 'questions', index: question.index })}
                className={cx(rowClass, isOpen && 'bg-evidence-soft/60')}
              >
                <MessageCircleQuestion
                  aria-hidden
                  className="mt-0.5 size-4 shrink-0 text-brand-ink"
                  strokeWidth={1.75}
                />
                <span className="min-w-0 flex-1">
                  <span lang={question.language} className="block text-pretty break-words">
                    {question.text}
                  </span>
                  {question.answer === null && (
                    <span className="flex items-center gap-1 text-12 text-attention-ink">
                      <CornerDownRight aria-hidden className="size-3.5" strokeWidth={1.75} />
                      {t('topics.unanswered')}
                    </span>
                  )}
                </span>
              </AriaButton>
            </li>
          );
        })}
      </ul>
      {questions.length > shown.length && (
        <Button size="sm" variant="quiet" className="-ml-2 mt-1" onPress={() => setAll(true)}>
          {t('topics.moreQuestions', { count: questions.length - shown.length })}
        </Button>
      )}
    </>
  );
}

const at =
  (index: number) =>
  (question: NumberedQuestion): boolean =>
    question.index === index;

/** The sentences that say most about a document or a space, quoted, each with its place; of a space by topic. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Evidence, SummaryTopic } from '../../../electron/contract/answers.ts';
import { client } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { ErrorNotice, Skeleton } from '../../ui/index.ts';
import type { Proof } from '../evidence/evidence-markdown.tsx';
import { Extract } from '../evidence/extract.tsx';
import { SummaryProse } from './summary-prose.tsx';

export type SummaryProps = {
  documentId: string | null;
  spaceId: string | null;
  onProof: (proof: Proof, evidence: Evidence) => void;
};

/** Of a document one pane full, of a space two for each of its topics. */
const sentencesOf = { document: 7, space: 12 };

export function Summary({ documentId, spaceId, onProof }: SummaryProps) {
  const { t } = useTranslation('knowledge');
  const sentences = documentId === null ? sentencesOf.space : sentencesOf.document;
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['summary', documentId, spaceId],
    queryFn: ({ signal }) => client.answers.summarise({ documentId, spaceId, sentences }, { signal }),
    staleTime: 0,
  });
  if (error) return <ErrorNotice failure={error} onRetry={() => void refetch()} />;
  if (isPending) {
    return (
      <div role="status" className="flex flex-col gap-3">
        <p className="text-13 text-muted">{t('summary.working')}</p>
        <Skeleton className="h-5 w-full" />
        <Skeleton className="h-5 w-11/12" />
        <Skeleton className="h-5 w-4/5" />
      </div>
    );
  }
  const { evidence, topics, documents } = data;
  if (evidence.extract.length === 0) return <p className="text-muted">{t('summary.nothing')}</p>;
  const prove = (proof: Proof) => onProof(proof, evidence);
  return (
    <>
      <p className="mb-3 text-13 text-pretty text-muted">
        {t('summary.intro')} {documents.read < documents.total && t('summary.part', documents)}
      </p>
      <SummaryProse documentId={documentId} spaceId={spaceId} sentences={sentences} onProof={prove} />
      {topics.length > 1 ? (
        topics.map((topic) => (
          <TopicPart key={topic.citations.join()} topic={topic} evidence={evidence} onProof={prove} />
        ))
      ) : (
        <Extract
          evidence={evidence}
          isPlain={documentId !== null}
          onCitation={(citation) => prove({ citation, claim: null })}
        />
      )}
    </>
  );
}

type TopicPartProps = { topic: SummaryTopic; evidence: Evidence; onProof: (proof: Proof) => void };

function TopicPart({ topic, evidence, onProof }: TopicPartProps) {
  const { t } = useTranslation('knowledge');
  const format = useFormat();
  const own: Evidence = {
    ...evidence,
    extract: evidence.extract.filter(({ citation }) => topic.citations.includes(citation)),
  };
  const name = topic.words.length > 0 ? format.list(topic.words) : t('summary.otherTopic');
  return (
    <section aria-label={name} className="mb-6">
      <h2 className="mb-2.5 flex flex-wrap items-baseline gap-x-2.5 text-15">
        <span className="min-w-0 [overflow-wrap:anywhere]">{name}</span>
        <span className="tabular text-13 font-normal text-muted">
          {t('summary.documents', { count: topic.documents })}
        </span>
      </h2>
      <Extract evidence={own} onCitation={(citation) => onProof({ citation, claim: null })} />
    </section>
  );
}

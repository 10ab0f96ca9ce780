/** The summary as a text a language model writes from the quoted sentences, each of its own sentences checked against them. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Pencil, Square } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { client } from '../../client/client.ts';
import { navigate } from '../../app/router.ts';
import { Button, ErrorNotice, Spinner } from '../../ui/index.ts';
import { hasEnded } from '../chat/live-text.ts';
import { claimsIn } from '../evidence/claims.ts';
import { EvidenceMarkdown, type Proof } from '../evidence/evidence-markdown.tsx';
import { EvidenceRate } from '../evidence/evidence-rate.tsx';
import { useRunText } from '../evidence/run-text.ts';

export type SummaryProseProps = {
  documentId: string | null;
  spaceId: string | null;
  sentences: number;
  onProof: (proof: Proof) => void;
};

export function SummaryProse({ documentId, spaceId, sentences, onProof }: SummaryProseProps) {
  const { t } = useTranslation('knowledge');
  const start = useMutation({
    mutationFn: () => client.answers.summarise({ documentId, spaceId, sentences, prose: true }),
  });
  const { answerId = null, runId = null } = start.data ?? {};
  const live = useRunText(runId);
  const isWriting = live !== null && !hasEnded(live);
  const written = useQuery({
    queryKey: ['summary-prose', answerId],
    queryFn: () => client.answers.get({ answerId: answerId ?? '' }),
    enabled: answerId !== null && live !== null && !isWriting,
  });
  const evidence = written.data?.evidence ?? start.data?.evidence;
  const text = written.data?.text ?? live?.text ?? '';
  const failure = start.error ?? live?.failure ?? written.error;
  const hasNoModel = start.data !== undefined && runId === null;

  if (hasNoModel) {
    return (
      <div role="status" className="mb-5 flex flex-wrap items-center gap-3 text-13 text-muted">
        <p className="min-w-0 flex-1 basis-60 text-pretty">{t('summary.noModel')}</p>
        <Button size="sm" onPress={() => navigate('/models')}>
          {t('summary.models')}
        </Button>
      </div>
    );
  }
  if (runId === null) {
    return (
      <div className="mb-5">
        <Button size="sm" icon={Pencil} isPending={start.isPending} onPress={() => start.mutate()}>
          {t('summary.write')}
        </Button>
        {failure && <ErrorNotice failure={failure} onRetry={() => start.mutate()} className="mt-3" />}
      </div>
    );
  }
  return (
    <section
      aria-label={t('summary.prose')}
      aria-busy={isWriting}
      className="prose-measure mb-6 border-b border-line pb-5"
    >
      {failure && <ErrorNotice failure={failure} onRetry={() => start.mutate()} className="mb-3" />}
      {evidence && text !== '' && (
        <EvidenceMarkdown
          text={text}
          claims={claimsIn(evidence.claims, 0, text.length)}
          evidence={evidence}
          onProof={onProof}
        />
      )}
      {isWriting ? (
        <div className="mt-2 flex items-center gap-3">
          <p role="status" className="flex items-center gap-2 text-13 text-muted">
            <Spinner className="size-4 text-brand-ink" />
            {t(live.phase === 'loading-model' ? 'summary.loading' : 'summary.writing')}
          </p>
          <Button size="sm" icon={Square} onPress={() => void client.runs.cancel({ runId })}>
            {t('summary.stop')}
          </Button>
        </div>
      ) : (
        written.data && (
          <p className="mt-3 text-13">
            <EvidenceRate evidence={written.data.evidence} hasProse />
          </p>
        )
      )}
    </section>
  );
}

/** What stands under the prose of an answer from sources, or in its place: the quoted sentences, or that there are none. */
import { Quote, SearchX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Evidence } from '../../../electron/contract/answers.ts';
import { cx } from '../../ui/index.ts';
import type { Proof } from './evidence-markdown.tsx';
import { Extract } from './extract.tsx';

export type AnswerEvidenceProps = {
  evidence: Evidence;
  hasProse: boolean;
  isWriting: boolean;
  onProof: (proof: Proof) => void;
};

export function AnswerEvidence({ evidence, hasProse, isWriting, onProof }: AnswerEvidenceProps) {
  const { t } = useTranslation('evidence');
  const extract = (
    <Extract evidence={evidence} onCitation={(citation) => onProof({ citation, claim: null })} />
  );
  if (evidence.abstained) {
    return (
      <section aria-label={t('extract')} className="prose-measure pb-3">
        {hasProse ? (
          // An agent has said so in its own words.
          <p className="flex items-center gap-2 text-13 text-muted">
            <SearchX aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
            {t('abstained.agent')}
          </p>
        ) : (
          <div className="flex gap-3 rounded-md border border-line bg-canvas px-4 py-3.5">
            <SearchX aria-hidden className="mt-0.5 size-5 shrink-0 text-muted" strokeWidth={1.75} />
            <div className="min-w-0">
              <p className="font-[560]">{t('abstained.title')}</p>
              <p className="mt-1 text-pretty text-muted">{t('abstained.help')}</p>
            </div>
          </div>
        )}
        {evidence.extract.length > 0 && (
          <>
            <p className="mt-4 mb-2 text-13 text-muted">{t('abstained.nearest')}</p>
            {extract}
          </>
        )}
      </section>
    );
  }
  if (evidence.extract.length === 0) return null;
  return (
    <section
      aria-label={t('extract')}
      className={cx('prose-measure pb-3', (hasProse || isWriting) && 'mt-2 border-t border-line pt-4')}
    >
      <p className="mb-2.5 flex flex-wrap items-center gap-x-2 text-13">
        <Quote aria-hidden className="size-4 shrink-0 text-evidence-ink" strokeWidth={1.75} />
        <span className="font-[560]">{t('extract')}</span>
        <span className="text-muted">{t('extractHelp')}</span>
      </p>
      {extract}
    </section>
  );
}

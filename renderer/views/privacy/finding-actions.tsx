/** What a person can do with the finding that is chosen. */
import { Check, ChevronDown, ChevronUp, Eye, RotateCcw, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type Finding, piiClasses } from '../../../electron/contract/privacy.ts';
import { type Decision, useRestore } from '../../client/privacy-queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button, IconButton, Select, toast, toastFailure } from '../../ui/index.ts';

export type FindingActionsProps = {
  finding: Finding | null;
  /** From 1. */
  position: { at: number; of: number };
  isPending: boolean;
  onStep: (step: 1 | -1) => void;
  onDecide: (decision: Decision) => void;
};

export function FindingActions({ finding, position, isPending, onStep, onDecide }: FindingActionsProps) {
  const { t } = useTranslation('privacy');
  const format = useFormat();
  const restore = useRestore();
  if (finding === null) return null;
  const { pseudonymId, label } = finding;
  const reveal = () => {
    if (pseudonymId === null) return;
    restore.mutate(pseudonymId, {
      onSuccess: ({ value }) => toast('info', t('review.restored', { label: label ?? '', value })),
      onError: toastFailure,
    });
  };
  return (
    <div className="flex flex-col gap-2 border-t border-line p-3">
      <div className="flex items-center gap-1">
        <IconButton
          icon={ChevronUp}
          size="sm"
          label={t('review.previous')}
          isDisabled={position.at <= 1}
          onPress={() => onStep(-1)}
        />
        <IconButton
          icon={ChevronDown}
          size="sm"
          label={t('review.next')}
          isDisabled={position.at >= position.of}
          onPress={() => onStep(1)}
        />
        <span className="tabular text-13 text-muted">
          {t('review.position', { at: format.number(position.at), of: format.number(position.of) })}
          {' · '}
          {t('review.certainty', { percent: format.percent(finding.confidence) })}
        </span>
      </div>
      <div className="flex flex-wrap gap-2">
        {finding.decision === 'open' ? (
          <>
            <Button
              size="sm"
              variant="primary"
              icon={Check}
              isPending={isPending}
              onPress={() => onDecide({ kind: 'confirm' })}
            >
              {t('review.confirm')}
            </Button>
            <Button size="sm" icon={X} isDisabled={isPending} onPress={() => onDecide({ kind: 'reject' })}>
              {t('review.reject')}
            </Button>
          </>
        ) : (
          <Button
            size="sm"
            icon={RotateCcw}
            isPending={isPending}
            onPress={() => onDecide({ kind: 'reopen' })}
          >
            {t('review.reopen')}
          </Button>
        )}
        {pseudonymId !== null && (
          <Button
            size="sm"
            variant="quiet"
            icon={Eye}
            isPending={restore.isPending}
            onPress={reveal}
            aria-description={t('review.restoreHelp')}
          >
            {t('review.restore')}
          </Button>
        )}
      </div>
      <Select
        label={t('review.changeTo')}
        options={piiClasses.map((value) => ({ value, label: t(`classes.${value}`) }))}
        value={finding.class}
        onChange={(piiClass) => {
          if (piiClass !== finding.class) onDecide({ kind: 'change', class: piiClass });
        }}
      />
    </div>
  );
}

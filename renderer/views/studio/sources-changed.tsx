/** Says on the board that the sources are no longer as they were read, and repeats: now, or from now on by itself. */
import { RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CustomerAnalysis } from '../../../electron/contract/intelligence.ts';
import { useFollowSources, useStartAnalysis } from '../../client/intelligence-queries.ts';
import { Button, Switch, toastFailure } from '../../ui/index.ts';

export function SourcesChanged({ analysis }: { analysis: CustomerAnalysis }) {
  const { t } = useTranslation('sourcesChanged');
  const start = useStartAnalysis();
  const follow = useFollowSources();
  const { id: analysisId, sourceChanges, onSourcesChanged } = analysis;
  if (sourceChanges === null) return null;
  const { newOrChanged, removed } = sourceChanges;
  const facts = [
    ...(newOrChanged > 0 ? [t('newOrChanged', { count: newOrChanged })] : []),
    ...(removed > 0 ? [t('removed', { count: removed })] : []),
  ];
  return (
    <section
      aria-label={t('title')}
      className="mb-5 flex flex-wrap items-start justify-between gap-x-6 gap-y-3 rounded-md border border-line bg-surface px-4 py-3 print:hidden"
    >
      <div className="min-w-0 flex-1 basis-80">
        <p className="font-[560]">{t('title')}</p>
        <p className="text-13 text-muted">
          {facts.length > 0 && `${facts.join(' · ')}. `}
          {t('help')}
        </p>
        <Switch
          className="mt-2.5"
          label={t('automatically')}
          isSelected={onSourcesChanged === 'repeat'}
          isDisabled={follow.isPending}
          onChange={(always) =>
            follow.mutate(
              { analysisId, onSourcesChanged: always ? 'repeat' : 'ask' },
              { onError: toastFailure },
            )
          }
        />
      </div>
      <Button
        icon={RotateCcw}
        isPending={start.isPending}
        onPress={() => start.mutate({ analysisId, repeat: true }, { onError: toastFailure })}
      >
        {t('repeat')}
      </Button>
    </section>
  );
}

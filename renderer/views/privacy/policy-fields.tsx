/** What happens to personal data in one space. */
import { useTranslation } from 'react-i18next';
import type { PrivacyPolicy } from '../../../electron/contract/privacy.ts';
import { usePolicy, useSetPolicy } from '../../client/privacy-queries.ts';
import { announce, ErrorNotice, Select, Skeleton, toastFailure } from '../../ui/index.ts';

const modes = ['off', 'mark', 'replace', 'remove'] as const;
const languages = ['de', 'en', 'tr'] as const;

export function PolicyFields({ spaceId }: { spaceId: string }) {
  const { t } = useTranslation('privacy');
  const { data: policy, error, refetch } = usePolicy(spaceId);
  const set = useSetPolicy(spaceId);
  if (error) return <ErrorNotice failure={error} onRetry={() => void refetch()} />;
  if (policy === undefined) return <Skeleton className="h-16 w-full" />;
  const change = (part: Partial<PrivacyPolicy>) =>
    set.mutate(
      { ...policy, ...part },
      { onSuccess: () => announce(t('policy.saved')), onError: toastFailure },
    );
  const changesText = policy.mode === 'replace' || policy.mode === 'remove';
  return (
    <>
      <div className="flex flex-wrap gap-4">
        <Select
          label={t('policy.mode')}
          className="min-w-56 flex-1"
          options={modes.map((value) => ({
            value,
            label: t(`policy.modes.${value}`),
            detail: t(`policy.details.${value}`),
          }))}
          value={policy.mode}
          onChange={(mode) => change({ mode })}
        />
        {changesText && (
          <Select
            label={t('policy.uncertain')}
            className="min-w-44 flex-1"
            options={(['redact', 'keep'] as const).map((value) => ({
              value,
              label: t(`policy.uncertains.${value}`),
            }))}
            value={policy.uncertain}
            onChange={(uncertain) => change({ uncertain })}
          />
        )}
        {policy.mode === 'replace' && (
          <Select
            label={t('policy.label')}
            className="min-w-36 flex-1"
            options={languages.map((value) => ({ value, label: t(`policy.languages.${value}`) }))}
            value={policy.labelLanguage}
            onChange={(labelLanguage) => change({ labelLanguage })}
          />
        )}
      </div>
      <p className="mt-2 text-13 text-pretty text-muted">{t(`policy.details.${policy.mode}`)}</p>
      {set.isSuccess && <p className="mt-1 text-13 text-pretty text-muted">{t('policy.saved')}</p>}
    </>
  );
}

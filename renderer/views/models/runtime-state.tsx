/** Which model is in memory, on what it computes, and why there. */
import { CircleAlert, CircleCheck, Moon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Model } from '../../../electron/contract/models.ts';
import { useRuntime } from '../../client/queries.ts';
import { cx, Spinner } from '../../ui/index.ts';

export function RuntimeState({ models }: { models: Model[] }) {
  const { t } = useTranslation('models');
  const { data: runtime } = useRuntime();
  if (!runtime) return null;
  const { state, device, deviceReason, contextTokens, threads } = runtime;
  const name = models.find((model) => model.id === runtime.modelId)?.name ?? t('runtime.unnamed');
  const facts: [string, string][] = [];
  if (state === 'ready') {
    if (device) facts.push([t('runtime.device'), device === 'cpu' ? t('runtime.cpu') : device]);
    if (threads) facts.push([t('runtime.threads'), String(threads)]);
    if (contextTokens)
      facts.push([t('runtime.context'), t('runtime.contextValue', { tokens: contextTokens })]);
  }
  const icons = {
    idle: <Moon aria-hidden className="size-5 text-muted" strokeWidth={1.75} />,
    loading: <Spinner className="size-5 text-brand-ink" />,
    ready: <CircleCheck aria-hidden className="size-5 text-verified-ink" strokeWidth={1.75} />,
    failed: <CircleAlert aria-hidden className="size-5 text-danger-ink" strokeWidth={1.75} />,
  };
  return (
    <section
      aria-label={t('runtime.title')}
      className={cx(
        'mb-8 flex items-start gap-3 rounded-md border px-4 py-3',
        state === 'failed' ? 'border-danger/40 bg-danger-soft' : 'border-line bg-surface',
      )}
    >
      <span className="mt-px shrink-0">{icons[state]}</span>
      <div className="min-w-0">
        <p className={state === 'ready' ? 'font-[560]' : undefined}>{t(`runtime.${state}`, { name })}</p>
        {facts.length > 0 && (
          <dl className="tabular mt-1 flex flex-wrap gap-x-5 gap-y-0.5 text-13">
            {facts.map(([term, value]) => (
              <div key={term} className="flex gap-1.5">
                <dt className="text-muted">{term}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )}
        {state === 'ready' && deviceReason && (
          <p className="mt-0.5 text-13 text-muted">{t(`runtime.reasons.${deviceReason}`)}</p>
        )}
      </div>
    </section>
  );
}

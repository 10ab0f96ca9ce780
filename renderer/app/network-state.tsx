/** Says at all times whether anything may leave this computer, and to whom; opens the ledger. */
import { Cloud, Globe, Network, ShieldCheck, ShieldHalf } from 'lucide-react';
import { Link } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useActiveRuns, useProviders, useSettings } from '../client/queries.ts';
import { useFormat } from '../i18n/format.ts';
import { cx, Tooltip } from '../ui/index.ts';
import { hrefTo } from './router.ts';

type NetworkState = 'offline' | 'restricted' | 'network' | 'cloud' | 'downloading' | 'reading';

/** A provider on this very computer takes nothing out of it. The widest permission is the one that is shown. */
const useNetworkState = (): { state: NetworkState; names: string } => {
  const format = useFormat();
  const allowed = useSettings().data?.network.allowedPurposes.length ?? 0;
  const runs = useActiveRuns().data ?? [];
  const enabled = (useProviders().data ?? []).filter((provider) => provider.enabled);
  const named = (reach: 'internet' | 'network') => enabled.filter((provider) => provider.reach === reach);
  for (const [state, providers] of [
    ['cloud', named('internet')],
    ['network', named('network')],
  ] as const) {
    if (providers.length > 0) return { state, names: format.list(providers.map(({ name }) => name)) };
  }
  if (runs.some((run) => run.kind === 'models.pull')) return { state: 'downloading', names: '' };
  if (runs.some((run) => run.kind === 'crawler.crawl')) return { state: 'reading', names: '' };
  return { state: allowed > 0 ? 'restricted' : 'offline', names: '' };
};

const looks = {
  offline: { icon: ShieldCheck, tone: 'bg-verified-soft text-verified-ink' },
  restricted: { icon: ShieldHalf, tone: 'bg-attention-soft text-attention-ink' },
  network: { icon: Network, tone: 'bg-attention-soft text-attention-ink' },
  cloud: { icon: Cloud, tone: 'bg-attention-soft text-attention-ink' },
  downloading: { icon: Globe, tone: 'bg-attention-soft text-attention-ink' },
  reading: { icon: Globe, tone: 'bg-attention-soft text-attention-ink' },
};

export function NetworkChip() {
  const { t } = useTranslation('app');
  const { state, names } = useNetworkState();
  const { icon: Icon, tone } = looks[state];
  return (
    <Tooltip content={t('network.open')}>
      <Link
        href={hrefTo('/network')}
        aria-label={t(`network.${state}`, { names })}
        className={cx(
          'flex h-8 min-w-0 cursor-default items-center gap-2 rounded-md px-2.5 text-13 font-[560] whitespace-nowrap data-hovered:underline data-hovered:underline-offset-3',
          tone,
        )}
      >
        <Icon aria-hidden className="size-4 shrink-0" strokeWidth={2} />
        <span aria-hidden className="truncate narrow:hidden">
          {t(`network.${state}`, { names })}
        </span>
        <span aria-hidden className="hidden truncate narrow:inline">
          {t(`network.${state}Short`)}
        </span>
      </Link>
    </Tooltip>
  );
}

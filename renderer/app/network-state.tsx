/** Says at all times whether anything may leave this computer; opens the ledger. */
import { Globe, ShieldCheck, ShieldHalf } from 'lucide-react';
import { Link } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useActiveRuns, useSettings } from '../client/queries.ts';
import { cx, Tooltip } from '../ui/index.ts';
import { hrefTo } from './router.ts';

type NetworkState = 'offline' | 'restricted' | 'downloading';

const useNetworkState = (): NetworkState => {
  const allowed = useSettings().data?.network.allowedPurposes.length ?? 0;
  const runs = useActiveRuns().data ?? [];
  if (runs.some((run) => run.kind === 'models.pull')) return 'downloading';
  return allowed > 0 ? 'restricted' : 'offline';
};

const looks = {
  offline: { icon: ShieldCheck, tone: 'bg-verified-soft text-verified-ink' },
  restricted: { icon: ShieldHalf, tone: 'bg-attention-soft text-attention-ink' },
  downloading: { icon: Globe, tone: 'bg-attention-soft text-attention-ink' },
};

export function NetworkChip() {
  const { t } = useTranslation('app');
  const state = useNetworkState();
  const { icon: Icon, tone } = looks[state];
  return (
    <Tooltip content={t('network.open')}>
      <Link
        href={hrefTo('/network')}
        aria-label={t(`network.${state}`)}
        className={cx(
          'flex h-8 min-w-0 cursor-default items-center gap-2 rounded-md px-2.5 text-13 font-[560] whitespace-nowrap data-hovered:underline data-hovered:underline-offset-3',
          tone,
        )}
      >
        <Icon aria-hidden className="size-4 shrink-0" strokeWidth={2} />
        <span aria-hidden className="truncate narrow:hidden">
          {t(`network.${state}`)}
        </span>
        <span aria-hidden className="hidden truncate narrow:inline">
          {t(`network.${state}Short`)}
        </span>
      </Link>
    </Tooltip>
  );
}

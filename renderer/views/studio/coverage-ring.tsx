/** How much of what is said rests on sentences of the sources: a ring, the number inside it, and the words for who cannot see it. */
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { cx } from '../../ui/index.ts';
import type { Coverage } from './traits.ts';

const radius = 19;
const around = 2 * Math.PI * radius;

/** To whole percent: only what is evidenced throughout is called 100 %. */
export const roundedDown = (share: number): number => Math.floor(share * 100) / 100;

export function CoverageRing({ coverage, className }: { coverage: Coverage; className?: string }) {
  const { t } = useTranslation('studio');
  const format = useFormat();
  const share = format.percent(roundedDown(coverage.share));
  const words = t('board.coverageLong', {
    evidenced: coverage.evidenced,
    traits: coverage.traits,
    share,
  });
  return (
    <span role="img" aria-label={words} title={words} className={cx('relative size-13 shrink-0', className)}>
      <svg viewBox="0 0 44 44" aria-hidden="true" className="size-full -rotate-90">
        <circle cx="22" cy="22" r={radius} fill="none" strokeWidth="3" className="stroke-line" />
        <circle
          cx="22"
          cy="22"
          r={radius}
          fill="none"
          strokeWidth="3"
          strokeLinecap={coverage.share > 0 ? 'round' : 'butt'}
          strokeDasharray={`${coverage.share * around} ${around}`}
          className="stroke-evidence"
        />
      </svg>
      <span
        aria-hidden
        className="tabular absolute inset-0 flex items-center justify-center text-12 font-[560] whitespace-nowrap text-evidence-ink"
      >
        {share}
      </span>
    </span>
  );
}

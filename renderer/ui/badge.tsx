/** A short word with a meaning: LOCAL, installed, fits. The colour repeats what the word says and is never alone. */
import { Cloud, HardDrive, type LucideIcon, Network } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reach } from '../../electron/contract/gateway.ts';
import { cx } from './cx.ts';

export type BadgeTone = 'neutral' | 'brand' | 'verified' | 'attention' | 'danger' | 'evidence';

const tones: Record<BadgeTone, string> = {
  neutral: 'bg-sunken text-muted border-line',
  brand: 'bg-brand-soft text-brand-ink border-transparent',
  verified: 'bg-verified-soft text-verified-ink border-transparent',
  attention: 'bg-attention-soft text-attention-ink border-transparent',
  danger: 'bg-danger-soft text-danger-ink border-transparent',
  evidence: 'bg-evidence-soft text-evidence-ink border-transparent',
};

export type BadgeProps = { tone?: BadgeTone; icon?: LucideIcon; children: ReactNode; className?: string };

export function Badge({ tone = 'neutral', icon: Icon, children, className }: BadgeProps) {
  return (
    <span
      className={cx(
        'inline-flex items-center gap-1 rounded-sm border px-1.5 py-px text-12 font-[560] whitespace-nowrap',
        tones[tone],
        className,
      )}
    >
      {Icon && <Icon aria-hidden className="size-3.5 shrink-0" strokeWidth={2} />}
      {children}
    </span>
  );
}

/** How far a text goes to be answered, in one word. */
const places = {
  program: { tone: 'verified', icon: HardDrive, word: 'local' },
  // Honest about both: it is this computer, and it is not we who keep the promise.
  computer: { tone: 'brand', icon: HardDrive, word: 'local' },
  network: { tone: 'attention', icon: Network, word: 'network' },
  internet: { tone: 'attention', icon: Cloud, word: 'cloud' },
} as const satisfies Record<Reach, { tone: BadgeTone; icon: LucideIcon; word: string }>;

/** LOCAL also for another program of this computer; CLOUD only for what is on the internet. */
export const usePlaceWord = () => {
  const { t } = useTranslation('common');
  return (reach: Reach): string => t(places[reach].word);
};

/** Where an answer was made. */
export function LocationBadge({ reach }: { reach: Reach }) {
  const { tone, icon } = places[reach];
  return (
    <Badge tone={tone} icon={icon}>
      {usePlaceWord()(reach)}
    </Badge>
  );
}

/** How many sentences a statement rests on, and the way to them. */
import { Quote } from 'lucide-react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';

type EvidenceButtonProps = {
  count: number;
  /** What they are evidence for, for who does not see where the button stands. */
  text: string;
  /** Whether they are shown right now, where that is known. */
  isOpen?: boolean;
  onPress: () => void;
};

export function EvidenceButton({ count, text, isOpen, onPress }: EvidenceButtonProps) {
  const { t } = useTranslation('studio');
  return (
    <Button
      aria-label={t('trait.evidenceFor', { count, text })}
      aria-expanded={isOpen}
      onPress={onPress}
      className="tabular flex h-6 shrink-0 cursor-default items-center gap-1.5 rounded-sm bg-evidence-soft px-2 text-12 font-[560] text-evidence-ink outline-offset-1 transition-colors data-hovered:outline data-hovered:outline-evidence print:hidden"
    >
      <Quote aria-hidden className="size-3.5" strokeWidth={2} />
      {t('trait.evidence', { count })}
    </Button>
  );
}

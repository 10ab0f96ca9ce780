/** Statements with their marker: the sentences they come from, or the word “assumption”. On paper the numbers of the sentences. */
import { Quote } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Trait } from '../../../electron/contract/intelligence-traits.ts';
import { Badge, cx } from '../../ui/index.ts';

type TraitListProps = {
  traits: readonly Trait[];
  language: string | undefined;
  /** Place of each sentence in the list of sources that is printed below. */
  numbers: ReadonlyMap<string, number>;
  /** The statement whose sentences are shown right now. */
  openIndex: number | null;
  onOpen: (index: number) => void;
};

export function TraitList({ traits, language, numbers, openIndex, onOpen }: TraitListProps) {
  const { t } = useTranslation('studio');
  return (
    <ul className="flex flex-col">
      {traits.map((trait, index) => (
        <li
          key={trait.id}
          className={cx(
            '-mx-2 flex items-start gap-3 rounded-sm px-2 py-1.5',
            openIndex === index && 'bg-evidence-soft/60',
          )}
        >
          <span lang={language} className="min-w-0 flex-1 text-pretty break-words">
            {trait.text}
            {trait.evidence.length > 0 && (
              <span className="hidden text-12 print:inline">
                {' '}
                [{trait.evidence.map((id) => numbers.get(id)).join(', ')}]
              </span>
            )}
          </span>
          {trait.origin === 'person' && <Badge className="mt-px">{t('trait.person')}</Badge>}
          {trait.basis === 'assumption' ? (
            <Badge tone="attention" className="mt-px">
              {t('trait.assumption')}
            </Badge>
          ) : (
            <AriaButton
              aria-label={t('trait.evidenceFor', { count: trait.evidence.length, text: trait.text })}
              aria-expanded={openIndex === index}
              onPress={() => onOpen(index)}
              className="tabular flex h-6 shrink-0 cursor-default items-center gap-1.5 rounded-sm bg-evidence-soft px-2 text-12 font-[560] text-evidence-ink outline-offset-1 transition-colors data-hovered:outline data-hovered:outline-evidence print:hidden"
            >
              <Quote aria-hidden className="size-3.5" strokeWidth={2} />
              {t('trait.evidence', { count: trait.evidence.length })}
            </AriaButton>
          )}
        </li>
      ))}
    </ul>
  );
}

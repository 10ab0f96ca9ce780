/** Statements with their marker: the sentences they come from, or the word “assumption”. On paper the numbers of the sentences. */
import { useTranslation } from 'react-i18next';
import type { Trait } from '../../../electron/contract/intelligence-traits.ts';
import { Badge, cx } from '../../ui/index.ts';
import { EvidenceButton } from './evidence-button.tsx';

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
          data-open={openIndex === index || undefined}
          className={cx(
            '-mx-2 flex scroll-my-24 items-start gap-3 rounded-sm px-2 py-1.5',
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
            <EvidenceButton
              count={trait.evidence.length}
              text={trait.text}
              isOpen={openIndex === index}
              onPress={() => onOpen(index)}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

/** A text sentence by sentence: each opens where it comes from, or is marked as an assumption. */
import { Quote } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { ContentEnrichment } from '../../../electron/contract/intelligence-groups.ts';
import type { Trait } from '../../../electron/contract/intelligence-traits.ts';
import { Badge, cx } from '../../ui/index.ts';
import type { EvidencePlace } from './paths.ts';
import { textBlocks, textField } from './texts.ts';

type TextPartsProps = {
  text: ContentEnrichment;
  open: EvidencePlace | null;
  onOpen: (place: EvidencePlace) => void;
};

export function TextParts({ text, open, onOpen }: TextPartsProps) {
  const field = textField(text);
  return (
    <div lang={text.language} className="prose-measure flex flex-col gap-4">
      {textBlocks(text.parts).map(({ heading, at, parts }) => (
        <div key={at} className="break-inside-avoid">
          {heading !== null && <h3 className="mb-0.5 text-15 text-pretty break-words">{heading}</h3>}
          {parts.map(({ body }, index) => (
            <Sentence
              key={body.id}
              body={body}
              isOpen={open?.field === field && open.index === at + index}
              onOpen={() => onOpen({ field, index: at + index })}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

function Sentence({ body, isOpen, onOpen }: { body: Trait; isOpen: boolean; onOpen: () => void }) {
  const { t } = useTranslation('studio');
  return (
    <p className={cx('-mx-2 flex items-start gap-2.5 rounded-sm px-2 py-1', isOpen && 'bg-evidence-soft/60')}>
      <span className="min-w-0 flex-1 text-pretty break-words">{body.text}</span>
      {body.basis === 'assumption' ? (
        <Badge tone="attention" className="mt-px">
          {t('trait.assumption')}
        </Badge>
      ) : (
        <AriaButton
          aria-label={t('trait.evidenceFor', { count: body.evidence.length, text: body.text })}
          aria-expanded={isOpen}
          onPress={onOpen}
          className="mt-px flex size-6 shrink-0 cursor-default items-center justify-center rounded-sm bg-evidence-soft text-evidence-ink outline-offset-1 transition-colors data-hovered:outline data-hovered:outline-evidence print:hidden"
        >
          <Quote aria-hidden className="size-3.5" strokeWidth={2} />
        </AriaButton>
      )}
    </p>
  );
}

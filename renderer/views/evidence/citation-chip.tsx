/** The small number that leads to the proof: hover and focus show the sentence, a press opens it. */
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Citation } from '../../../electron/contract/answers.ts';
import { Tooltip } from '../../ui/index.ts';
import { quoteExcerpt } from './quote-excerpt.ts';

export type CitationChipProps = {
  citation: Citation;
  /** The sentence it stands behind. */
  said: string;
  onPress: () => void;
};

export function CitationChip({ citation, said, onPress }: CitationChipProps) {
  const { t } = useTranslation('evidence');
  const place = usePlaceText()(citation);
  return (
    <>
      {/* a number alone at the beginning of a line would lose its sentence */}
      {'\u2060'}
      <Tooltip
        delayMs={150}
        placement="top"
        isWide
        content={
          <span className="block p-0.5">
            <Excerpt quote={citation.quote} said={said} />
            <span className="mt-1 block text-muted">{place}</span>
          </span>
        }
      >
        <Button
          onPress={onPress}
          aria-label={t('chip', { number: citation.number, place })}
          data-citation={citation.number}
          className="tabular mx-0.5 inline-flex h-4.5 min-w-4.5 cursor-default items-center justify-center rounded-sm bg-evidence-soft px-1 align-[0.1em] text-12 leading-none font-[560] text-evidence-ink transition-colors data-hovered:bg-evidence data-hovered:text-surface data-pressed:bg-evidence data-pressed:text-surface"
        >
          {citation.number}
        </Button>
      </Tooltip>
    </>
  );
}

/** The sentence stands out from what is around it. */
function Excerpt({ quote, said }: { quote: string; said: string }) {
  const { before, sentence, after } = quoteExcerpt(quote, said);
  return (
    <span className="block text-13 text-pretty [overflow-wrap:anywhere]">
      <span className="text-muted">{before}</span>
      <span className="font-[560]">{sentence}</span>
      <span className="text-muted">{after}</span>
    </span>
  );
}

/** Title, heading and page of a citation in one line. */
export const usePlaceText = () => {
  const { t } = useTranslation('evidence');
  return ({ title, headingPath, page }: Pick<Citation, 'title' | 'headingPath' | 'page'>): string =>
    [title, headingPath.at(-1) !== title && headingPath.at(-1), page !== null && t('page', { page })]
      .filter(Boolean)
      .join(' · ');
};

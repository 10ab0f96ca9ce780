/** The answer that needs no language model: quoted sentences in reading order, each with its place. */
import { useTranslation } from 'react-i18next';
import type { Citation, Evidence } from '../../../electron/contract/answers.ts';
import { CitationChip, usePlaceText } from './citation-chip.tsx';
import { quotedGroups } from './quoted.ts';

export type ExtractProps = {
  evidence: Evidence;
  /** The citation narrowed to the sentence that was pressed. */
  onCitation: (citation: Citation) => void;
  /** Without the names of the documents, where there is only one. */
  isPlain?: boolean;
};

export function Extract({ evidence, onCitation, isPlain }: ExtractProps) {
  const { t } = useTranslation('evidence');
  const placeText = usePlaceText();
  return (
    <ul aria-label={t('extract')} className="flex flex-col gap-3.5">
      {quotedGroups(evidence).map(({ documentId, sentences }, index) => {
        const first = sentences[0]?.citation;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the groups of a stored answer never move
          <li key={`${documentId}-${index}`} className="border-l-2 border-evidence pl-3.5">
            {!isPlain && first && <p className="mb-1 text-13 text-muted">{placeText(first)}</p>}
            {sentences.map(({ text, citation, place }, position) => (
              <p
                // biome-ignore lint/suspicious/noArrayIndexKey: several sentences may have one citation, and they never move
                key={position}
                dir="auto"
                className="mb-1.5 text-pretty [overflow-wrap:anywhere] last:mb-0"
              >
                {text}
                <CitationChip citation={citation} said={text} onPress={() => onCitation(place)} />
              </p>
            ))}
          </li>
        );
      })}
    </ul>
  );
}

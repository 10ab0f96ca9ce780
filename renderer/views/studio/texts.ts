/** The texts of a group in the order they are read, and how an address names one of their sentences. Pure. */
import type { ContentEnrichment } from '../../../electron/contract/intelligence-groups.ts';
import type { ContentLanguage } from '../../../electron/contract/intelligence-traits.ts';
import type { EvidencePlace } from './paths.ts';

type Text = ContentEnrichment;
type Part = Text['parts'][number];

const kinds: readonly Text['kind'][] = ['explanation', 'plain', 'faq'];

export const orderedTexts = (texts: readonly Text[]): Text[] =>
  texts.toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));

/** The language of the analysis first. */
export const textLanguages = (texts: readonly Text[], first: ContentLanguage | null): ContentLanguage[] =>
  [...new Set(texts.map(({ language }) => language))].sort(
    (a, b) => Number(b === first) - Number(a === first) || a.localeCompare(b),
  );

export const textField = ({ kind, language }: Pick<Text, 'kind' | 'language'>): string =>
  `${kind}-${language}`;

export const textPartAt = (
  texts: readonly Text[],
  { field, index }: EvidencePlace,
): { text: Text; part: Part } | null => {
  const text = texts.find((one) => textField(one) === field);
  const part = text?.parts[index];
  return text === undefined || part === undefined ? null : { text, part };
};

/** Sentences that follow one another under the same heading; `at` is the place of the first among all parts. */
export const textBlocks = (
  parts: readonly Part[],
): { heading: string | null; at: number; parts: Part[] }[] => {
  const blocks: { heading: string | null; at: number; parts: Part[] }[] = [];
  parts.forEach((part, at) => {
    const last = blocks.at(-1);
    if (last !== undefined && last.heading === part.heading) last.parts.push(part);
    else blocks.push({ heading: part.heading, at, parts: [part] });
  });
  return blocks;
};

/** For the clipboard: headings, sentences, nothing else. */
export const plainText = (texts: readonly (Text & { heading: string })[]): string =>
  texts
    .map(({ heading, parts }) =>
      [
        heading,
        ...textBlocks(parts).map((block) =>
          [
            ...(block.heading === null ? [] : [block.heading]),
            ...block.parts.map(({ body }) => body.text),
          ].join('\n'),
        ),
      ].join('\n\n'),
    )
    .join('\n\n\n');

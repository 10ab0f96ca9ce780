/** What is left to risk in a document: what was found, what is uncertain, and what nobody could check. */
import type { PiiClass, ResidualRisk, UncheckedPart } from '../../../../contract/privacy.ts';
import { isDetectionLanguage } from './detect.ts';
import type { Span } from './span.ts';

export type Unchecked = {
  language: string | null;
  /** In order; a page without text of its own may be an image. */
  pages: readonly {
    startOffset: number;
    endOffset: number;
    needsOcr?: boolean | undefined;
    ocr?: boolean | undefined;
  }[];
  /** What the parser says of the document. */
  warnings: readonly string[];
};

export const residualRisk = (
  text: string,
  spans: readonly Span[],
  { language, pages, warnings }: Unchecked,
): ResidualRisk => {
  const notChecked: UncheckedPart[] = [];
  for (const [index, page] of pages.entries())
    if (page.needsOcr === true) notChecked.push({ reason: 'image-without-text', page: index + 1 });
    else if (page.ocr === true) notChecked.push({ reason: 'read-from-image', page: index + 1 });
  const reasons = {
    'needs-ocr': 'image-without-text',
    'pages-unreadable': 'unreadable-pages',
    truncated: 'truncated',
    'attachments-skipped': 'attachments-skipped',
    damaged: 'damaged',
  } as const;
  for (const [warning, reason] of Object.entries(reasons))
    if (warnings.includes(warning) && !notChecked.some((part) => part.reason === reason))
      notChecked.push({ reason, page: null });
  if (language !== null && !isDetectionLanguage(language))
    notChecked.push({ reason: 'unsupported-language', page: null });
  return {
    checkedCharacters: text.length,
    language,
    found: count(spans, 'found'),
    uncertain: count(spans, 'uncertain'),
    notChecked,
  };
};

const count = (spans: readonly Span[], status: Span['status']): Partial<Record<PiiClass, number>> => {
  const counts: Partial<Record<PiiClass, number>> = {};
  for (const span of spans) if (span.status === status) counts[span.class] = (counts[span.class] ?? 0) + 1;
  return counts;
};

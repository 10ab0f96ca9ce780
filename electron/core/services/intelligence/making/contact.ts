/** The address most of the sources give for questions. Pure. */
import type { Scan } from '../reading/scan.ts';

const address = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu;

export const contactOf = (scan: Scan): string | null => {
  const documents = new Map<string, Set<number>>();
  for (const { text, document } of scan.sentences)
    for (const [found] of text.matchAll(address)) {
      const known = documents.get(found.toLowerCase()) ?? new Set();
      documents.set(found.toLowerCase(), known.add(document));
    }
  const [best] = [...documents].sort((a, b) => b[1].size - a[1].size || a[0].localeCompare(b[0]));
  // One page's own address is not the organisation's.
  return best !== undefined && (best[1].size >= 2 || scan.documents.length <= 3) ? best[0] : null;
};

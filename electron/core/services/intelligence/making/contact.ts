/** The address most of the sources give for questions. Pure. */
import type { Scan } from '../reading/scanned.ts';

const address = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu;

/** Of all documents. */
const leastShare = 0.03;

export const contactOf = (scan: Scan): string | null => {
  const documents = new Map<string, Set<number>>();
  for (const { text, document } of scan.sentences)
    for (const [found] of text.matchAll(address)) {
      const known = documents.get(found.toLowerCase()) ?? new Set();
      documents.set(found.toLowerCase(), known.add(document));
    }
  const [best] = [...documents].sort((a, b) => b[1].size - a[1].size || a[0].localeCompare(b[0]));
  // The address of one office among many is worse than none.
  const enough = scan.documents.length <= 3 ? 1 : Math.max(2, scan.documents.length * leastShare);
  return best !== undefined && best[1].size >= enough ? best[0] : null;
};

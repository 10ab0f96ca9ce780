/** The address the sources give for questions: one for everybody where there is one, or the one most of them name. Pure. */
import type { Scan } from '../reading/scanned.ts';

const address = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu;
/** Mailboxes of a whole house; `career@` and `security@` answer few. */
const forEverybody =
  /^(?:info|kontakt|contact|hello|hallo|mail|office|post|poststelle|service|support|help|hilfe|laden|shop|rathaus|gemeinde|stadt|b(?:ue|u)ergerb(?:ue|u)ero|bilgi|iletisim|destek)\b/i;

/** Of all documents. */
const leastShare = 0.03;

export const contactOf = (scan: Scan): string | null => {
  const documents = new Map<string, Set<number>>();
  for (const { text, document } of scan.sentences)
    for (const [found] of text.matchAll(address)) {
      const known = documents.get(found.toLowerCase()) ?? new Set();
      documents.set(found.toLowerCase(), known.add(document));
    }
  const ranked = [...documents].sort(
    (a, b) =>
      b[1].size - a[1].size ||
      Number(forEverybody.test(b[0])) - Number(forEverybody.test(a[0])) ||
      a[0].localeCompare(b[0]),
  );
  const [best] = ranked;
  // The address of one office among many is worse than none.
  const enough = scan.documents.length <= 3 ? 1 : Math.max(2, scan.documents.length * leastShare);
  if (best !== undefined && best[1].size >= enough) return best[0];
  const open = ranked.filter(([found]) => forEverybody.test(found));
  return open.length === 1 ? (open[0]?.[0] ?? null) : null;
};

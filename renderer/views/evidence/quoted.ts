/** The sentences of an extract in groups of one document, each with its own place within the passage it was taken from. Pure. */
import type { Citation, Evidence } from '../../../electron/contract/answers.ts';

export type Quoted = {
  text: string;
  /** As it is numbered: the whole passage. */
  citation: Citation;
  /** The same, narrowed to this sentence: what a press is to open. */
  place: Citation;
};
type Group = { documentId: string; sentences: Quoted[] };

/** A sentence may stand twice in a passage; the extract is in reading order. */
const narrowed = (citation: Citation, text: string, after: number): Citation => {
  const at = citation.quote.indexOf(text, after);
  if (text === '' || at < 0) return citation;
  const startOffset = citation.startOffset + at;
  return { ...citation, quote: text, startOffset, endOffset: startOffset + text.length };
};

/** Neighbouring sentences of one document stand together. */
export const quotedGroups = ({ extract, citations }: Pick<Evidence, 'extract' | 'citations'>): Group[] => {
  const groups: Group[] = [];
  const ends = new Map<number, number>();
  for (const { text, citation: number } of extract) {
    const citation = citations.find((one) => one.number === number);
    if (!citation) continue;
    const place = narrowed(citation, text, ends.get(number) ?? 0);
    if (place !== citation) ends.set(number, place.endOffset - citation.startOffset);
    const last = groups.at(-1);
    const sentence = { text, citation, place };
    if (last?.documentId === citation.documentId) last.sentences.push(sentence);
    else groups.push({ documentId: citation.documentId, sentences: [sentence] });
  }
  return groups;
};

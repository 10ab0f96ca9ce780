/**
 * What the whole document says of a name: a word that the model took for one at a few places only, or that also stands in small
 * letters or behind an article, is a word; a family name found surely is a name wherever it stands again. Pure, linear.
 */
import { type Span, span } from '../span.ts';

const sure = 0.6;
/** Sure enough to hold against the rest of the document. */
const firm = 0.95;
const elsewhereConfidence = 0.65;
const shortestRepeated = 4;
/** Fewer places say nothing. */
const leastPlaces = 3;

const words = /\p{L}[\p{L}\p{N}'’-]*/gu;
const nameWords = /\p{Lu}[\p{L}'’-]+/gu;
/** Nobody is called “ein Meier” in an office; “der Meier” and “dem Meier” people are. */
const article =
  /^(?:das|ein|eine|einen|einem|einer|eines|kein|keine|keinen|keinem|keiner|im|ins|zum|zur|beim|vom|am|jede|jeder|jedes|jeden|viele|vielen|alle|allen|mehrere|diese|diesem|diesen|dieser|dieses|the|an|this|your|our|their|every|any)$/iu;

type Seen = { places: number; flagged: number; small: boolean; counted: boolean };

/** Only words that stand in a doubtful name are looked at. */
const lookUp = (text: string, spans: readonly Span[]): Map<string, Seen> => {
  const seen = new Map<string, Seen>();
  for (const one of spans)
    if (one.class === 'person' && one.reason === 'model')
      for (const word of text.slice(one.startOffset, one.endOffset).match(nameWords) ?? [])
        if (word.length >= shortestRepeated)
          seen.set(word, { places: 0, flagged: 0, small: false, counted: false });
  if (seen.size === 0) return seen;
  const small = new Map([...seen].map(([word, entry]) => [word.toLowerCase(), entry]));
  let at = 0;
  let before = '';
  for (const match of text.matchAll(words)) {
    const word = match[0];
    const entry = seen.get(word);
    if (entry !== undefined) {
      while (at < spans.length && (spans[at]?.endOffset ?? 0) <= match.index) at += 1;
      const cover = spans[at];
      entry.places += 1;
      if (cover?.class === 'person' && cover.startOffset < match.index + word.length) entry.flagged += 1;
      if (article.test(before)) entry.counted = true;
    } else {
      const other = small.get(word);
      if (other !== undefined) other.small = true;
    }
    before = word;
  }
  return seen;
};

const isRare = ({ places, flagged }: Seen, share: number): boolean =>
  places >= leastPlaces && flagged / places < share;

const isWordOfTheText = (seen: Seen | undefined): boolean =>
  seen !== undefined && (seen.small || seen.counted || isRare(seen, 0.5));

/** Takes back what the rest of the document speaks against, then adds the places where a name stands again. `spans` ascend. */
export const acrossDocument = (text: string, spans: readonly Span[]): Span[] => {
  const seen = lookUp(text, spans);
  const isFirm = (one: Span): boolean => one.reason !== 'model' || one.confidence >= firm;
  const kept = spans.filter((one) => {
    if (one.class !== 'person' || isFirm(one)) return true;
    const name = text.slice(one.startOffset, one.endOffset);
    const parts = name.match(nameWords) ?? [];
    // An initial is no word of the text, and a text in small letters tells nothing of its words.
    const unclear = parts.length === 0 || parts.some((word) => word.length < shortestRepeated);
    if (unclear || /\p{Lu}(?!\p{L})/u.test(name)) return true;
    return one.confidence < sure
      ? !parts.every((word) => isWordOfTheText(seen.get(word)))
      : !parts.every((word) => {
          const entry = seen.get(word);
          return entry !== undefined && isRare(entry, 0.34);
        });
  });
  const known = new Set<string>();
  for (const one of kept)
    if (one.class === 'person' && one.confidence >= sure)
      for (const word of text.slice(one.startOffset, one.endOffset).match(nameWords) ?? [])
        if (word.length >= shortestRepeated && (isFirm(one) || !isWordOfTheText(seen.get(word))))
          known.add(word);
  return known.size === 0 ? kept : [...kept, ...sameNames(text, kept, known)];
};

const sameNames = (text: string, spans: readonly Span[], known: ReadonlySet<string>): Span[] => {
  const isKnown = (word: string): boolean =>
    known.has(word) || (word.endsWith('s') && known.has(word.slice(0, -1)));
  const more: Span[] = [];
  let at = 0;
  for (const word of text.matchAll(/\p{Lu}[\p{L}\p{N}'’-]+/gu)) {
    if (!isKnown(word[0])) continue;
    const end = word.index + word[0].length;
    while (at < spans.length && (spans[at]?.endOffset ?? 0) <= word.index) at += 1;
    const other = spans[at];
    if (other !== undefined && other.startOffset < end && other.confidence >= elsewhereConfidence) continue;
    more.push(span('person', [word.index, end], elsewhereConfidence, 'same-name'));
  }
  return more;
};

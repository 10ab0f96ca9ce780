/**
 * Cuts an answer into claims: one sentence or list item each, with the numbers of the sources it names. Markers such as `[2]`
 * or `[1, 3]` belong to the sentence before them. Offsets are UTF-16 code units of the answer. Pure.
 */
import type { Language } from '../../analysis/languages.ts';
import { sentencesOf } from '../units.ts';

export type WrittenClaim = {
  /** With its markers. */
  startOffset: number;
  endOffset: number;
  text: string;
  /** Without markers and markup. */
  statement: string;
  cited: number[];
};

const marker = /\[\s*\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\s*\]/g;

export const claimsIn = (answer: string, language: Language): WrittenClaim[] => {
  const markers = [...answer.matchAll(marker)];
  let blank = answer;
  for (const { index, 0: sign } of markers)
    blank = blank.slice(0, index) + ' '.repeat(sign.length) + blank.slice(index + sign.length);
  const starts = [...blank.matchAll(/[^\r\n]+/g)].flatMap((line) =>
    sentencesOf(line[0], language).flatMap((piece) => {
      const said = piece.text.trim();
      return said === '' ? [] : [{ at: line.index + piece.at + piece.text.indexOf(said), text: said }];
    }),
  );
  return starts.map((start, index): WrittenClaim => {
    const from = index === 0 ? 0 : start.at;
    const to = starts[index + 1]?.at ?? answer.length;
    const own = markers.filter((one) => one.index >= from && one.index < to);
    const last = own.at(-1);
    const endOffset = Math.max(
      start.at + start.text.length,
      last === undefined ? 0 : last.index + last[0].length,
    );
    return {
      startOffset: start.at,
      endOffset,
      text: answer.slice(start.at, endOffset),
      statement: withoutMarkup(start.text),
      cited: [...new Set(own.flatMap((one) => numbersIn(one[0])))],
    };
  });
};

/** `[1, 3]` and `[1–3]`. */
const numbersIn = (sign: string): number[] =>
  sign
    .slice(1, -1)
    .split(/[,;]/)
    .flatMap((part) => {
      const [from = 0, to = from] = part.split(/[–-]/).map(Number);
      return Array.from({ length: Math.min(20, Math.max(1, to - from + 1)) }, (_, step) => from + step);
    });

const withoutMarkup = (text: string): string =>
  text
    .replace(/^\s*(?:[-*+•>]|#{1,6}|\d{1,2}[.)])\s+/, '')
    .replaceAll(/\*\*|__|`/g, '')
    .trim();

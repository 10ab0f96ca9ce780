/** Numbers and signs that name a person or a thing of theirs: by form, check digit and the words before them. Pure. */
import { isIPv4, isIPv6 } from 'node:net';
import { type Span, span } from '../span.ts';
import { type Form, forms } from './forms.ts';

/** A label stands before its value, in the same line or at the end of the one above. */
const labelReach = 48;

export const labelBefore = (text: string, startOffset: number): string =>
  text.slice(Math.max(0, startOffset - labelReach), startOffset);

const bare = (written: string): string => written.toUpperCase().replace(/[^A-Z0-9<]/g, '');

export const identifiers = (text: string): Span[] => [
  ...forms.flatMap((form) => matchesOf(text, form)),
  ...ipAddresses(text),
];

const matchesOf = (text: string, form: Form): Span[] => {
  const spans: Span[] = [];
  for (const match of text.matchAll(form.pattern)) {
    const written = match[1];
    if (written === undefined) continue;
    const startOffset = match.index + match[0].indexOf(written);
    const found = judge(form, written, labelBefore(text, startOffset));
    if (found === null) continue;
    const [length, confidence, reason] = found;
    spans.push(span(form.class, [startOffset, startOffset + length], confidence, reason));
  }
  return spans;
};

type Judged = readonly [length: number, confidence: number, reason: Span['reason']];

const judge = (
  { class: piiClass, verify, keyword, alone }: Form,
  written: string,
  label: string,
): Judged | null => {
  const labelled = keyword?.test(label) === true;
  if (verify === undefined) {
    const [, confidence] = alone;
    if (labelled) return [written.length, 0.95, 'context'];
    return confidence === 0 ? null : [written.length, confidence, 'format'];
  }
  // A form with blanks may have swallowed the next word: the longest beginning that holds is meant.
  const ends = piiClass === 'iban' ? endsOf(written) : [written.length];
  for (const end of ends)
    if (verify(bare(written.slice(0, end)))) {
      const confidence = labelled ? 1 : alone[0];
      return confidence === 0 ? null : [end, confidence, 'checksum'];
    }
  if (labelled) return [written.length, 0.7, 'checksum-failed'];
  return alone[1] === 0 ? null : [written.length, alone[1], 'checksum-failed'];
};

const endsOf = (written: string): number[] => {
  const ends = [written.length];
  for (let end = written.length - 1; end >= 15; end -= 1)
    if (/[A-Z0-9]/i.test(written[end - 1] ?? '')) ends.push(end);
  return ends;
};

const ipWord = /\bip\b|adress|address|host|server|client|adresi/iu;

const ipAddresses = (text: string): Span[] =>
  [
    ...text.matchAll(
      /(?<![\p{L}\p{N}.:])(?:\d{1,3}(?:\.\d{1,3}){3}|(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4})(?![\p{L}\p{N}]|[.:]\d)/giu,
    ),
  ].flatMap((match) => {
    const [address] = match;
    if (!(isIPv4(address) || (isIPv6(address) && /[0-9a-f]{2}/i.test(address) && address.length > 6)))
      return [];
    // Sections of laws and versions of programs look the same.
    const confidence = ipWord.test(labelBefore(text, match.index)) ? 0.95 : isIPv4(address) ? 0.7 : 0.9;
    return [span('ip-address', [match.index, match.index + address.length], confidence, 'format')];
  });

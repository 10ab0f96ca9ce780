/**
 * Finds what identifies a person in a text: all recognisers over one window after the other, then the names of the document
 * everywhere in it. Pure but for the name model it is given. Linear in the text, a few µs a character on one core.
 */
import { addresses } from './identifiers/addresses.ts';
import { birthDates } from './identifiers/dates.ts';
import { identifiers } from './identifiers/identifiers.ts';
import { phones } from './identifiers/phones.ts';
import { acrossDocument } from './names/document.ts';
import type { NameModel } from './names/model.ts';
import { recogniseNames } from './names/recognise.ts';
import { plainSigns } from './plain-signs.ts';
import { resolveOverlaps } from './resolve.ts';
import type { Span } from './span.ts';

export const detectionLanguages = ['de', 'en', 'tr'] as const;
export type DetectionLanguage = (typeof detectionLanguages)[number];

export const isDetectionLanguage = (language: string): language is DetectionLanguage =>
  detectionLanguages.some((one) => one === language);

/** Texts of other languages are read with the German forms; their report says that they are not supported. */
const detectSteps = function* (text: string, language: string, model: NameModel): Generator<void, Span[]> {
  const known = isDetectionLanguage(language) ? language : 'de';
  const spans: Span[] = [];
  for (const [from, to] of windowsOf(text)) {
    const window = plainSigns(text.slice(from, to));
    const found = [
      ...identifiers(window),
      ...birthDates(window),
      ...phones(window, known),
      ...addresses(window, known),
      ...recogniseNames(window, model, known),
    ];
    for (const one of found)
      spans.push({ ...one, startOffset: one.startOffset + from, endOffset: one.endOffset + from });
    yield;
  }
  const resolved = resolveOverlaps(text, spans);
  return resolveOverlaps(text, acrossDocument(text, resolved));
};

export const detect = (text: string, language: string, model: NameModel): Span[] => {
  const steps = detectSteps(text, language, model);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
};

/** The same, giving way to everything else between windows. Rejects with the signal's reason. */
export const detectInTurns = async (
  text: string,
  language: string,
  model: NameModel,
  signal: AbortSignal,
): Promise<Span[]> => {
  const steps = detectSteps(text, language, model);
  for (;;) {
    signal.throwIfAborted();
    const step = steps.next();
    if (step.done === true) return step.value;
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
};

/** Some 15 ms of work. */
const windowLength = 4_000;

/** Cut where nothing is torn: between paragraphs, else lines, else sentences, else words. */
const windowsOf = (text: string): [number, number][] => {
  const windows: [number, number][] = [];
  for (let from = 0; from < text.length; ) {
    const limit = Math.min(text.length, from + windowLength);
    const piece = text.slice(from, limit);
    const cut =
      limit === text.length
        ? piece.length
        : (['\n\n', '\n', '. ', ' ']
            .map((border) => piece.lastIndexOf(border) + border.length)
            .find((at) => at > windowLength / 2) ?? piece.length);
    windows.push([from, from + cut]);
    from += cut;
  }
  return windows;
};

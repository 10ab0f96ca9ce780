/**
 * What can be seen of a unit of text when asking whether it belongs to the answer: numbers, in a fixed order, for the
 * model in `models/answers/lines.json`. No language model, no embedding of sentences: a question costs a few milliseconds. Pure but for
 * the counts it is given.
 */
import type { Language } from '../analysis/languages.ts';
import { tokenise } from '../analysis/tokens.ts';
import { type AnswerKind, showsKind } from './question.ts';
import type { Stretch } from './read.ts';
import type { Unit } from './units.ts';
import { type Counts, coverage, meets, type Question, union } from './words.ts';

type Analysed = { unit: Unit; tokens: ReadonlySet<string>; met: Float32Array; words: number; at: number };

const capped = (value: number, limit: number): number => Math.min(limit, Math.max(-limit, value));

export const featureNames = [
  'cover',
  'coverBest',
  'coverPrevious',
  'coverNext',
  'coverNear',
  'coverAround',
  'coverSection',
  'coverHeading',
  'coverTitle',
  'coverWithHeadings',
  'newOverHeadings',
  'rarestMet',
  'metWords',
  'adjacent',
  'smooth',
  'headingPeak',
  'fromHeadingPeak',
  'fromBest',
  'fromBestHeading',
  'isHeading',
  'isTitle',
  'isListItem',
  'isQuestion',
  'endsLikeSentence',
  'words',
  'position',
  'unitsInDocument',
  'unitsInSection',
  'positionInSection',
  'hitRatio',
  'documentRank',
  'documentMargin',
  'documentPeak',
  'documentCover',
  'inHit',
  'askedShown',
  'askedShownNear',
  'asksTime',
  'asksMoney',
  'asksPlace',
  'asksContact',
  'asksWho',
  'asksList',
  'asksReason',
  'asksDefinition',
  'asksYesNo',
  'showsTime',
  'showsMoney',
  'showsPlace',
  'showsContact',
  'showsNumber',
  'questionWords',
  'unknownShare',
  'sameLanguage',
  'coverLocal',
  'coverLocalBest',
  'coverLocalNear',
  'coverLocalAround',
  'coverLocalHeading',
  'coverLocalSection',
  'sectionShare',
  'innermostHeading',
  'toSectionEnd',
  'afterColon',
  'endsWithColon',
  'smoothLocal',
  'heaviestMissing',
  'missingWords',
] as const;

/** One row per unit, in the order of `stretch.units`. */
export const featuresOf = (
  question: Question,
  stretch: Stretch,
  all: readonly Stretch[],
  counts: Counts,
): Float32Array[] => {
  const size = question.words.length;
  const measure = (text: string, language: Language): { tokens: ReadonlySet<string>; met: Float32Array } => {
    const tokens = new Set<string>();
    for (const { token } of tokenise(text, { language, countOf: counts.countOf })) tokens.add(token);
    return { tokens, met: Float32Array.from(question.words, (word) => meets(word, tokens)) };
  };
  const units = stretch.units.map(
    (unit, at): Analysed => ({
      unit,
      at,
      words: unit.text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0,
      ...measure(unit.text, stretch.language),
    }),
  );
  const headingMet = new Map<string, Float32Array>();
  const metOfHeading = (title: string): Float32Array => {
    const known = headingMet.get(title) ?? measure(title, stretch.language).met;
    headingMet.set(title, known);
    return known;
  };
  const title = metOfHeading(stretch.title);
  const covers = units.map((one) => coverage(question, one.met));
  const headingsMet = units.map(({ unit }) => union(size, unit.headings.slice(1).map(metOfHeading)));
  const headingCover = headingsMet.map((met) => coverage(question, met));
  const headingPeak = highest(headingCover);
  const best = covers.indexOf(highest(covers));
  const bestHeading = headingCover.indexOf(headingPeak);
  // Units under the same innermost heading, which belongs to them.
  const sectionOf: number[] = [];
  for (const [at, { unit }] of units.entries())
    sectionOf.push(at > 0 && unit.kind !== 'heading' ? (sectionOf[at - 1] ?? 0) : at);
  const sections = Map.groupBy(units, (one) => sectionOf[one.at] ?? 0);
  const ownOfSection = new Map(
    [...sections].map(([key, own]) => [
      key,
      union(
        size,
        own.map((one) => one.met),
      ),
    ]),
  );
  const coverOfSection = new Map([...ownOfSection].map(([key, own]) => [key, coverage(question, own)]));
  const rarest = question.words.reduce((high, word) => Math.max(high, word.weight), 0);
  const topScore = all[0]?.hits[0]?.score ?? 0;
  const nextScore = all[1]?.hits[0]?.score ?? 0;
  const ownScore = stretch.hits[0]?.score ?? 0;
  const documentMet = union(size, [title, ...units.map((one) => one.met)]);
  const documentCover = coverage(question, documentMet);
  const documentPeak = highest(covers);
  const unknown =
    question.weight === 0
      ? 0
      : question.words.reduce((sum, word) => sum + (word.known ? 0 : word.weight), 0) / question.weight;
  const shown = units.map(({ unit }) => {
    const kinds = [...question.kinds];
    return kinds.length === 0 ? 0 : kinds.filter((kind) => showsKind(kind, unit.text)).length / kinds.length;
  });
  const asks = (kind: AnswerKind): number => (question.kinds.has(kind) ? 1 : 0);
  const near = (at: number, reach: number): Float32Array =>
    union(
      size,
      units.slice(Math.max(0, at - reach), at + reach + 1).map((one) => one.met),
    );
  // What every line of a document says does not tell its lines apart: a word counts by how few of them have it.
  const localWeights = question.words.map((word, index) => {
    const having = units.filter((one) => (one.met[index] ?? 0) > 0).length;
    return word.weight * Math.log(1 + units.length / (1 + having));
  });
  const localSum = localWeights.reduce((sum, weight) => sum + weight, 0);
  const local = (met: Float32Array): number =>
    localSum === 0
      ? 0
      : localWeights.reduce((sum, weight, index) => sum + weight * (met[index] ?? 0), 0) / localSum;
  const missing = question.words.filter((_, index) => (documentMet[index] ?? 0) === 0);
  const heaviestMissing =
    question.weight === 0
      ? 0
      : missing.reduce((high, word) => Math.max(high, word.weight), 0) / question.weight;
  const localCovers = units.map((one) => local(one.met));
  const localPeak = highest(localCovers);
  const sectionMet = new Map(
    [...ownOfSection].map(([key, own]) => {
      const heading = headingsMet[sections.get(key)?.at(-1)?.at ?? 0] ?? new Float32Array(size);
      return [key, local(union(size, [heading, own]))];
    }),
  );
  const sectionPeak = highest([...sectionMet.values()]);
  return units.map(({ unit, met, at, words }) => {
    const section = sections.get(sectionOf[at] ?? 0) ?? [];
    const heading = headingsMet[at] ?? new Float32Array(size);
    const hit = stretch.hits.find(
      (one) => one.startOffset < unit.endOffset && one.endOffset > unit.startOffset,
    );
    const hitScore = (hit ?? stretch.hits.at(-1))?.score ?? 0;
    const withHeadings = coverage(question, union(size, [met, heading, title]));
    const smooth = smoothed(covers, at, 8);
    const smoothLocal = smoothed(localCovers, at, 18);
    const innermost = unit.headings.at(-1);
    const ofSection = sectionMet.get(sectionOf[at] ?? 0) ?? 0;
    let rarestMet = 0;
    let metWords = 0;
    for (const [index, word] of question.words.entries()) {
      const value = met[index] ?? 0;
      if (value > 0.5) metWords += 1;
      if (word.weight === rarest) rarestMet = Math.max(rarestMet, value);
    }
    let adjacent = 0;
    for (let index = 1; index < size; index += 1)
      if ((met[index] ?? 0) > 0.5 && (met[index - 1] ?? 0) > 0.5) adjacent += 1;
    const row: Record<(typeof featureNames)[number], number> = {
      cover: covers[at] ?? 0,
      coverBest: documentPeak === 0 ? 0 : (covers[at] ?? 0) / documentPeak,
      coverPrevious: covers[at - 1] ?? 0,
      coverNext: covers[at + 1] ?? 0,
      coverNear: coverage(question, near(at, 1)),
      coverAround: coverage(question, near(at, 3)),
      coverSection: coverOfSection.get(sectionOf[at] ?? 0) ?? 0,
      coverHeading: headingCover[at] ?? 0,
      coverTitle: coverage(question, title),
      coverWithHeadings: withHeadings,
      newOverHeadings: withHeadings - coverage(question, union(size, [heading, title])),
      rarestMet,
      metWords,
      adjacent,
      smooth,
      headingPeak,
      fromHeadingPeak: (headingCover[at] ?? 0) - headingPeak,
      fromBest: capped(at - best, 12),
      fromBestHeading: capped(at - bestHeading, 12),
      isHeading: unit.kind === 'heading' ? 1 : 0,
      isTitle: unit.text === stretch.title ? 1 : 0,
      isListItem: unit.kind === 'list-item' || unit.kind === 'row' ? 1 : 0,
      isQuestion: unit.text.endsWith('?') ? 1 : 0,
      endsLikeSentence: /[.!:]["”“»)]*$/.test(unit.text) ? 1 : 0,
      words: Math.min(60, words),
      position: at / Math.max(1, units.length - 1),
      unitsInDocument: Math.min(120, units.length),
      unitsInSection: Math.min(40, section.length),
      positionInSection: Math.min(20, at - (sectionOf[at] ?? 0)),
      hitRatio: topScore === 0 ? 0 : hitScore / topScore,
      documentRank: stretch.rank,
      documentMargin:
        topScore <= 0 ? 0 : (stretch.rank === 0 ? topScore - nextScore : ownScore - topScore) / topScore,
      documentPeak,
      documentCover,
      inHit: hit === undefined ? 0 : 1,
      askedShown: shown[at] ?? 0,
      askedShownNear: Math.max(shown[at - 1] ?? 0, shown[at] ?? 0, shown[at + 1] ?? 0),
      asksTime: asks('time'),
      asksMoney: Math.max(asks('money'), asks('count')),
      asksPlace: asks('place'),
      asksContact: asks('contact'),
      asksWho: asks('who'),
      asksList: asks('list'),
      asksReason: asks('reason'),
      asksDefinition: asks('definition'),
      asksYesNo: asks('yes-no'),
      showsTime: showsKind('time', unit.text) ? 1 : 0,
      showsMoney: showsKind('money', unit.text) ? 1 : 0,
      showsPlace: showsKind('place', unit.text) ? 1 : 0,
      showsContact: showsKind('contact', unit.text) ? 1 : 0,
      showsNumber: /\d/.test(unit.text) ? 1 : 0,
      questionWords: size,
      unknownShare: unknown,
      sameLanguage: question.language === stretch.language ? 1 : 0,
      coverLocal: localCovers[at] ?? 0,
      coverLocalBest: localPeak === 0 ? 0 : (localCovers[at] ?? 0) / localPeak,
      coverLocalNear: local(near(at, 1)),
      coverLocalAround: local(near(at, 3)),
      coverLocalHeading: local(heading),
      coverLocalSection: ofSection,
      sectionShare: sectionPeak === 0 ? 0 : ofSection / sectionPeak,
      innermostHeading: innermost === undefined ? 0 : local(metOfHeading(innermost)),
      toSectionEnd: Math.min(20, (sectionOf[at] ?? 0) + section.length - 1 - at),
      afterColon: units[at - 1]?.unit.text.endsWith(':') ? 1 : 0,
      endsWithColon: unit.text.endsWith(':') ? 1 : 0,
      smoothLocal,
      heaviestMissing,
      missingWords: missing.length,
    };
    return Float32Array.from(featureNames, (name) => row[name]);
  });
};

/** Of values from 0 up. */
const highest = (values: readonly number[]): number =>
  values.reduce((high, value) => Math.max(high, value), 0);

/** How well the units around one meet the question, the nearest counting most. A page without end would take its square, so the far ones are left out. */
const smoothed = (covers: readonly number[], at: number, spread: number): number => {
  let sum = 0;
  for (let other = Math.max(0, at - farthest); other <= at + farthest; other += 1)
    sum += (covers[other] ?? 0) * Math.exp(-((other - at) ** 2) / spread);
  return sum;
};
/** There a unit counts for less than 1/100,000. */
const farthest = 15;

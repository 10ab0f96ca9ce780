/** Which sentences of an analysis a person may attach, and which of them speak of the same as what they wrote. Pure. */
import type { AnalysisView } from '../../../electron/contract/intelligence.ts';
import type { Evidence } from '../../../electron/contract/intelligence-traits.ts';

/** Each once, those of groups and topics first. */
export const sentencesOf = (view: AnalysisView): string[] => [
  ...new Set([
    ...view.groups.flatMap(({ evidence }) => evidence),
    ...view.topics.flatMap(({ representative }) => representative),
    ...view.questions.flatMap(({ evidence, answer }) => (answer === null ? [evidence] : [evidence, answer])),
    ...view.signals.flatMap(({ evidence }) => evidence),
  ]),
];

/** Inflected words meet by their beginnings. */
const stemLength = 5;
const stemsOf = (text: string): Set<string> =>
  new Set((text.toLocaleLowerCase().match(/\p{L}{4,}/gu) ?? []).map((word) => word.slice(0, stemLength)));

/** Those that hold `search`; those that share words with `statement` first, otherwise in their order. */
export const matching = (all: readonly Evidence[], search: string, statement: string): Evidence[] => {
  const wanted = search.trim().toLocaleLowerCase();
  const stems = stemsOf(statement);
  return all
    .filter(({ quote, title }) => `${quote} ${title}`.toLocaleLowerCase().includes(wanted))
    .map((one) => ({ one, shared: [...stemsOf(one.quote)].filter((stem) => stems.has(stem)).length }))
    .toSorted((a, b) => b.shared - a.shared)
    .map(({ one }) => one);
};

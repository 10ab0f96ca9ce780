/**
 * From a question and its hits to a sourced extract: the units that answer, quoted exactly, with document, page, range and
 * hash; or a refusal. Neighbouring units become one citation. A few milliseconds, no language model.
 */
import type { Citation, Evidence } from '../../../../contract/answers.ts';
import type { Db } from '../../../db/open.ts';
import type { Language } from '../analysis/languages.ts';
import { passageText } from '../document-text.ts';
import type { SearchHit } from '../search/engine.ts';
import { countsOf } from './counts.ts';
import { type AnswerModels, chooseUnits, presence, presenceRow, scoreUnits } from './decide.ts';
import { isInstruction } from './instructions.ts';
import { readProvision } from './provision.ts';
import { readStretches, type Stretch } from './read.ts';
import type { Unit } from './units.ts';
import { analyseQuestion } from './words.ts';

export type Extract = Pick<Evidence, 'abstained' | 'extract' | 'citations'> & {
  /** How likely the sources hold an answer, 0 to 1. */
  presence: number;
};

export const composeExtract = (
  db: Db,
  models: AnswerModels,
  input: {
    tenantId: string;
    question: string;
    language: Language;
    hits: readonly SearchHit[];
    onlyFromSources: boolean;
  },
): Extract => {
  const provision = withoutInstructions(readProvision(db, input));
  if (provision.length > 0) return { abstained: false, presence: 1, ...citeUnits(db, provision) };
  const counts = countsOf(db, input.tenantId);
  const question = analyseQuestion(input.question, input.language, counts);
  const stretches = readStretches(db, input.hits);
  const all = scoreUnits(models, question, stretches, counts);
  // What tells a language model what to do is no answer to anyone's question, nor is what stands on the same line.
  const hostile = hostileLines(stretches);
  const isQuotable = (one: Quoted): boolean => hostile.get(one.stretch)?.has(one.unit.lineOffset) !== true;
  const scored = all.scored.filter(isQuotable);
  const rows = all.rows.filter((_, at) => {
    const one = all.scored[at];
    return one !== undefined && isQuotable(one);
  });
  const sure = scored.length === 0 ? 0 : presence(models, presenceRow(scored, rows));
  const abstained = scored.length === 0 || sure < models.presenceLimit;
  // Who does not insist on sources gets the nearest passages anyway, marked as an unsure find by `abstained`.
  if (abstained && input.onlyFromSources) return { abstained, extract: [], citations: [], presence: sure };
  return { abstained, presence: sure, ...citeUnits(db, chooseUnits(scored)) };
};

const withoutInstructions = (units: readonly Quoted[]): Quoted[] => {
  const hostile = hostileLines([...new Set(units.map((one) => one.stretch))]);
  return units.filter((one) => hostile.get(one.stretch)?.has(one.unit.lineOffset) !== true);
};

const hostileLines = (stretches: readonly Stretch[]): Map<Stretch, Set<number>> =>
  new Map(
    stretches.map((stretch) => [
      stretch,
      new Set(stretch.units.filter((unit) => isInstruction(unit.text)).map((unit) => unit.lineOffset)),
    ]),
  );

type Quoted = { stretch: Stretch; unit: Unit };

/** Quotes units given in the order of their documents and texts. */
export const citeUnits = (db: Db, units: readonly Quoted[]): Pick<Evidence, 'extract' | 'citations'> => {
  const runs = runsOf(units);
  return {
    citations: runs.flatMap((run, at) => citationOf(db, run, at + 1)),
    extract: runs.flatMap((run, at) => run.map((one) => ({ text: one.unit.text, citation: at + 1 }))),
  };
};

/** Nothing but white space between them: one place to look at. */
const runsOf = (chosen: readonly Quoted[]): Quoted[][] => {
  const runs: Quoted[][] = [];
  for (const one of chosen) {
    const last = runs.at(-1);
    const before = last?.at(-1);
    const next =
      before !== undefined && before.stretch === one.stretch
        ? one.stretch.units.indexOf(one.unit) - one.stretch.units.indexOf(before.unit)
        : 0;
    if (last !== undefined && next === 1 && before?.unit.page === one.unit.page) last.push(one);
    else runs.push([one]);
  }
  return runs;
};

const citationOf = (db: Db, run: readonly Quoted[], number: number): Citation[] => {
  const [first, last] = [run[0], run.at(-1)];
  if (first === undefined || last === undefined) return [];
  const { stretch, unit } = first;
  const { startOffset } = unit;
  const { endOffset } = last.unit;
  return [
    {
      number,
      documentId: stretch.documentId,
      versionId: stretch.versionId,
      spaceId: stretch.spaceId,
      title: stretch.title,
      source: stretch.source,
      headingPath: unit.headings,
      page: unit.page,
      startOffset,
      endOffset,
      // Read again from what is stored: a quotation is a copy, never a reconstruction.
      quote: passageText(db, stretch.versionId, startOffset, endOffset),
      textHash: stretch.textHash,
    },
  ];
};

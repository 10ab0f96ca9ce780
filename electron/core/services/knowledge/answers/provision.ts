/**
 * A question for a provision by its number (“Was regelt § 35 VwVfG?”, “Art. 20 Abs. 4 GG”) is answered by what stands under
 * that heading. Its words tell nothing a search could go by: every other law has a § 35, and many more passages name one.
 * Only where nothing else is asked; a question about what it says is left to the extract.
 */
import type { Db } from '../../../db/open.ts';
import type { Language } from '../analysis/languages.ts';
import { tokenise } from '../analysis/tokens.ts';
import { passageText } from '../document-text.ts';
import type { SearchHit } from '../search/engine.ts';
import { prepared } from '../statements.ts';
import { readRange, type Stretch } from './read.ts';
import type { Unit } from './units.ts';

export type ProvisionAsked = {
  sign: '§' | 'article';
  /** As in “35a”, lower case. */
  number: string;
  /** Its paragraph: “(4)”; `null`: all of it. */
  paragraph: string | null;
  /** What is left of the question: the name of the law, or nothing. Stems. */
  names: string[];
};

const reference =
  /(?<sign>§|(?<![\p{L}\d])(?:paragra(?:ph|f)en|paragra(?:ph|f)|artikels?|article|art\.?|madde))\s*(?<number>\d+\p{L}?)(?![\p{L}\d])/giu;
const severalAtOnce = /§\s*§|\d\p{L}?\s*(?:ff?(?!\p{L})|(?:und|bis|and|to|ve|[,–-])\s*(?:§\s*)?\d)/iu;
const paragraphOf =
  /(?<![\p{L}\d])(?:abs(?:atz(?:es)?)?\.?|para\.?|paragraph|fıkra)\s*\(?(?<number>\d+\p{L}?)/iu;
const parts =
  /(?<![\p{L}\d])(?:satz(?:es)?|nr\.?|nummer|buchst(?:abe)?\.?|sentence|no\.?)\s*\d*\p{L}?(?![\p{L}\d])/giu;

/** Words that ask what a provision says and say nothing themselves. Stop words besides. */
const asking = new Set(
  `steht stehen regelt regeln besagt besagen sagt lautet lauten heißt bedeutet bestimmt enthält vorschrift vorgeschrieben
   inhalt wortlaut text genau bitte zeige zeig zeigen nenne zitiere zitieren gesetz
   say says state states regulate regulates provide provides mean means content wording exactly please show quote cite law
   diyor der yazıyor düzenler içerir lütfen göster kanun`.split(/\s+/),
);

/** `null`: it asks for none, for several, or for something else as well. */
export const provisionAsked = (question: string, language: Language): ProvisionAsked | null => {
  const all = [...question.matchAll(reference)];
  const isPlain = ({ groups }: RegExpExecArray): boolean => /^paragra/iu.test(groups?.sign ?? '');
  // “Article 20 paragraph 4”: the paragraph is a part of it.
  const found = all.every(isPlain) ? all : all.filter((one) => !isPlain(one));
  const [only] = found;
  const number = only?.groups?.number;
  if (only === undefined || number === undefined || found.length > 1 || severalAtOnce.test(question))
    return null;
  const sign = /^(?:§|paragra)/iu.test(only.groups?.sign ?? '') ? '§' : 'article';
  const rest = question.replace(only[0], ' ');
  const paragraph = paragraphOf.exec(rest)?.groups?.number?.toLowerCase() ?? null;
  const names = stemsOf(rest.replace(paragraphOf, ' ').replaceAll(parts, ' '), language);
  return { sign, number: number.toLowerCase(), paragraph, names };
};

const stemsOf = (text: string, language: Language): string[] =>
  tokenise(text, { language })
    .filter(({ token, word }) => !token.startsWith('p') && !asking.has(word))
    .map(({ token }) => token);

/** Laws that are quoted side by side when none is named. */
const mostDocuments = 3;
/** A longer provision is quoted from its beginning. */
const mostUnits = 40;

/** Empty: nothing of the kind is asked, or no document found has it. `question`: the earlier ones it refers to on lines before it. */
export const readProvision = (
  db: Db,
  input: { question: string; language: Language; hits: readonly SearchHit[] },
): { stretch: Stretch; unit: Unit }[] => {
  const lines = input.question.split('\n');
  const asked = provisionAsked(lines.at(-1) ?? '', input.language);
  if (asked === null) return [];
  const earlier = lines.slice(0, -1).flatMap((line) => provisionAsked(line, input.language)?.names ?? []);
  const ofVersion = new Map([...input.hits].reverse().map((hit) => [hit.versionId, hit]));
  const candidates = [...ofVersion.values()].reverse().flatMap((hit) => {
    const headings = headingsOf(db, hit.versionId);
    const named = new Set(stemsOf(`${hit.title} ${hit.source} ${headings[0]?.title ?? ''}`, input.language));
    if (!asked.names.every((name) => named.has(name))) return [];
    const at = headings.findIndex(({ title }) => isHeadingOf(asked, title));
    const heading = headings[at];
    if (heading === undefined) return [];
    const next = headings.slice(at + 1).find((one) => one.level <= heading.level);
    const range = [heading.startOffset, next?.startOffset ?? Number.MAX_SAFE_INTEGER] as const;
    return [{ hit, range, meant: earlier.filter((name) => named.has(name)).length }];
  });
  const most = Math.max(0, ...candidates.map(({ meant }) => meant));
  return candidates
    .filter(({ meant }) => meant === most)
    .slice(0, mostDocuments)
    .flatMap(({ hit, range }) => readRange(db, hit, range))
    .flatMap((stretch) => ofParagraph(asked.paragraph, stretch.units).map((unit) => ({ stretch, unit })));
};

type Heading = { title: string; level: number; startOffset: number };

const headingsOf = (db: Db, versionId: string): Heading[] =>
  (
    prepared(
      db,
      `SELECT level, start_offset AS startOffset, end_offset AS endOffset FROM blocks
         WHERE version_id = ? AND kind = 'heading' ORDER BY ordinal`,
    ).all(versionId) as { level: number | null; startOffset: number; endOffset: number }[]
  ).map(({ level, startOffset, endOffset }) => ({
    title: passageText(db, versionId, startOffset, endOffset),
    level: level ?? 1,
    startOffset,
  }));

const begins = {
  '§': /^\s*(?:§|paragra(?:ph|f))\s*(\d+\s?\p{L}?)(?![\p{L}\d])/iu,
  article: /^\s*(?:art(?:ikel|icle)?\.?|madde)\s*(\d+\s?\p{L}?)(?![\p{L}\d])/iu,
} as const;

const isHeadingOf = ({ sign, number }: ProvisionAsked, title: string): boolean =>
  begins[sign].exec(title)?.[1]?.replace(/\s/, '').toLowerCase() === number;

/** The heading and what stands between “(4)” and the next number; all of it where no such number stands. */
const ofParagraph = (paragraph: string | null, units: readonly Unit[]): Unit[] => {
  const numberOf = (unit: Unit): string | undefined =>
    /^\((\d+\p{L}?)\)/iu.exec(unit.text)?.[1]?.toLowerCase();
  const from = paragraph === null ? -1 : units.findIndex((unit) => numberOf(unit) === paragraph);
  if (from < 0) return units.slice(0, mostUnits);
  const length = units.slice(from + 1).findIndex((unit) => numberOf(unit) !== undefined);
  const own = units.slice(from, length < 0 ? units.length : from + 1 + length);
  return [...units.slice(0, 1), ...own].slice(0, mostUnits);
};

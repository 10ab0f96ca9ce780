/**
 * Cuts a stretch of a document into what can be quoted: sentences, list items, rows of tables, headings. Every unit is a
 * range of the text without white space around it. Offsets are UTF-16 code units of the version's text. Pure.
 */
import type { Language } from '../analysis/languages.ts';
import type { Block } from '../blocks.ts';

export type Unit = {
  kind: 'heading' | 'sentence' | 'list-item' | 'row';
  startOffset: number;
  endOffset: number;
  text: string;
  /** Where its line of the text begins: what stands on one line was written by one hand. */
  lineOffset: number;
  page: number | null;
  /** Headings above it, the highest first; a heading's own text is not among them. */
  headings: string[];
};

/** Words after which a full stop does not end a sentence. Lower case, without the stop; compared with the last word. */
const abbreviations: Readonly<Record<Language, ReadonlySet<string>>> = {
  de: new Set(
    `abs allg art bd bspw bzgl bzw ca d.h d dipl dr eigtl einschl entspr etc evtl fam ff fr ggf ggü gem geb hg hr hrsg i.d.r
    i inkl insb insbes jh kath lfd max mind min mio mrd mtl nr o.ä o od prof rd s sog st std str tel u.a u ung usw v vgl vs z.b
    z zt zzgl abt anm anl aufl bez betr co e.v e ev eur exkl hptst ing jan feb mär apr jun jul aug sep sept okt nov dez mo di mi
    do sa so pl ziff lit rn bgbl lt vorm nachm sen jun tägl wg zw pers postf`.split(/\s+/),
  ),
  en: new Set(
    `abs approx art ave co corp dept dr e.g eg est etc fig gen gov hon i.e ie inc jan feb mar apr jun jul aug sep sept oct nov
    dec jr lt ltd mon mr mrs ms mt mtg no nos op p para pp prof rd rev sec sen sgt sr st str tel tue vol vs wed`.split(
      /\s+/,
    ),
  ),
  tr: new Set(
    `alm apt av bkz bl blok bul cad çev doç dr fak haz hz ing krş mad md mah müh no nolu ort ör örn prof s sok st şb tel tic
    tl vb vd vs yay yy yrd`.split(/\s+/),
  ),
};

/** Tables have one row per line, list items and headings are whole blocks, paragraphs are cut into sentences. */
export const unitsOf = (
  text: string,
  from: number,
  blocks: readonly Block[],
  language: Language,
  headingsBefore: readonly { title: string; level: number }[] = [],
): Unit[] => {
  const units: Unit[] = [];
  let path = [...headingsBefore];
  for (const block of blocks) {
    const startOffset = Math.max(block.startOffset, from);
    const body = text.slice(startOffset - from, Math.max(0, block.endOffset - from));
    const page = block.page ?? null;
    const lineEnds = [...body.matchAll(/\n/g)].map(({ index }) => index);
    const add = (kind: Unit['kind'], pieces: readonly Piece[]): void => {
      const headings = path.map((above) => above.title);
      let line = 0;
      for (const piece of pieces)
        for (const { at, text: quoted } of trimmed(piece)) {
          for (let next = lineEnds[line]; next !== undefined && next < at; next = lineEnds[line]) line += 1;
          units.push({
            kind,
            startOffset: startOffset + at,
            endOffset: startOffset + at + quoted.length,
            text: quoted,
            lineOffset: startOffset + (line === 0 ? 0 : (lineEnds[line - 1] ?? 0) + 1),
            page,
            headings,
          });
        }
    };
    if (block.kind === 'heading') {
      const level = block.level ?? 1;
      path = path.filter((above) => above.level < level);
      add('heading', [{ at: 0, text: body }]);
      path.push({ title: body.replaceAll(/\s+/g, ' ').trim(), level });
    } else if (block.kind === 'table' || block.kind === 'form-field')
      add('row', block.table === undefined ? linesOf(body) : rowsOf(block.table, body, startOffset));
    else add(block.kind === 'list-item' ? 'list-item' : 'sentence', sentencesOf(body, language));
  }
  return units;
};

type Piece = { at: number; text: string };

const trimmed = ({ at, text }: Piece): Piece[] => {
  const quoted = text.trim();
  return quoted === '' ? [] : [{ at: at + text.indexOf(quoted), text: quoted }];
};

const linesOf = (body: string): Piece[] =>
  [...body.matchAll(/[^\r\n]+/g)].map((line) => ({ at: line.index, text: line[0] }));

/** From the first cell of a row to its last. */
const rowsOf = (table: NonNullable<Block['table']>, body: string, startOffset: number): Piece[] =>
  table.flatMap((cells) => {
    const [first, last] = [cells[0], cells.at(-1)];
    if (first === undefined || last === undefined) return [];
    const at = Math.max(0, first.startOffset - startOffset);
    return [{ at, text: body.slice(at, last.endOffset - startOffset) }];
  });

const segmenters = new Map<Language, Intl.Segmenter>();
const segmenterFor = (language: Language): Intl.Segmenter => {
  const known = segmenters.get(language) ?? new Intl.Segmenter(language, { granularity: 'sentence' });
  segmenters.set(language, known);
  return known;
};

/** A “sentence” of a broken layout may be as long as a page: nobody reads such a quotation. */
const longestSentence = 1_200;

/**
 * Sentences of one paragraph. Line breaks of wrapped text are no ends, those of addresses and lists are; what the segmenter cut after an
 * abbreviation, an ordinal (“am 3. Mai”) or an initial is joined again.
 */
export const sentencesOf = (body: string, language: Language): Piece[] => {
  const flat = unwrapped(body);
  const pieces: Piece[] = [];
  let open: Piece | null = null;
  for (const { segment, index } of segmenterFor(language).segment(flat)) {
    if (open === null) open = { at: index, text: segment };
    else if (goesOn(open.text, segment, language) && open.text.length + segment.length < longestSentence)
      open.text += segment;
    else {
      pieces.push(open);
      open = { at: index, text: segment };
    }
  }
  if (open !== null) pieces.push(open);
  return pieces.map(({ at, text }) => ({ at, text: body.slice(at, at + text.length) }));
};

/** A line that goes on in the next one is nearly as long as the longest, and that is no longer than lines are set. */
const wrapWidth = { min: 60, max: 130 };
const nearlyFull = 0.75;

/** As long as `body`, with blanks for the breaks that only wrap. */
const unwrapped = (body: string): string => {
  const longest = Math.max(...body.split('\n').map((line) => line.trim().length));
  const isWrapped = longest >= wrapWidth.min && longest <= wrapWidth.max;
  return body.replaceAll(/(?<=\S)[ \t]*\r?\n[ \t]*(?=\S)/g, (gap: string, at: number) => {
    const before = body.slice(body.lastIndexOf('\n', at - 1) + 1, at).trim();
    const next = body.slice(at + gap.length, at + gap.length + 40);
    const goesOnBelow = /^\p{Ll}[\p{L}-]*(?:[\s,;:.)]|$)(?!\w)/u.test(next) || /[,(–-]$/.test(before);
    return goesOnBelow || (isWrapped && before.length >= longest * nearlyFull) ? ' '.repeat(gap.length) : gap;
  });
};

const goesOn = (before: string, next: string, language: Language): boolean => {
  const end = /(\S+)\.\s*$/u.exec(before)?.[1]?.replace(/^[("'„“«»‚‘]+/u, '');
  if (end === undefined) return /^[,;:)\]]/u.test(next);
  const word = end.toLocaleLowerCase(language);
  if (abbreviations[language].has(word) || abbreviations[language].has(word.split('.').at(-1) ?? ''))
    return true;
  // “am 3. Mai”, “§ 5 Abs. 2.” before a small letter, “J. S. Bach”.
  if (/^\d{1,2}$/.test(end)) return /^\p{Lu}\p{Ll}|^\d|^\p{Ll}/u.test(next) && language !== 'en';
  if (/^\p{Lu}$/u.test(end)) return /^\p{Lu}/u.test(next);
  return /^\p{Ll}/u.test(next);
};

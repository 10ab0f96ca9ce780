/** Reads the stretches of documents an answer is looked for in: what was hit, and what stands around it. */
import type { Db } from '../../../db/open.ts';
import { isLanguage, type Language } from '../analysis/languages.ts';
import { blocksWithin } from '../block-store.ts';
import { passageText } from '../document-text.ts';
import type { SearchHit } from '../search/engine.ts';
import { prepared } from '../statements.ts';
import { type Unit, unitsOf } from './units.ts';

export type Stretch = {
  documentId: string;
  versionId: string;
  spaceId: string;
  title: string;
  source: string;
  language: Language;
  /** SHA-256 of the version's text, hex. */
  textHash: string;
  /** Of the best hit. */
  rank: number;
  /** In the order of the search. */
  hits: SearchHit[];
  units: Unit[];
};

/** A page of a web site is read as a whole; of a book, what stands around the hits. UTF-16 code units. */
const margin = 2_500;
const mostDocuments = 5;

type HeadingRow = { level: number | null; startOffset: number; endOffset: number };
type VersionRow = { textHash: Buffer; textLength: number };

/** The documents of the best hits, best first. A version that is gone by now is left out. */
export const readStretches = (db: Db, hits: readonly SearchHit[], most = mostDocuments): Stretch[] => {
  const byVersion = Map.groupBy(hits, (hit) => hit.versionId);
  return [...byVersion.values()].slice(0, most).flatMap((own, rank) => {
    const [best] = own;
    return best === undefined ? [] : readStretch(db, best, own, rank);
  });
};

/** Of a hit's document this range and no more; nothing when its version is gone. */
export const readRange = (db: Db, hit: SearchHit, range: readonly [number, number]): Stretch[] =>
  readStretch(db, hit, [hit], 0, () => [range]);

const readStretch = (
  db: Db,
  best: SearchHit,
  hits: SearchHit[],
  rank: number,
  rangesOf: (length: number) => (readonly [number, number])[] = (length) => rangesAround(hits, length),
): Stretch[] => {
  const version = prepared(
    db,
    'SELECT text_hash AS textHash, text_length AS textLength FROM document_versions WHERE id = ?',
  ).get(best.versionId) as VersionRow | undefined;
  if (version === undefined) return [];
  const language = isLanguage(best.language) ? best.language : 'de';
  return [
    {
      documentId: best.documentId,
      versionId: best.versionId,
      spaceId: best.spaceId,
      title: best.title,
      source: best.source,
      language,
      textHash: version.textHash.toString('hex'),
      rank,
      hits,
      units: rangesOf(version.textLength).flatMap(([from, to]) =>
        unitsBetween(db, best.versionId, from, to, language),
      ),
    },
  ];
};

/** Overlapping surroundings become one range. */
const rangesAround = (hits: readonly SearchHit[], length: number): [number, number][] => {
  const ranges: [number, number][] = [];
  for (const hit of [...hits].sort((a, b) => a.startOffset - b.startOffset)) {
    const from = Math.max(0, hit.startOffset - margin);
    const to = Math.min(length, hit.endOffset + margin);
    const last = ranges.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else ranges.push([from, to]);
  }
  return ranges;
};

/** Whole blocks only: a range that starts or ends inside one is widened to it, but for a text that was written without paragraphs. */
export const unitsBetween = (
  db: Db,
  versionId: string,
  from: number,
  to: number,
  language: Language,
): Unit[] => {
  const blocks = blocksWithin(db, versionId, from, to).map((block) =>
    block.table !== undefined || block.endOffset - block.startOffset <= longestWhole
      ? block
      : { ...block, ...sentencesWithin(db, versionId, block, from, to) },
  );
  const [first, last] = [blocks[0], blocks.at(-1)];
  if (first === undefined || last === undefined) return [];
  const text = passageText(db, versionId, first.startOffset, last.endOffset);
  return unitsOf(text, first.startOffset, blocks, language, headingsBefore(db, versionId, first.startOffset));
};

const longestWhole = 20_000;

/** Of a block the part within the range, from the beginning of a sentence to the end of one. */
const sentencesWithin = (
  db: Db,
  versionId: string,
  block: { startOffset: number; endOffset: number },
  from: number,
  to: number,
): { startOffset: number; endOffset: number } => {
  const start = Math.max(block.startOffset, from - longestSentence);
  const end = Math.min(block.endOffset, to + longestSentence);
  const text = passageText(db, versionId, start, end);
  const before = [...text.slice(0, Math.max(0, from - start)).matchAll(sentenceEnd)].at(-1);
  const after = text.slice(Math.max(0, to - start)).search(sentenceEnd);
  return {
    startOffset:
      before === undefined ? Math.max(block.startOffset, from) : start + before.index + before[0].length,
    endOffset: after < 0 ? Math.min(block.endOffset, to) : to + after + 1,
  };
};
const longestSentence = 600;
const sentenceEnd = /[.!?…](?=\s)\s*/g;

/** Headings that still count at an offset. Enough of them to reach the title of any real chapter. */
const headingsBefore = (db: Db, versionId: string, offset: number): { title: string; level: number }[] => {
  const rows = prepared(
    db,
    `SELECT level, start_offset AS startOffset, end_offset AS endOffset FROM blocks
       WHERE version_id = ? AND kind = 'heading' AND end_offset <= ? ORDER BY ordinal DESC LIMIT 40`,
  ).all(versionId, offset) as HeadingRow[];
  const path: { title: string; level: number }[] = [];
  for (const row of rows) {
    const level = row.level ?? 1;
    if (level >= (path[0]?.level ?? Number.POSITIVE_INFINITY)) continue;
    const title = passageText(db, versionId, row.startOffset, row.endOffset);
    path.unshift({ title: title.replaceAll(/\s+/g, ' ').trim(), level });
  }
  return path;
};

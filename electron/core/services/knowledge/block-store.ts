/** Blocks and pages of a version in SQL, with tables and lines packed as offsets from their block. */
import type { Db } from '../../db/open.ts';
import type { Block, Box, Page, Range } from './blocks.ts';
import { prepared } from './statements.ts';

/** [start, length] of each cell. */
type PackedTable = [number, number][][];
/** [start, length, x0, y0, x1, y1] of each line. */
type PackedLines = [number, number, number, number, number, number][];

/** A hundredth of a point is finer than any screen. */
const rounded = (value: number): number => Math.round(value * 100) / 100;

const packTable = ({ table, startOffset }: Block): string | null => {
  if (table === undefined) return null;
  const packed: PackedTable = table.map((row) =>
    row.map((cell) => [cell.startOffset - startOffset, cell.endOffset - cell.startOffset]),
  );
  return JSON.stringify(packed);
};

const packLines = ({ lines, startOffset }: Block): string | null => {
  if (lines === undefined) return null;
  const packed: PackedLines = lines.map((line) => {
    const [x0, y0, x1, y1] = line.box;
    const range = [line.startOffset - startOffset, line.endOffset - line.startOffset] as const;
    return [...range, rounded(x0), rounded(y0), rounded(x1), rounded(y1)];
  });
  return JSON.stringify(packed);
};

export const insertBlocks = (db: Db, tenantId: string, versionId: string, blocks: readonly Block[]): void => {
  const insert = prepared(
    db,
    `INSERT INTO blocks (version_id, ordinal, tenant_id, kind, level, page, start_offset, end_offset, box_json, language,
       table_json, lines_json) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  blocks.forEach((block, ordinal) => {
    const { kind, level = null, page = null, startOffset, endOffset, box, language = null } = block;
    insert.run(
      versionId,
      ordinal,
      tenantId,
      kind,
      level,
      page,
      startOffset,
      endOffset,
      box === undefined ? null : JSON.stringify(box.map(rounded)),
      language,
      packTable(block),
      packLines(block),
    );
  });
};

type Row = {
  kind: Block['kind'];
  level: number | null;
  page: number | null;
  start_offset: number;
  end_offset: number;
  box_json: string | null;
  language: string | null;
  table_json: string | null;
  lines_json: string | null;
};

const unpackTable = (json: string, from: number): Range[][] =>
  (JSON.parse(json) as PackedTable).map((row) =>
    row.map(([start, length]) => ({ startOffset: from + start, endOffset: from + start + length })),
  );

const unpackLines = (json: string, from: number): (Range & { box: Box })[] =>
  (JSON.parse(json) as PackedLines).map(([start, length, ...box]) => ({
    startOffset: from + start,
    endOffset: from + start + length,
    box,
  }));

/** Those that touch [from, to), in order. */
export const blocksWithin = (db: Db, versionId: string, from: number, to: number): Block[] =>
  (
    prepared(
      db,
      'SELECT * FROM blocks WHERE version_id = ? AND start_offset < ? AND end_offset > ? ORDER BY ordinal',
    ).all(versionId, to, from) as Row[]
  ).map((row) => ({
    kind: row.kind,
    startOffset: row.start_offset,
    endOffset: row.end_offset,
    ...(row.level === null ? {} : { level: row.level }),
    ...(row.page === null ? {} : { page: row.page }),
    ...(row.box_json === null ? {} : { box: JSON.parse(row.box_json) as Box }),
    ...(row.language === null ? {} : { language: row.language }),
    ...(row.table_json === null ? {} : { table: unpackTable(row.table_json, row.start_offset) }),
    ...(row.lines_json === null ? {} : { lines: unpackLines(row.lines_json, row.start_offset) }),
  }));

export const insertPages = (db: Db, tenantId: string, versionId: string, pages: readonly Page[]): void => {
  const insert = prepared(
    db,
    `INSERT INTO document_pages (version_id, number, tenant_id, width_pt, height_pt, start_offset, end_offset)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  pages.forEach((page, at) => {
    insert.run(versionId, at + 1, tenantId, page.widthPt, page.heightPt, page.startOffset, page.endOffset);
  });
};

export const pagesOf = (db: Db, versionId: string): (Page & { number: number })[] =>
  prepared(
    db,
    `SELECT number, width_pt AS widthPt, height_pt AS heightPt, start_offset AS startOffset, end_offset AS endOffset
       FROM document_pages WHERE version_id = ? ORDER BY number`,
  ).all(versionId) as (Page & { number: number })[];

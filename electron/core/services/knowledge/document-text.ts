/** The stored text of a version, whole or in part, exactly as it was given. */
import type { Db } from '../../db/open.ts';
import { prepared } from './statements.ts';

type Piece = { start_offset: number; end_offset: number; text: string };

/** UTF-16 units, and the line end it is cut behind. */
const longestPiece = 16_384;

/** `text.slice(startOffset, endOffset)` of the version's text, without reading the rest of it. */
export const passageText = (db: Db, versionId: string, startOffset: number, endOffset: number): string =>
  (
    prepared(
      db,
      `SELECT start_offset, end_offset, text FROM document_texts
         WHERE version_id = ? AND start_offset BETWEEN ? AND ? AND end_offset > ? ORDER BY start_offset`,
    ) // Without a lower border every piece in front would be looked at.
      .all(versionId, startOffset - longestPiece - 1, endOffset - 1, startOffset) as Piece[]
  )
    .map((piece) =>
      piece.text.slice(Math.max(0, startOffset - piece.start_offset), endOffset - piece.start_offset),
    )
    .join('');

export const wholeText = (db: Db, versionId: string): string =>
  (
    prepared(db, 'SELECT text FROM document_texts WHERE version_id = ? ORDER BY start_offset')
      .pluck()
      .all(versionId) as string[]
  ).join('');

/** Cuts a text at page borders and, within long pages, at line ends. The pieces joined are the text. */
export const piecesOf = (
  text: string,
  pageStarts: readonly number[],
): { startOffset: number; text: string }[] => {
  const borders = [...new Set([0, ...pageStarts.filter((start) => start > 0 && start < text.length)])].sort(
    (a, b) => a - b,
  );
  return borders.flatMap((from, index) => {
    const to = borders[index + 1] ?? text.length;
    const pieces: { startOffset: number; text: string }[] = [];
    for (let start = from; start < to; ) {
      let end = Math.min(to, start + longestPiece);
      if (end < to) {
        const line = text.lastIndexOf('\n', end);
        if (line > start) end = line + 1;
        // Never between the halves of a surrogate pair: SQLite stores UTF-8.
        else if (/[\ud800-\udbff]/.test(text[end - 1] ?? '')) end -= 1;
      }
      pieces.push({ startOffset: start, text: text.slice(start, end) });
      start = end;
    }
    return pieces;
  });
};

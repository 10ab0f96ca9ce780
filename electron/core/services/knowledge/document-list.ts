/** Documents as a list and as facts: what is known of them beside their text. */
import type { DocumentSummary } from '../../../contract/knowledge.ts';
import type { Db } from '../../db/open.ts';
import { prepared } from './statements.ts';

type Row = Omit<DocumentSummary, 'tags' | 'warnings'> & { tagsJson: string; warningsJson: string };

const facts = `SELECT documents.id, documents.space_id AS spaceId, title, language, date, source, format, version_id AS versionId,
    number AS version, text_length AS textLength, parent_id AS parentId, warnings_json AS warningsJson,
    documents.created_at AS createdAt, documents.updated_at AS updatedAt,
    (SELECT json_group_array(tag) FROM document_tags WHERE document_id = documents.id) AS tagsJson,
    (SELECT nullif(count(*), 0) FROM document_pages WHERE version_id = document_versions.id) AS pages`;
const withVersion = 'JOIN document_versions ON document_versions.id = documents.version_id';
const select = `${facts} FROM documents ${withVersion}`;

/**
 * Words of a name stand in no index, so every document is looked at. Once, in the order in which they lie in the file: along the
 * index of titles it would be a jump for each of them, eight times as slow at 100,000.
 */
const selectNamed = `WITH named AS MATERIALIZED (
    SELECT seq FROM documents NOT INDEXED WHERE tenant_id = @tenantId AND (@spaceId IS NULL OR space_id = @spaceId)
      AND (title LIKE @like ESCAPE '\\' AND (@glob IS NULL OR title GLOB @glob)
        OR source LIKE @like ESCAPE '\\' AND (@glob IS NULL OR source GLOB @glob)))
  ${facts} FROM named CROSS JOIN documents ON documents.seq = named.seq ${withVersion}`;

const toSummary = ({ tagsJson, warningsJson, ...row }: Row): DocumentSummary => ({
  ...row,
  tags: JSON.parse(tagsJson) as string[],
  warnings: JSON.parse(warningsJson) as string[],
});

export const summaryOf = (db: Db, tenantId: string, documentId: string): DocumentSummary | null => {
  const row = prepared(db, `${select} WHERE documents.tenant_id = ? AND documents.id = ?`).get(
    tenantId,
    documentId,
  ) as Row | undefined;
  return row === undefined ? null : toSummary(row);
};

export type DocumentListQuery = {
  spaceId: string | null;
  query: string;
  /** All of them. */
  tags?: readonly string[];
  order: 'updated' | 'title';
  cursor: string | null;
  limit: number;
};

/** LIKE knows capital and small letters of ASCII only. */
const plainLetter = /^[\u0020-\u007e]$/u;
/** In Turkish texts these are two letters, in all others one; a name is found by any of them. */
const everyI = 'iIİı';

/**
 * LIKE passes over most names quickly: with any sign where a letter has forms it does not know (“Ä”, “İ”). GLOB then says of the few
 * that are left whether the sign is one of these forms.
 */
const patternsOf = (query: string): { like: string | null; glob: string | null } => {
  const signs = [...query.trim().normalize('NFC')];
  if (signs.length === 0) return { like: null, glob: null };
  const isLoose = (sign: string): boolean => everyI.includes(sign) || !plainLetter.test(sign);
  const like = signs.map((sign) => (isLoose(sign) ? '_' : sign.replace(/[\\%_]/u, String.raw`\$&`)));
  return {
    like: `%${like.join('')}%`,
    glob: signs.some(isLoose) ? `*${signs.map(formsOf).join('')}*` : null,
  };
};

const formsOf = (sign: string): string => {
  if (sign === ']') return sign;
  const forms = everyI.includes(sign) ? [...everyI] : [sign, sign.toLowerCase(), sign.toUpperCase()];
  // “ß” becomes two letters, which no set can hold.
  return `[${[...new Set(forms.filter((form) => [...form].length === 1))].join('')}]`;
};

/** Keyset paging: the cursor is the id of the last row. */
export const listDocuments = (
  db: Db,
  tenantId: string,
  { spaceId, query, tags = [], order, cursor, limit }: DocumentListQuery,
): { items: DocumentSummary[]; nextCursor: string | null } => {
  const [column, sign] = order === 'title' ? ['title', '>'] : ['updated_at', '<'];
  const collation = order === 'title' ? 'COLLATE NOCASE' : 'DESC';
  const { like, glob } = patternsOf(query);
  const rows = prepared(
    db,
    `${like === null ? select : selectNamed} WHERE documents.tenant_id = @tenantId
       AND (@spaceId IS NULL OR documents.space_id = @spaceId)
       AND (@tags IS NULL OR (SELECT count(*) FROM document_tags WHERE document_id = documents.id
         AND tag IN (SELECT value FROM json_each(@tags))) = @tagCount)
       ${cursor === null ? '' : `AND ${afterCursor(column, sign)}`}
       ORDER BY documents.${column} ${collation}, documents.id ${order === 'title' ? '' : 'DESC'} LIMIT @limit`,
  ).all({
    tenantId,
    spaceId,
    ...(like === null ? {} : { like, glob }),
    tags: tags.length === 0 ? null : JSON.stringify(tags),
    tagCount: new Set(tags).size,
    limit: limit + 1,
    ...(cursor === null ? {} : { cursor }),
  }) as Row[];
  const items = rows.slice(0, limit).map(toSummary);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
};

const afterCursor = (column: string, sign: string): string =>
  `(documents.${column} ${column === 'title' ? 'COLLATE NOCASE' : ''}, documents.id) ${sign}
   (SELECT last.${column}, last.id FROM documents AS last WHERE last.id = @cursor)`;

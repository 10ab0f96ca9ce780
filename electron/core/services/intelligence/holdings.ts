/** Target groups, personas, enriched content and their history in SQL. Removed ones stay as a mark that nobody wants them. */
import { z } from 'zod';
import type { HistoryEntry } from '../../../contract/intelligence-history.ts';
import {
  type ContentEnrichment,
  contentEnrichment,
  type Persona,
  persona,
  type TargetGroup,
  targetGroup,
} from '../../../contract/intelligence-groups.ts';
import type { Db } from '../../db/open.ts';

export type Held<T> = { item: T; removed: boolean; edited: string[] };

type Row = { body_json: string; removed: number; edited_json: string };

const toHeld =
  <T>(parse: (value: unknown) => T) =>
  (row: Row): Held<T> => ({
    item: parse(JSON.parse(row.body_json)),
    removed: row.removed === 1,
    edited: JSON.parse(row.edited_json),
  });
const toGroup = toHeld((value) => targetGroup.parse(value));
const toPersona = toHeld((value) => persona.parse(value));

export const groupsOf = (db: Db, analysisId: string): Held<TargetGroup>[] =>
  (db.prepare('SELECT * FROM target_groups WHERE analysis_id = ? ORDER BY id').all(analysisId) as Row[])
    .map(toGroup)
    .sort((a, b) => a.item.position - b.item.position);

export const personasOf = (db: Db, analysisId: string): Held<Persona>[] =>
  (db.prepare('SELECT * FROM personas WHERE analysis_id = ? ORDER BY id').all(analysisId) as Row[]).map(
    toPersona,
  );

/** What nobody has taken away: groups by their position, and the personas in them. */
export const shownOf = (db: Db, analysisId: string): { groups: TargetGroup[]; personas: Persona[] } => {
  const groups = groupsOf(db, analysisId).flatMap(({ item, removed }) => (removed ? [] : [item]));
  const kept = new Set(groups.map(({ id }) => id));
  const personas = personasOf(db, analysisId).flatMap(({ item, removed }) =>
    removed || !kept.has(item.groupId) ? [] : [item],
  );
  return { groups, personas };
};

const findRow = (
  db: Db,
  table: 'target_groups' | 'personas',
  tenantId: string,
  id: string,
): Row | undefined =>
  db.prepare(`SELECT * FROM ${table} WHERE id = ? AND tenant_id = ?`).get(id, tenantId) as Row | undefined;

export const findGroup = (db: Db, tenantId: string, id: string): Held<TargetGroup> | null => {
  const row = findRow(db, 'target_groups', tenantId, id);
  return row === undefined ? null : toGroup(row);
};

export const findPersona = (db: Db, tenantId: string, id: string): Held<Persona> | null => {
  const row = findRow(db, 'personas', tenantId, id);
  return row === undefined ? null : toPersona(row);
};

export const putGroup = (db: Db, tenantId: string, held: Held<TargetGroup>): void => {
  const { item, removed, edited } = held;
  db.prepare(
    `INSERT INTO target_groups (id, tenant_id, analysis_id, key, removed, body_json, edited_json) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET removed = excluded.removed, body_json = excluded.body_json, edited_json = excluded.edited_json`,
  ).run(
    item.id,
    tenantId,
    item.analysisId,
    item.key,
    removed ? 1 : 0,
    JSON.stringify(item),
    JSON.stringify(edited),
  );
};

export const putPersona = (db: Db, tenantId: string, held: Held<Persona>): void => {
  const { item, removed, edited } = held;
  db.prepare(
    `INSERT INTO personas (id, tenant_id, analysis_id, group_id, key, removed, body_json, edited_json) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET group_id = excluded.group_id, removed = excluded.removed, body_json = excluded.body_json,
       edited_json = excluded.edited_json`,
  ).run(
    item.id,
    tenantId,
    item.analysisId,
    item.groupId,
    item.key,
    removed ? 1 : 0,
    JSON.stringify(item),
    JSON.stringify(edited),
  );
};

/** A person has made it theirs. */
export const isTouched = ({ item, edited }: Held<TargetGroup | Persona>): boolean =>
  item.locked || edited.length > 0 || item.origin === 'person';

/** A group that goes takes its personas along. */
export const hasTouchedPersonas = (db: Db, { id, analysisId }: TargetGroup): boolean =>
  personasOf(db, analysisId).some((held) => held.item.groupId === id && !held.removed && isTouched(held));

/** Gone for good: only for what a repeat no longer finds and nobody has touched. */
export const dropGroup = (db: Db, id: string): void => {
  db.prepare('DELETE FROM target_groups WHERE id = ?').run(id);
};
export const dropPersona = (db: Db, id: string): void => {
  db.prepare('DELETE FROM personas WHERE id = ?').run(id);
};

export const replaceEnrichments = (
  db: Db,
  tenantId: string,
  analysisId: string,
  all: readonly ContentEnrichment[],
): void => {
  db.prepare('DELETE FROM content_enrichments WHERE analysis_id = ?').run(analysisId);
  const insert = db.prepare(
    'INSERT INTO content_enrichments (id, tenant_id, analysis_id, group_id, body_json) VALUES (?, ?, ?, ?, ?)',
  );
  for (const one of all) insert.run(one.id, tenantId, analysisId, one.groupId, JSON.stringify(one));
};

export const enrichmentsOf = (db: Db, analysisId: string): ContentEnrichment[] =>
  (
    db
      .prepare('SELECT body_json FROM content_enrichments WHERE analysis_id = ? ORDER BY id')
      .pluck()
      .all(analysisId) as string[]
  ).map((json) => contentEnrichment.parse(JSON.parse(json)));

export type HistoryRecord = HistoryEntry & {
  analysisId: string;
  before: unknown;
  /** Shared by everything one step has changed; `null`: a step of its own. */
  operationId: string | null;
  /** `Held.edited` before; `null`: not recorded. */
  edited: string[] | null;
};

export const insertHistory = (db: Db, tenantId: string, entry: HistoryRecord): void => {
  db.prepare(
    `INSERT INTO intelligence_history (id, tenant_id, analysis_id, subject_id, kind, action, at, changes_json, before_json,
       operation_id, edited_json) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    entry.id,
    tenantId,
    entry.analysisId,
    entry.subjectId,
    entry.kind,
    entry.action,
    entry.at,
    JSON.stringify(entry.changes),
    entry.before === null ? null : JSON.stringify(entry.before),
    entry.operationId,
    entry.edited === null ? null : JSON.stringify(entry.edited),
  );
};

type HistoryRow = {
  id: string;
  analysis_id: string;
  subject_id: string;
  kind: HistoryEntry['kind'];
  action: HistoryEntry['action'];
  at: string;
  changes_json: string;
  before_json: string | null;
  operation_id: string | null;
  edited_json: string | null;
};
const toHistory = (row: HistoryRow): HistoryRecord => ({
  id: row.id,
  analysisId: row.analysis_id,
  subjectId: row.subject_id,
  kind: row.kind,
  action: row.action,
  at: row.at,
  changes: JSON.parse(row.changes_json),
  before: row.before_json === null ? null : JSON.parse(row.before_json),
  operationId: row.operation_id,
  edited: row.edited_json === null ? null : JSON.parse(row.edited_json),
});

/** Newest first. */
export const historyOf = (db: Db, tenantId: string, subjectId: string): HistoryRecord[] =>
  (
    db
      .prepare(
        'SELECT * FROM intelligence_history WHERE subject_id = ? AND tenant_id = ? ORDER BY id DESC LIMIT 200',
      )
      .all(subjectId, tenantId) as HistoryRow[]
  ).map(toHistory);

export const findHistory = (db: Db, tenantId: string, id: string): HistoryRecord | null => {
  const row = db
    .prepare('SELECT * FROM intelligence_history WHERE id = ? AND tenant_id = ?')
    .get(id, tenantId) as HistoryRow | undefined;
  return row === undefined ? null : toHistory(row);
};

/** Newest first. */
export const historyOfOperation = (db: Db, tenantId: string, operationId: string): HistoryRecord[] =>
  (
    db
      .prepare('SELECT * FROM intelligence_history WHERE operation_id = ? AND tenant_id = ? ORDER BY id DESC')
      .all(operationId, tenantId) as HistoryRow[]
  ).map(toHistory);

/** Id of a group → id of the group it was merged into, as things stand. The group that takes in the others comes last in its step. */
export const mergesOf = (db: Db, analysisId: string): Map<string, string> =>
  new Map(
    z.array(z.tuple([z.string(), z.string()])).parse(
      db
        .prepare(
          `SELECT part.subject_id, (SELECT subject_id FROM intelligence_history AS step
               WHERE step.operation_id = part.operation_id AND step.kind = 'group' ORDER BY step.id DESC LIMIT 1)
             FROM intelligence_history AS part JOIN target_groups ON target_groups.id = part.subject_id
             WHERE part.analysis_id = ? AND removed = 1 AND part.action = 'merged' AND part.operation_id IS NOT NULL
               AND part.id = (SELECT max(id) FROM intelligence_history AS last WHERE last.subject_id = part.subject_id)`,
        )
        .raw()
        .all(analysisId),
    ),
  );

/** What a person took away, newest first. */
export const removalsOf = (db: Db, analysisId: string): HistoryRecord[] =>
  (
    db
      .prepare(
        "SELECT * FROM intelligence_history WHERE analysis_id = ? AND action = 'removed' ORDER BY id DESC LIMIT 200",
      )
      .all(analysisId) as HistoryRow[]
  ).map(toHistory);

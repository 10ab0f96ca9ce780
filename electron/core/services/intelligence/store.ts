/** Analyses, their stages and evidence in SQL. Groups, personas and history: `holdings.ts`. */
import { z } from 'zod';
import {
  type AnalysisSources,
  type AnalysisStage,
  type CustomerAnalysis,
  analysisSources,
  analysisStages,
  customerAnalysis,
} from '../../../contract/intelligence.ts';
import {
  contentLanguage,
  type ContentLanguage,
  type Evidence,
} from '../../../contract/intelligence-traits.ts';
import type { Db } from '../../db/open.ts';

const settingsShape = z.object({
  name: z.string(),
  sources: analysisSources,
  language: contentLanguage.nullable(),
  agentLanguages: z.array(contentLanguage),
  modelId: z.string().nullable(),
  onSourcesChanged: z.enum(['ask', 'repeat']).default('ask'),
});
export type AnalysisSettings = {
  name: string;
  sources: AnalysisSources;
  language: ContentLanguage | null;
  agentLanguages: ContentLanguage[];
  modelId: string | null;
  onSourcesChanged: 'ask' | 'repeat';
};

const factsShape = customerAnalysis
  .pick({
    writtenIn: true,
    documents: true,
    sentences: true,
    notices: true,
  })
  .extend({
    /** The sources as they were when they were read. Ids of versions sort by time. */
    read: z
      .object({ documents: z.int(), newestVersion: z.string(), messages: z.int() })
      .nullable()
      .default(null),
  });
export type AnalysisFacts = z.infer<typeof factsShape>;

export const noFacts: AnalysisFacts = {
  writtenIn: null,
  documents: 0,
  sentences: 0,
  notices: [],
  read: null,
};

export type AnalysisRecord = {
  id: string;
  settings: AnalysisSettings;
  state: CustomerAnalysis['state'];
  runId: string | null;
  version: number;
  seed: number;
  fingerprint: string | null;
  facts: AnalysisFacts;
  createdAt: string;
  updatedAt: string;
};

type Row = {
  id: string;
  settings_json: string;
  state: AnalysisRecord['state'];
  run_id: string | null;
  version: number;
  seed: number;
  fingerprint: string | null;
  facts_json: string;
  created_at: string;
  updated_at: string;
};

const toRecord = (row: Row): AnalysisRecord => ({
  id: row.id,
  settings: settingsShape.parse(JSON.parse(row.settings_json)),
  state: row.state,
  runId: row.run_id,
  version: row.version,
  seed: row.seed,
  fingerprint: row.fingerprint,
  facts: factsShape.parse(JSON.parse(row.facts_json)),
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

export const insertAnalysis = (db: Db, tenantId: string, record: AnalysisRecord): void => {
  db.prepare(
    `INSERT INTO customer_analyses (id, tenant_id, settings_json, state, run_id, version, seed, fingerprint, facts_json, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    record.id,
    tenantId,
    JSON.stringify(record.settings),
    record.state,
    record.runId,
    record.version,
    record.seed,
    record.fingerprint,
    JSON.stringify(record.facts),
    record.createdAt,
    record.updatedAt,
  );
};

export const updateAnalysis = (db: Db, record: AnalysisRecord): void => {
  db.prepare(
    `UPDATE customer_analyses SET settings_json = ?, state = ?, run_id = ?, version = ?, seed = ?, fingerprint = ?, facts_json = ?,
       updated_at = ? WHERE id = ?`,
  ).run(
    JSON.stringify(record.settings),
    record.state,
    record.runId,
    record.version,
    record.seed,
    record.fingerprint,
    JSON.stringify(record.facts),
    record.updatedAt,
    record.id,
  );
};

export const findAnalysis = (db: Db, tenantId: string, analysisId: string): AnalysisRecord | null => {
  const row = db
    .prepare('SELECT * FROM customer_analyses WHERE id = ? AND tenant_id = ?')
    .get(analysisId, tenantId) as Row | undefined;
  return row === undefined ? null : toRecord(row);
};

export const allAnalyses = (db: Db, tenantId: string): AnalysisRecord[] =>
  (db.prepare('SELECT * FROM customer_analyses WHERE tenant_id = ? ORDER BY id').all(tenantId) as Row[]).map(
    toRecord,
  );

export const listAnalyses = (
  db: Db,
  tenantId: string,
  page: { cursor: string | null; limit: number },
): { items: AnalysisRecord[]; nextCursor: string | null } => {
  const rows = db
    .prepare('SELECT * FROM customer_analyses WHERE tenant_id = ? AND id < ? ORDER BY id DESC LIMIT ?')
    .all(tenantId, page.cursor ?? '\uffff', page.limit + 1) as Row[];
  const items = rows.slice(0, page.limit).map(toRecord);
  return { items, nextCursor: rows.length > page.limit ? (items.at(-1)?.id ?? null) : null };
};

export const deleteAnalysis = (db: Db, tenantId: string, analysisId: string): boolean =>
  db.prepare('DELETE FROM customer_analyses WHERE id = ? AND tenant_id = ?').run(analysisId, tenantId)
    .changes > 0;

/** What the last process left running has stopped. */
export const stopRunning = (db: Db): void => {
  db.prepare("UPDATE customer_analyses SET state = 'stopped' WHERE state = 'running'").run();
};

export type StageRecord = {
  stage: AnalysisStage;
  state: 'running' | 'done' | 'skipped';
  count: number | null;
  durationMs: number | null;
  result: unknown;
};

export const putStage = (db: Db, tenantId: string, analysisId: string, stage: StageRecord): void => {
  db.prepare(
    `INSERT OR REPLACE INTO analysis_stages (analysis_id, stage, tenant_id, state, count, duration_ms, result_json)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    analysisId,
    stage.stage,
    tenantId,
    stage.state,
    stage.count,
    stage.durationMs,
    stage.result === undefined ? null : JSON.stringify(stage.result),
  );
};

export const stagesOf = (db: Db, analysisId: string): Omit<StageRecord, 'result'>[] => {
  const rows = db
    .prepare(
      'SELECT stage, state, count, duration_ms AS durationMs FROM analysis_stages WHERE analysis_id = ?',
    )
    .all(analysisId) as Omit<StageRecord, 'result'>[];
  return analysisStages.flatMap((stage) => rows.find((row) => row.stage === stage) ?? []);
};

/** As stored by this program; `null` where the stage has no result. */
export const stageResult = (db: Db, analysisId: string, stage: AnalysisStage): unknown => {
  const json = db
    .prepare('SELECT result_json FROM analysis_stages WHERE analysis_id = ? AND stage = ?')
    .pluck()
    .get(analysisId, stage) as string | null | undefined;
  return json === null || json === undefined ? null : JSON.parse(json);
};

export const clearStages = (db: Db, analysisId: string): void => {
  db.prepare('DELETE FROM analysis_stages WHERE analysis_id = ?').run(analysisId);
};

export const putEvidence = (db: Db, tenantId: string, analysisId: string, all: readonly Evidence[]): void => {
  const insert = db.prepare(
    'INSERT OR REPLACE INTO analysis_evidence (analysis_id, id, tenant_id, document_id, body_json) VALUES (?, ?, ?, ?, ?)',
  );
  for (const one of all) insert.run(analysisId, one.id, tenantId, one.documentId, JSON.stringify(one));
};

export const evidenceOf = (db: Db, analysisId: string, ids: readonly string[]): Evidence[] =>
  ids.length === 0
    ? []
    : (
        db
          .prepare(
            'SELECT body_json FROM analysis_evidence WHERE analysis_id = ? AND id IN (SELECT value FROM json_each(?))',
          )
          .pluck()
          .all(analysisId, JSON.stringify(ids)) as string[]
      ).map((json): Evidence => JSON.parse(json));

/** Of a conversation; documents take their evidence with them. */
export const dropEvidenceOf = (db: Db, conversationId: string): void => {
  db.prepare('DELETE FROM analysis_evidence WHERE document_id = ?').run(conversationId);
};

/** Drops what nothing cites any more. */
export const keepEvidence = (db: Db, analysisId: string, ids: readonly string[]): void => {
  db.prepare(
    'DELETE FROM analysis_evidence WHERE analysis_id = ? AND id NOT IN (SELECT value FROM json_each(?))',
  ).run(analysisId, JSON.stringify(ids));
};

export const insertVersion = (
  db: Db,
  tenantId: string,
  analysisId: string,
  version: { number: number; at: string; snapshot: unknown },
): void => {
  db.prepare(
    'INSERT OR REPLACE INTO analysis_versions (analysis_id, number, tenant_id, at, snapshot_json) VALUES (?, ?, ?, ?, ?)',
  ).run(analysisId, version.number, tenantId, version.at, JSON.stringify(version.snapshot));
};

export const versionsOf = (db: Db, analysisId: string): { number: number; at: string; snapshot: unknown }[] =>
  (
    db
      .prepare(
        'SELECT number, at, snapshot_json FROM analysis_versions WHERE analysis_id = ? ORDER BY number',
      )
      .all(analysisId) as { number: number; at: string; snapshot_json: string }[]
  ).map((row) => ({ number: row.number, at: row.at, snapshot: JSON.parse(row.snapshot_json) }));

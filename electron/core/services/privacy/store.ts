/** Policies, findings, decisions and reports in SQL. The vault is in `vault.ts`. */
import { z } from 'zod';
import {
  type Finding,
  findingReason,
  findingStatus,
  type PiiClass,
  type PrivacyPolicy,
  piiClass,
  piiClasses,
  privacyPolicy,
  type ResidualRisk,
  residualRisk,
} from '../../../contract/privacy.ts';
import type { Db } from '../../db/open.ts';
import type { Correction } from './redaction/corrections.ts';

/** Of a space nobody has set one for: everything is shown, nothing is changed. */
const defaultPolicy: PrivacyPolicy = {
  mode: 'mark',
  classes: [...piiClasses],
  uncertain: 'redact',
  labelLanguage: 'de',
};

const policyRow = z.object({
  mode: z.string(),
  classes_json: z.string(),
  uncertain: z.string(),
  label_language: z.string(),
});

export const readPolicy = (db: Db, tenantId: string, spaceId: string): PrivacyPolicy => {
  const row = db
    .prepare('SELECT * FROM privacy_policies WHERE space_id = ? AND tenant_id = ?')
    .get(spaceId, tenantId);
  if (row === undefined) return defaultPolicy;
  const { mode, classes_json, uncertain, label_language } = policyRow.parse(row);
  return privacyPolicy.parse({
    mode,
    classes: JSON.parse(classes_json),
    uncertain,
    labelLanguage: label_language,
  });
};

export const writePolicy = (
  db: Db,
  tenantId: string,
  spaceId: string,
  { mode, classes, uncertain, labelLanguage }: PrivacyPolicy,
  at: string,
): void => {
  db.prepare(
    `INSERT INTO privacy_policies (space_id, tenant_id, mode, classes_json, uncertain, label_language, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (space_id) DO UPDATE SET mode = excluded.mode, classes_json = excluded.classes_json,
       uncertain = excluded.uncertain, label_language = excluded.label_language, updated_at = excluded.updated_at`,
  ).run(spaceId, tenantId, mode, JSON.stringify(classes), uncertain, labelLanguage, at);
};

export const spaceExists = (db: Db, tenantId: string, spaceId: string): boolean =>
  db.prepare('SELECT 1 FROM knowledge_spaces WHERE id = ? AND tenant_id = ?').get(spaceId, tenantId) !==
  undefined;

const documentRow = z.object({
  id: z.string(),
  space_id: z.string(),
  version_id: z.string(),
  title: z.string(),
});
export type StoredDocument = { id: string; spaceId: string; versionId: string; title: string };

export const readDocument = (db: Db, tenantId: string, documentId: string): StoredDocument | null => {
  const row = documentRow
    .optional()
    .parse(
      db
        .prepare('SELECT id, space_id, version_id, title FROM documents WHERE id = ? AND tenant_id = ?')
        .get(documentId, tenantId),
    );
  return row === undefined
    ? null
    : { id: row.id, spaceId: row.space_id, versionId: row.version_id, title: row.title };
};

export const readText = (db: Db, versionId: string): string =>
  z
    .array(z.string())
    .parse(
      db
        .prepare('SELECT text FROM document_texts WHERE version_id = ? ORDER BY start_offset')
        .pluck()
        .all(versionId),
    )
    .join('');

export type NewFinding = Omit<Finding, 'label' | 'page'> & { redacted: boolean; original: string | null };

export const insertFinding = (
  db: Db,
  tenantId: string,
  { id: documentId, spaceId, versionId }: Omit<StoredDocument, 'title'>,
  finding: NewFinding,
): void => {
  db.prepare(
    `INSERT INTO privacy_findings (id, tenant_id, space_id, document_id, version_id, class, start_offset, end_offset, confidence,
       status, reason, decision, redacted, original, pseudonym_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    finding.id,
    tenantId,
    spaceId,
    documentId,
    versionId,
    finding.class,
    finding.startOffset,
    finding.endOffset,
    finding.confidence,
    finding.status,
    finding.reason,
    finding.decision,
    finding.redacted ? 1 : 0,
    finding.original,
    finding.pseudonymId,
  );
};

export const deleteFinding = (db: Db, findingId: string): void => {
  db.prepare('DELETE FROM privacy_findings WHERE id = ?').run(findingId);
};

const findingRow = z.object({
  id: z.string(),
  class: piiClass,
  start_offset: z.int(),
  end_offset: z.int(),
  confidence: z.number(),
  status: findingStatus,
  reason: findingReason,
  decision: z.enum(['open', 'confirmed', 'rejected']),
  redacted: z.int(),
  original: z.string().nullable(),
  pseudonym_id: z.string().nullable(),
  page: z.int().nullable(),
});

const findingColumns = `privacy_findings.*, (SELECT number FROM document_pages WHERE version_id = privacy_findings.version_id
  AND document_pages.start_offset <= privacy_findings.start_offset ORDER BY number DESC LIMIT 1) AS page`;

const asFinding = (row: unknown): NewFinding & { page: number | null } => {
  const { start_offset, end_offset, redacted, pseudonym_id, ...same } = findingRow.parse(row);
  return {
    ...same,
    startOffset: start_offset,
    endOffset: end_offset,
    redacted: redacted === 1,
    pseudonymId: pseudonym_id,
  };
};

export const readFindings = (db: Db, versionId: string): (NewFinding & { page: number | null })[] =>
  db
    .prepare(`SELECT ${findingColumns} FROM privacy_findings WHERE version_id = ? ORDER BY start_offset`)
    .all(versionId)
    .map(asFinding);

export const readFinding = (db: Db, versionId: string, findingId: string) => {
  const row = db
    .prepare(`SELECT ${findingColumns} FROM privacy_findings WHERE id = ? AND version_id = ?`)
    .get(findingId, versionId);
  return row === undefined ? null : asFinding(row);
};

export const updateFinding = (
  db: Db,
  findingId: string,
  change: { class: PiiClass; decision: Finding['decision'] },
): void => {
  db.prepare('UPDATE privacy_findings SET class = ?, decision = ? WHERE id = ?').run(
    change.class,
    change.decision,
    findingId,
  );
};

/** The same decision again, e.g. after the document was read anew, replaces the earlier one of that text. */
export const insertCorrection = (
  db: Db,
  tenantId: string,
  owner: { id: string; spaceId: string; documentId: string; userId: string; at: string },
  correction: Correction,
): void => {
  deleteCorrections(db, owner.spaceId, correction.value);
  db.prepare(
    `INSERT INTO privacy_corrections (id, tenant_id, space_id, document_id, kind, class, from_class, value, user_id, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    owner.id,
    tenantId,
    owner.spaceId,
    owner.documentId,
    correction.kind,
    correction.class,
    correction.kind === 'change' ? correction.from : null,
    correction.value,
    owner.userId,
    owner.at,
  );
};

export const deleteCorrections = (db: Db, spaceId: string, value: string): void => {
  db.prepare('DELETE FROM privacy_corrections WHERE space_id = ? AND value = ?').run(spaceId, value);
};

const correctionRow = z.object({
  kind: z.enum(['confirm', 'reject', 'change', 'add']),
  class: piiClass,
  from_class: piiClass.nullable(),
  value: z.string(),
});

export const readCorrections = (db: Db, tenantId: string, spaceId: string): Correction[] =>
  db
    .prepare('SELECT * FROM privacy_corrections WHERE space_id = ? AND tenant_id = ? ORDER BY id')
    .all(spaceId, tenantId)
    .map((row): Correction => {
      const { kind, from_class, ...same } = correctionRow.parse(row);
      return kind === 'change' ? { ...same, kind, from: from_class ?? same.class } : { ...same, kind };
    });

export const writeReport = (
  db: Db,
  tenantId: string,
  document: Omit<StoredDocument, 'title'>,
  { mode, report, at }: { mode: PrivacyPolicy['mode']; report: ResidualRisk; at: string },
): void => {
  db.prepare(
    `INSERT INTO privacy_reports (version_id, tenant_id, document_id, mode, report_json, checked_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (version_id) DO UPDATE SET mode = excluded.mode, report_json = excluded.report_json,
       checked_at = excluded.checked_at, stale = 0`,
  ).run(document.versionId, tenantId, document.id, mode, JSON.stringify(report), at);
};

export const markStale = (db: Db, versionId: string): void => {
  db.prepare(
    "UPDATE privacy_reports SET stale = 1 WHERE version_id = ? AND mode IN ('replace', 'remove')",
  ).run(versionId);
};

const reportRow = z.object({
  mode: privacyPolicy.shape.mode,
  report_json: z.string(),
  checked_at: z.string(),
  stale: z.int(),
});

export const readReport = (db: Db, versionId: string) => {
  const row = db.prepare('SELECT * FROM privacy_reports WHERE version_id = ?').get(versionId);
  if (row === undefined) return null;
  const { mode, report_json, checked_at, stale } = reportRow.parse(row);
  return {
    mode,
    report: residualRisk.parse(JSON.parse(report_json)),
    checkedAt: checked_at,
    stale: stale === 1,
  };
};

/** Earlier versions that still say what the space no longer wants to keep. Citations of them lead to the new one's document. */
export const dropUnredactedVersions = (db: Db, document: Omit<StoredDocument, 'title'>): void => {
  db.prepare(
    `DELETE FROM document_versions WHERE document_id = ? AND id <> ?
       AND id NOT IN (SELECT version_id FROM privacy_reports WHERE document_id = ? AND mode IN ('replace', 'remove'))`,
  ).run(document.id, document.versionId, document.id);
};

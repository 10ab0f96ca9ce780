/** Answers and their evidence in SQL. The same functions serve the database on disk and that of temporary conversations. */
import type { Citation, Evidence } from '../../../../contract/answers.ts';
import type { DataClass } from '../../../../contract/gateway.ts';
import type { Db } from '../../../db/open.ts';
import { prepared } from '../statements.ts';

export type EvidenceSubject = { subject: 'answer' | 'message'; id: string };
export type StoredEvidence = { evidence: Evidence; dataClass: DataClass };

type Header = Omit<Evidence, 'citations' | 'extract'>;
type Unit = Evidence['extract'][number];

/** In one transaction with what it belongs to, or by itself. Replaces what was there. */
export const putEvidence = (
  db: Db,
  tenantId: string,
  of: EvidenceSubject,
  { evidence, dataClass }: StoredEvidence,
): void => {
  const { citations, extract, ...header } = evidence;
  db.transaction(() => {
    prepared(db, 'DELETE FROM evidence WHERE subject = ? AND subject_id = ?').run(of.subject, of.id);
    prepared(
      db,
      'INSERT INTO evidence (subject, subject_id, tenant_id, data_class, header_json) VALUES (?, ?, ?, ?, ?)',
    ).run(of.subject, of.id, tenantId, dataClass, JSON.stringify(header satisfies Header));
    const insert = prepared(
      db,
      `INSERT INTO evidence_citations (subject, subject_id, number, tenant_id, document_id, citation_json, units_json)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
    );
    for (const citation of citations) {
      const units = extract.filter((unit) => unit.citation === citation.number);
      insert.run(
        of.subject,
        of.id,
        citation.number,
        tenantId,
        citation.documentId,
        JSON.stringify(citation),
        JSON.stringify(units),
      );
    }
  })();
};

/** Only the part that changes while prose is written: what a deletion took meanwhile stays away. */
export const updateHeader = (db: Db, of: EvidenceSubject, evidence: Evidence): void => {
  const { citations: _citations, extract: _extract, ...header } = evidence;
  prepared(db, 'UPDATE evidence SET header_json = ? WHERE subject = ? AND subject_id = ?').run(
    JSON.stringify(header satisfies Header),
    of.subject,
    of.id,
  );
};

/** `null`: it was not answered from sources. */
export const findEvidence = (db: Db, of: EvidenceSubject): StoredEvidence | null => {
  const found = prepared(
    db,
    'SELECT header_json AS headerJson, data_class AS dataClass FROM evidence WHERE subject = ? AND subject_id = ?',
  ).get(of.subject, of.id) as { headerJson: string; dataClass: string } | undefined;
  if (found === undefined) return null;
  const rows = prepared(
    db,
    `SELECT citation_json AS citationJson, units_json AS unitsJson FROM evidence_citations
       WHERE subject = ? AND subject_id = ? ORDER BY number`,
  ).all(of.subject, of.id) as { citationJson: string; unitsJson: string }[];
  const header = JSON.parse(found.headerJson) as Header;
  return {
    dataClass: found.dataClass === 'internal' ? 'internal' : 'confidential',
    evidence: {
      ...header,
      citations: rows.map((row) => JSON.parse(row.citationJson) as Citation),
      extract: rows.flatMap((row) => JSON.parse(row.unitsJson) as Unit[]),
    },
  };
};

/** So many are kept per tenant: enough to look one up again, too few to become an archive nobody asked for. */
const keptAnswers = 500;

export const insertAnswer = (
  db: Db,
  tenantId: string,
  answer: { id: string; question: string; createdAt: string },
): void => {
  prepared(db, 'INSERT INTO answers (id, tenant_id, question, created_at) VALUES (?, ?, ?, ?)').run(
    answer.id,
    tenantId,
    answer.question,
    answer.createdAt,
  );
  prepared(
    db,
    `DELETE FROM answers WHERE tenant_id = ? AND id <=
       (SELECT id FROM answers WHERE tenant_id = ? ORDER BY id DESC LIMIT 1 OFFSET ?)`,
  ).run(tenantId, tenantId, keptAnswers);
};

export const finishAnswer = (db: Db, id: string, text: string): void => {
  prepared(db, 'UPDATE answers SET text = ? WHERE id = ?').run(text, id);
};

export const findAnswer = (db: Db, tenantId: string, id: string): { question: string; text: string } | null =>
  (prepared(db, 'SELECT question, text FROM answers WHERE tenant_id = ? AND id = ?').get(tenantId, id) as
    | { question: string; text: string }
    | undefined) ?? null;

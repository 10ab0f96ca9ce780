-- Answers from sources: what was quoted, and what was written on top. What is quoted goes with its document.

CREATE TABLE answers (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  question TEXT NOT NULL,
  text TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX answers_by_age ON answers (tenant_id, id);

-- `header_json`: everything but the citations. `data_class`: of the spaces, when it was made; text written from
-- confidential passages stays confidential even when its space is gone.
CREATE TABLE evidence (
  subject TEXT NOT NULL CHECK (subject IN ('answer', 'message')),
  subject_id TEXT NOT NULL,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  data_class TEXT NOT NULL,
  header_json TEXT NOT NULL,
  PRIMARY KEY (subject, subject_id)
) STRICT, WITHOUT ROWID;

-- No foreign key to documents: temporary conversations keep theirs in another database.
CREATE TABLE evidence_citations (
  subject TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  document_id TEXT NOT NULL,
  citation_json TEXT NOT NULL,
  -- Its part of the extract.
  units_json TEXT NOT NULL,
  PRIMARY KEY (subject, subject_id, number),
  FOREIGN KEY (subject, subject_id) REFERENCES evidence (subject, subject_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX evidence_citations_by_document ON evidence_citations (document_id);

-- A stored answer is a cache and goes whole; a message stays, without what was quoted.
CREATE TRIGGER documents_evidence AFTER DELETE ON documents BEGIN
  DELETE FROM answers WHERE id IN (
    SELECT subject_id FROM evidence_citations WHERE subject = 'answer' AND document_id = OLD.id
  );
  DELETE FROM evidence_citations WHERE document_id = OLD.id;
END;
CREATE TRIGGER answers_evidence AFTER DELETE ON answers BEGIN
  DELETE FROM evidence WHERE subject = 'answer' AND subject_id = OLD.id;
END;
CREATE TRIGGER messages_evidence AFTER DELETE ON messages BEGIN
  DELETE FROM evidence WHERE subject = 'message' AND subject_id = OLD.id;
END;

ALTER TABLE conversations ADD COLUMN space_ids_json TEXT NOT NULL DEFAULT '[]';
ALTER TABLE conversations ADD COLUMN only_from_sources INTEGER NOT NULL DEFAULT 1;

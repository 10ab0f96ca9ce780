-- Personal data in documents: policies of spaces, findings in versions, decisions of people, and the vault that leads from a
-- pseudonym back to the person. Everything goes with its document or space; a pseudonym goes with the last finding that uses it.

CREATE TABLE privacy_policies (
  space_id TEXT PRIMARY KEY REFERENCES knowledge_spaces (id) ON DELETE CASCADE,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  mode TEXT NOT NULL CHECK (mode IN ('off', 'mark', 'replace', 'remove')),
  classes_json TEXT NOT NULL,
  uncertain TEXT NOT NULL CHECK (uncertain IN ('redact', 'keep')),
  label_language TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;

-- The vault. Read only behind the permission privacy.restore, each time with an audit entry.
CREATE TABLE privacy_pseudonyms (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  space_id TEXT NOT NULL REFERENCES knowledge_spaces (id) ON DELETE CASCADE,
  class TEXT NOT NULL,
  number INTEGER NOT NULL,
  value TEXT NOT NULL,
  -- What makes two values the same: redaction/pseudonyms.ts.
  value_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  UNIQUE (space_id, class, number),
  UNIQUE (space_id, class, value_key)
) STRICT;

-- Numbers are never given out again, or an old label would lead to somebody else.
CREATE TABLE privacy_numbers (
  space_id TEXT NOT NULL REFERENCES knowledge_spaces (id) ON DELETE CASCADE,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  class TEXT NOT NULL,
  last_number INTEGER NOT NULL,
  PRIMARY KEY (space_id, class)
) STRICT, WITHOUT ROWID;

-- The words of persons' keys, to find “Meier” when “Anna Meier” is known.
CREATE TABLE privacy_person_words (
  space_id TEXT NOT NULL REFERENCES knowledge_spaces (id) ON DELETE CASCADE,
  word TEXT NOT NULL,
  pseudonym_id TEXT NOT NULL REFERENCES privacy_pseudonyms (id) ON DELETE CASCADE,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  PRIMARY KEY (space_id, word, pseudonym_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX privacy_person_words_by_pseudonym ON privacy_person_words (pseudonym_id);

-- Offsets are of the stored text, where a label may stand for what was found.
CREATE TABLE privacy_findings (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  space_id TEXT NOT NULL REFERENCES knowledge_spaces (id) ON DELETE CASCADE,
  document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  version_id TEXT NOT NULL REFERENCES document_versions (id) ON DELETE CASCADE,
  class TEXT NOT NULL,
  start_offset INTEGER NOT NULL,
  end_offset INTEGER NOT NULL,
  confidence REAL NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('found', 'uncertain')),
  reason TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('open', 'confirmed', 'rejected')),
  -- Whether a label stands in the text.
  redacted INTEGER NOT NULL CHECK (redacted IN (0, 1)),
  -- What the label stands for, exactly; NULL where nothing leads back, or the text itself is there. Part of the vault.
  original TEXT,
  pseudonym_id TEXT REFERENCES privacy_pseudonyms (id)
) STRICT;
CREATE INDEX privacy_findings_by_version ON privacy_findings (version_id, start_offset);
CREATE INDEX privacy_findings_by_document ON privacy_findings (document_id);
CREATE INDEX privacy_findings_by_pseudonym ON privacy_findings (pseudonym_id);

CREATE TRIGGER privacy_pseudonym_unused AFTER DELETE ON privacy_findings
WHEN OLD.pseudonym_id IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM privacy_findings WHERE pseudonym_id = OLD.pseudonym_id)
BEGIN
  DELETE FROM privacy_pseudonyms WHERE id = OLD.pseudonym_id;
END;

-- Decisions hold in the whole space, and are forgotten with the document in which they were made.
CREATE TABLE privacy_corrections (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  space_id TEXT NOT NULL REFERENCES knowledge_spaces (id) ON DELETE CASCADE,
  document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('confirm', 'reject', 'change', 'add')),
  class TEXT NOT NULL,
  -- Of a change: what it had been taken for.
  from_class TEXT,
  value TEXT NOT NULL,
  user_id TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX privacy_corrections_by_space ON privacy_corrections (space_id, value);
CREATE INDEX privacy_corrections_by_document ON privacy_corrections (document_id);

CREATE TABLE privacy_reports (
  version_id TEXT PRIMARY KEY REFERENCES document_versions (id) ON DELETE CASCADE,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  mode TEXT NOT NULL,
  report_json TEXT NOT NULL,
  checked_at TEXT NOT NULL,
  -- A decision since then waits for the document to be read again.
  stale INTEGER NOT NULL DEFAULT 0 CHECK (stale IN (0, 1))
) STRICT;
CREATE INDEX privacy_reports_by_document ON privacy_reports (document_id);

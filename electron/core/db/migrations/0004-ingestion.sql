-- Ingestion: what a parser knows of a document beyond its text, kept originals, and the durable queue of files.

-- An attachment is a document of its own under the one it came with.
ALTER TABLE documents ADD COLUMN parent_id TEXT REFERENCES documents (id) ON DELETE SET NULL;
CREATE INDEX documents_by_parent ON documents (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX documents_by_title ON documents (tenant_id, title COLLATE NOCASE, id);
CREATE INDEX documents_by_update ON documents (tenant_id, updated_at DESC, id DESC);

ALTER TABLE document_versions ADD COLUMN format TEXT;
ALTER TABLE document_versions ADD COLUMN metadata_json TEXT NOT NULL DEFAULT '{}';
-- What is true of the text although it was read: `truncated`, `needs-ocr`, …
ALTER TABLE document_versions ADD COLUMN warnings_json TEXT NOT NULL DEFAULT '[]';

-- Rows of cells of a table, and lines with their boxes; offsets count from the block's start.
ALTER TABLE blocks ADD COLUMN table_json TEXT;
ALTER TABLE blocks ADD COLUMN lines_json TEXT;

CREATE TABLE document_pages (
  version_id TEXT NOT NULL REFERENCES document_versions (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  width_pt REAL NOT NULL,
  height_pt REAL NOT NULL,
  start_offset INTEGER NOT NULL,
  end_offset INTEGER NOT NULL,
  PRIMARY KEY (version_id, number)
) STRICT, WITHOUT ROWID;

-- The bytes lie in a file of this id, encrypted with a key that is only here: without the row they are noise.
CREATE TABLE originals (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  -- NULL until the file has become a document.
  version_id TEXT REFERENCES document_versions (id) ON DELETE CASCADE,
  key BLOB NOT NULL,
  size_bytes INTEGER NOT NULL,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX originals_by_version ON originals (version_id);

CREATE TABLE watched_folders (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  space_id TEXT NOT NULL REFERENCES knowledge_spaces (id) ON DELETE CASCADE,
  path TEXT NOT NULL,
  last_scan_at TEXT,
  created_at TEXT NOT NULL,
  UNIQUE (space_id, path)
) STRICT;

CREATE TABLE ingestion_queues (
  tenant_id TEXT PRIMARY KEY REFERENCES tenants (id) ON DELETE CASCADE,
  paused INTEGER NOT NULL CHECK (paused IN (0, 1))
) STRICT, WITHOUT ROWID;

-- Files of watched folders whose documents a person deleted: SHA-256 of the path, so that the name is gone as well.
CREATE TABLE ingestion_ignored (
  space_id TEXT NOT NULL REFERENCES knowledge_spaces (id) ON DELETE CASCADE,
  path_hash BLOB NOT NULL,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  PRIMARY KEY (space_id, path_hash)
) STRICT, WITHOUT ROWID;

-- Folders still to be walked. A walk that was cut off is done again: the files it found are known by then.
CREATE TABLE ingestion_walks (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  space_id TEXT NOT NULL REFERENCES knowledge_spaces (id) ON DELETE CASCADE,
  path TEXT NOT NULL,
  priority INTEGER NOT NULL,
  -- A person asked for it just now: what was ignored or has failed is read again.
  asked INTEGER NOT NULL CHECK (asked IN (0, 1)),
  UNIQUE (space_id, path)
) STRICT;

CREATE TABLE ingestion_files (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  space_id TEXT NOT NULL REFERENCES knowledge_spaces (id) ON DELETE CASCADE,
  -- Absolute; the name of an uploaded file, which has its bytes in `original_id`.
  path TEXT NOT NULL,
  original_id TEXT REFERENCES originals (id) ON DELETE SET NULL,
  size_bytes INTEGER,
  -- Of the file when it was queued, in milliseconds since 1970; says whether it has changed since.
  modified_ms REAL,
  -- SHA-256 of the bytes that were read last.
  content_hash BLOB,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'reading', 'indexing', 'done', 'unchanged', 'failed', 'skipped')),
  priority INTEGER NOT NULL,
  -- Read it even when the bytes are known.
  again INTEGER NOT NULL DEFAULT 0 CHECK (again IN (0, 1)),
  -- It was there and is gone; its document stays.
  missing INTEGER NOT NULL DEFAULT 0 CHECK (missing IN (0, 1)),
  progress_json TEXT,
  document_id TEXT REFERENCES documents (id) ON DELETE SET NULL,
  error_json TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  UNIQUE (space_id, path)
) STRICT;
CREATE INDEX ingestion_files_by_state ON ingestion_files (tenant_id, state, priority DESC, seq);
CREATE INDEX ingestion_files_by_space ON ingestion_files (space_id, state);
CREATE INDEX ingestion_files_by_content ON ingestion_files (space_id, content_hash);
CREATE INDEX ingestion_files_by_document ON ingestion_files (document_id);

CREATE TRIGGER data_labels_space_removed AFTER DELETE ON knowledge_spaces BEGIN
  DELETE FROM data_labels WHERE subject = 'space' AND subject_id = old.id;
END;

-- Knowledge: spaces, documents with their exact text, chunks, and two indexes over the chunks (full text, vectors).
-- Citations are ranges of a version's text. Offsets are UTF-16 code units. `seq` numbers are never used again, so that
-- indexes in memory can hold on to them; the chunks of a document lie side by side in `seq`.

CREATE TABLE knowledge_spaces (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  UNIQUE (tenant_id, name)
) STRICT;

CREATE TABLE documents (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  space_id TEXT NOT NULL REFERENCES knowledge_spaces (id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  -- The main language; a chunk may have another.
  language TEXT NOT NULL,
  -- ISO 8601 date of the content, where known.
  date TEXT,
  -- Where it came from: an address or a path.
  source TEXT NOT NULL,
  version_id TEXT NOT NULL,
  first_chunk_seq INTEGER NOT NULL,
  chunk_count INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX documents_by_space ON documents (space_id, updated_at DESC);

CREATE TABLE document_tags (
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  tag TEXT NOT NULL,
  PRIMARY KEY (document_id, tag)
) STRICT, WITHOUT ROWID;

-- Earlier versions stay for the citations that point at them.
CREATE TABLE document_versions (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  space_id TEXT NOT NULL REFERENCES knowledge_spaces (id) ON DELETE CASCADE,
  document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  -- SHA-256 of the whole text in UTF-8.
  text_hash BLOB NOT NULL,
  text_length INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  UNIQUE (document_id, number)
) STRICT;

-- The text in pieces, so that a passage is read without its book. A page where the format has pages.
CREATE TABLE document_texts (
  version_id TEXT NOT NULL REFERENCES document_versions (id) ON DELETE CASCADE,
  start_offset INTEGER NOT NULL,
  end_offset INTEGER NOT NULL,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  text TEXT NOT NULL,
  PRIMARY KEY (version_id, start_offset)
) STRICT;

CREATE TABLE blocks (
  version_id TEXT NOT NULL REFERENCES document_versions (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  level INTEGER,
  page INTEGER,
  start_offset INTEGER NOT NULL,
  end_offset INTEGER NOT NULL,
  -- [left, top, right, bottom] in points.
  box_json TEXT,
  language TEXT,
  PRIMARY KEY (version_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE chunks (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  space_id TEXT NOT NULL REFERENCES knowledge_spaces (id) ON DELETE CASCADE,
  document_seq INTEGER NOT NULL REFERENCES documents (seq) ON DELETE CASCADE,
  version_id TEXT NOT NULL REFERENCES document_versions (id) ON DELETE CASCADE,
  page INTEGER,
  start_offset INTEGER NOT NULL,
  end_offset INTEGER NOT NULL,
  heading_path_json TEXT NOT NULL,
  language TEXT NOT NULL,
  -- SHA-256 of the chunk's text in UTF-8.
  text_hash BLOB NOT NULL
) STRICT;
CREATE INDEX chunks_by_document ON chunks (document_seq);

-- Full text. Tokens are made in the application (knowledge/analysis); the index answers which chunks hold a token, the
-- bags say how often: 4-byte token hashes in ascending order, then as many 1-byte counts.
CREATE VIRTUAL TABLE chunks_fts USING fts5 (
  tokens, content = '', contentless_delete = 1, detail = none, tokenize = "ascii tokenchars '_'"
);

CREATE TABLE chunk_bags (
  chunk_seq INTEGER PRIMARY KEY REFERENCES chunks (seq) ON DELETE CASCADE,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  token_count INTEGER NOT NULL,
  -- Chunks the tenant had when compounds were split for this one: it is done again once there are many more.
  corpus_chunks INTEGER NOT NULL,
  bag BLOB NOT NULL
) STRICT;
CREATE INDEX chunk_bags_by_corpus ON chunk_bags (tenant_id, corpus_chunks);

-- In how many chunks a token (by its hash) occurs.
CREATE TABLE knowledge_tokens (
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  token_hash INTEGER NOT NULL,
  chunks INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, token_hash)
) STRICT, WITHOUT ROWID;

-- German words and in how many chunks they occur: what compounds are split by.
CREATE TABLE knowledge_words (
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  word TEXT NOT NULL,
  chunks INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, word)
) STRICT, WITHOUT ROWID;

CREATE TABLE knowledge_totals (
  tenant_id TEXT PRIMARY KEY REFERENCES tenants (id) ON DELETE CASCADE,
  chunks INTEGER NOT NULL,
  tokens INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- All vectors of one embedding model. One set serves searches while the next is built.
CREATE TABLE vector_sets (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  model_id TEXT NOT NULL,
  dimension INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('building', 'serving')),
  created_at TEXT NOT NULL
) STRICT;

-- Full precision: unit vectors, float32 little endian.
CREATE TABLE chunk_vectors (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  set_seq INTEGER NOT NULL REFERENCES vector_sets (seq) ON DELETE CASCADE,
  chunk_seq INTEGER NOT NULL REFERENCES chunks (seq) ON DELETE CASCADE,
  vector BLOB NOT NULL,
  UNIQUE (set_seq, chunk_seq)
) STRICT;
CREATE INDEX chunk_vectors_by_chunk ON chunk_vectors (chunk_seq);

-- The coarse codes of runs of neighbouring chunks whose vectors have neighbouring seqs; read in one go at start.
CREATE TABLE vector_codes (
  set_seq INTEGER NOT NULL REFERENCES vector_sets (seq) ON DELETE CASCADE,
  first_chunk_seq INTEGER NOT NULL,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  document_seq INTEGER NOT NULL REFERENCES documents (seq) ON DELETE CASCADE,
  first_vector_seq INTEGER NOT NULL,
  codes BLOB NOT NULL,
  PRIMARY KEY (set_seq, first_chunk_seq)
) STRICT;
CREATE INDEX vector_codes_by_document ON vector_codes (document_seq);

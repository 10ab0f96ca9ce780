-- Customer intelligence: analyses with their stages and evidence, target groups, personas, enriched content, history and
-- versions; agents with their characters. Bodies are JSON in the shapes of the contract.

CREATE TABLE customer_analyses (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  settings_json TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('new', 'running', 'done', 'stopped', 'failed')),
  run_id TEXT,
  -- Counts the finished runs.
  version INTEGER NOT NULL DEFAULT 0,
  seed INTEGER NOT NULL DEFAULT 1,
  -- SHA-256 over the versions of all sources, as they were when the first stage began.
  fingerprint TEXT,
  -- Counts, notices, language.
  facts_json TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX customer_analyses_by_recency ON customer_analyses (tenant_id, id DESC);

-- What a stage found. A stage without a row has not been reached.
CREATE TABLE analysis_stages (
  analysis_id TEXT NOT NULL REFERENCES customer_analyses (id) ON DELETE CASCADE,
  stage TEXT NOT NULL,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'skipped')),
  count INTEGER,
  duration_ms INTEGER,
  result_json TEXT,
  PRIMARY KEY (analysis_id, stage)
) STRICT, WITHOUT ROWID;

-- Cited sentences. They go with the document they stand in.
CREATE TABLE analysis_evidence (
  analysis_id TEXT NOT NULL REFERENCES customer_analyses (id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  document_id TEXT NOT NULL,
  body_json TEXT NOT NULL,
  PRIMARY KEY (analysis_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX analysis_evidence_by_document ON analysis_evidence (document_id);
CREATE TRIGGER analysis_evidence_document_removed AFTER DELETE ON documents BEGIN
  DELETE FROM analysis_evidence WHERE document_id = old.id;
END;

-- removed: a person does not want it; a repeat must not bring it back.
CREATE TABLE target_groups (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  analysis_id TEXT NOT NULL REFERENCES customer_analyses (id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
  body_json TEXT NOT NULL,
  -- Fields a person has changed: a repeat leaves them.
  edited_json TEXT NOT NULL DEFAULT '[]',
  UNIQUE (analysis_id, key)
) STRICT;

CREATE TABLE personas (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  analysis_id TEXT NOT NULL REFERENCES customer_analyses (id) ON DELETE CASCADE,
  group_id TEXT NOT NULL REFERENCES target_groups (id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
  body_json TEXT NOT NULL,
  edited_json TEXT NOT NULL DEFAULT '[]',
  UNIQUE (analysis_id, key)
) STRICT;

CREATE TABLE content_enrichments (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  analysis_id TEXT NOT NULL REFERENCES customer_analyses (id) ON DELETE CASCADE,
  group_id TEXT NOT NULL REFERENCES target_groups (id) ON DELETE CASCADE,
  body_json TEXT NOT NULL
) STRICT;
CREATE INDEX content_enrichments_by_analysis ON content_enrichments (analysis_id);

CREATE TABLE intelligence_history (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  analysis_id TEXT NOT NULL REFERENCES customer_analyses (id) ON DELETE CASCADE,
  subject_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('group', 'persona')),
  action TEXT NOT NULL,
  at TEXT NOT NULL,
  changes_json TEXT NOT NULL,
  -- The whole thing as it was before; NULL for what did not exist.
  before_json TEXT
) STRICT;
CREATE INDEX intelligence_history_by_subject ON intelligence_history (subject_id, id);

-- What each finished run came to, for comparing.
CREATE TABLE analysis_versions (
  analysis_id TEXT NOT NULL REFERENCES customer_analyses (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  at TEXT NOT NULL,
  snapshot_json TEXT NOT NULL,
  PRIMARY KEY (analysis_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE characters (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  body_json TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE artifacts (
  character_id TEXT NOT NULL REFERENCES characters (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('url', 'document', 'media')),
  title TEXT NOT NULL,
  reference TEXT NOT NULL,
  PRIMARY KEY (character_id, ordinal)
) STRICT, WITHOUT ROWID;

-- An agent outlives the analysis it came from.
CREATE TABLE agents (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  analysis_id TEXT REFERENCES customer_analyses (id) ON DELETE SET NULL,
  persona_id TEXT REFERENCES personas (id) ON DELETE SET NULL,
  published INTEGER NOT NULL DEFAULT 0 CHECK (published IN (0, 1)),
  body_json TEXT NOT NULL,
  passport_json TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX agents_by_analysis ON agents (analysis_id);

-- Which agent was made for which persona and language; a repeat renews it instead of adding another.
CREATE TABLE agent_generations (
  persona_id TEXT NOT NULL REFERENCES personas (id) ON DELETE CASCADE,
  language TEXT NOT NULL,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  agent_id TEXT NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
  at TEXT NOT NULL,
  PRIMARY KEY (persona_id, language)
) STRICT, WITHOUT ROWID;

-- The gateway: providers, what their answers cost, budgets, data classes, keys of the OpenAI-compatible endpoint.
-- Providers' API keys are not here but in the host's secret store. Money in millionths of a US dollar.

CREATE TABLE providers (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  slug TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  base_url TEXT NOT NULL,
  models_json TEXT NOT NULL,
  fallback_model_id TEXT,
  enabled INTEGER NOT NULL DEFAULT 0 CHECK (enabled IN (0, 1)),
  position INTEGER NOT NULL,
  has_key INTEGER NOT NULL DEFAULT 0 CHECK (has_key IN (0, 1)),
  created_at TEXT NOT NULL,
  UNIQUE (tenant_id, slug),
  UNIQUE (tenant_id, name)
) STRICT;

-- One row per answer, written before the model is asked (reserved) and settled once (booked).
CREATE TABLE llm_usage (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  user_id TEXT NOT NULL,
  space_id TEXT,
  endpoint_key_id TEXT,
  provider_id TEXT,
  model_id TEXT NOT NULL,
  location TEXT NOT NULL CHECK (location IN ('local', 'cloud')),
  at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('reserved', 'booked')),
  -- While reserved, the most the answer can come to.
  prompt_tokens INTEGER NOT NULL,
  cached_tokens INTEGER NOT NULL DEFAULT 0,
  completion_tokens INTEGER NOT NULL,
  estimated INTEGER NOT NULL DEFAULT 0 CHECK (estimated IN (0, 1)),
  -- NULL: the price is not known.
  cost_micros INTEGER,
  first_token_ms REAL,
  duration_ms REAL,
  -- `ok`, `cancelled`, `interrupted` or an error code.
  outcome TEXT
) STRICT;
CREATE INDEX llm_usage_by_time ON llm_usage (tenant_id, at);
CREATE INDEX llm_usage_by_user ON llm_usage (tenant_id, user_id, at);

CREATE TABLE budgets (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  subject TEXT NOT NULL CHECK (subject IN ('user', 'space')),
  subject_id TEXT NOT NULL,
  period TEXT NOT NULL CHECK (period IN ('day', 'month')),
  max_cost_micros INTEGER,
  max_tokens INTEGER,
  UNIQUE (tenant_id, subject, subject_id, period)
) STRICT;

-- What carries no row is `internal`. data_class has no CHECK on purpose: an unknown value must be readable as such
-- and counts as confidential.
CREATE TABLE data_labels (
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  subject TEXT NOT NULL CHECK (subject IN ('conversation', 'space')),
  subject_id TEXT NOT NULL,
  data_class TEXT NOT NULL,
  PRIMARY KEY (tenant_id, subject, subject_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER data_labels_conversation_removed AFTER DELETE ON conversations BEGIN
  DELETE FROM data_labels WHERE subject = 'conversation' AND subject_id = old.id;
END;

-- The secret has 256 random bits; its SHA-256 needs no salt.
CREATE TABLE endpoint_keys (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  user_id TEXT NOT NULL,
  name TEXT NOT NULL,
  hint TEXT NOT NULL,
  hash BLOB NOT NULL UNIQUE,
  scopes_json TEXT NOT NULL,
  data_class TEXT NOT NULL,
  created_at TEXT NOT NULL,
  last_used_at TEXT
) STRICT;

-- Where an answer came from and why, for its badge.
ALTER TABLE messages ADD COLUMN route_json TEXT;

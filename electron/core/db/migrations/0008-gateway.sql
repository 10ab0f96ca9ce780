-- Budgets of every space a conversation draws on, not of the first only; and the keys of providers in a database that
-- opens with a passphrase.

CREATE TABLE llm_usage_spaces (
  space_id TEXT NOT NULL,
  usage_id TEXT NOT NULL REFERENCES llm_usage (id) ON DELETE CASCADE,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  PRIMARY KEY (space_id, usage_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX llm_usage_spaces_by_usage ON llm_usage_spaces (usage_id);
INSERT INTO llm_usage_spaces (space_id, usage_id, tenant_id)
  SELECT space_id, id, tenant_id FROM llm_usage WHERE space_id IS NOT NULL;
ALTER TABLE llm_usage DROP COLUMN space_id;

CREATE TRIGGER budgets_space_removed AFTER DELETE ON knowledge_spaces BEGIN
  DELETE FROM budgets WHERE subject = 'space' AND subject_id = old.id;
END;

-- Sealed once more with a key of their own (HKDF of the database's key): a row that leaves the database says nothing.
CREATE TABLE vault_secrets (
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  nonce BLOB NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (tenant_id, name)
) STRICT, WITHOUT ROWID;

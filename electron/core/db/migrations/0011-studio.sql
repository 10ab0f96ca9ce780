-- Taking a step back reaches everything the step has changed: entries of one step share its id. NULL: a step of its own.
ALTER TABLE intelligence_history ADD COLUMN operation_id TEXT;
-- What of it was a person's own before, as in target_groups and personas.
ALTER TABLE intelligence_history ADD COLUMN edited_json TEXT;
CREATE INDEX intelligence_history_by_operation ON intelligence_history (operation_id);

-- Fields a person has changed in an agent: a repeat leaves them.
ALTER TABLE agents ADD COLUMN edited_json TEXT NOT NULL DEFAULT '[]';

CREATE TABLE agent_history (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  agent_id TEXT NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
  action TEXT NOT NULL,
  at TEXT NOT NULL,
  changes_json TEXT NOT NULL,
  -- The whole agent as it was before.
  before_json TEXT NOT NULL
) STRICT;
CREATE INDEX agent_history_by_agent ON agent_history (agent_id, id);

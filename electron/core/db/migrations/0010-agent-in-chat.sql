-- A conversation may be led by a published agent. No foreign key: a conversation outlives its agent and still says by its
-- name who has answered; temporary conversations live in another database.

ALTER TABLE conversations ADD COLUMN agent_id TEXT;
ALTER TABLE conversations ADD COLUMN agent_name TEXT;

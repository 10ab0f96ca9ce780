/** Agents, their passports and characters in SQL. */
import { z } from 'zod';
import {
  type Agent,
  agent,
  type AgentPassport,
  agentPassport,
  artifact,
  type Character,
  type CharacterInput,
  characterInput,
} from '../../../contract/agents.ts';
import type { ContentLanguage } from '../../../contract/intelligence-traits.ts';
import type { Db } from '../../db/open.ts';

const bodyShape = agent.omit({
  id: true,
  analysisId: true,
  personaId: true,
  published: true,
  passport: true,
  createdAt: true,
  updatedAt: true,
});

type Row = {
  id: string;
  analysis_id: string | null;
  persona_id: string | null;
  offered: number;
  body_json: string;
  passport_json: string | null;
  created_at: string;
  updated_at: string;
};

/** One whose persona a person has removed is not published, until the persona comes back. */
const removedPersona =
  'EXISTS (SELECT 1 FROM personas WHERE personas.id = agents.persona_id AND personas.removed = 1)';
const shown = `SELECT *, published AND NOT ${removedPersona} AS offered FROM agents`;

export const isOfRemovedPersona = (db: Db, agentId: string): boolean =>
  db.prepare(`SELECT 1 FROM agents WHERE id = ? AND ${removedPersona}`).get(agentId) !== undefined;

const toAgent = (row: Row): Agent => ({
  ...bodyShape.parse(JSON.parse(row.body_json)),
  id: row.id,
  analysisId: row.analysis_id,
  personaId: row.persona_id,
  published: row.offered === 1,
  passport: row.passport_json === null ? null : agentPassport.parse(JSON.parse(row.passport_json)),
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

export const listAgents = (
  db: Db,
  tenantId: string,
  filter: { analysisId: string | null; published: boolean | null },
): Agent[] =>
  (
    db
      .prepare(
        `${shown} WHERE tenant_id = @tenantId AND (@analysisId IS NULL OR analysis_id = @analysisId)
           AND (@published IS NULL OR offered = @published) ORDER BY id`,
      )
      .all({
        tenantId,
        analysisId: filter.analysisId,
        published: filter.published === null ? null : filter.published ? 1 : 0,
      }) as Row[]
  ).map(toAgent);

export const findAgent = (db: Db, tenantId: string, agentId: string): Agent | null => {
  const row = db.prepare(`${shown} WHERE id = ? AND tenant_id = ?`).get(agentId, tenantId) as Row | undefined;
  return row === undefined ? null : toAgent(row);
};

export const putAgent = (db: Db, tenantId: string, one: Agent): void => {
  db.prepare(
    `INSERT INTO agents (id, tenant_id, analysis_id, persona_id, published, body_json, passport_json, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET published = excluded.published, body_json = excluded.body_json,
       passport_json = excluded.passport_json, updated_at = excluded.updated_at`,
  ).run(
    one.id,
    tenantId,
    one.analysisId,
    one.personaId,
    one.published ? 1 : 0,
    JSON.stringify(bodyShape.parse(one)),
    one.passport === null ? null : JSON.stringify(one.passport),
    one.createdAt,
    one.updatedAt,
  );
};

export const setPassport = (db: Db, agentId: string, passport: AgentPassport): void => {
  db.prepare('UPDATE agents SET passport_json = ? WHERE id = ?').run(JSON.stringify(passport), agentId);
};

/** Fields a person has changed: a repeat leaves them. */
export const editedFields = (db: Db, agentId: string): string[] => {
  const json = db.prepare('SELECT edited_json FROM agents WHERE id = ?').pluck().get(agentId) as
    | string
    | undefined;
  return z.array(z.string()).parse(JSON.parse(json ?? '[]'));
};

export const setEditedFields = (db: Db, agentId: string, fields: readonly string[]): void => {
  db.prepare('UPDATE agents SET edited_json = ? WHERE id = ?').run(JSON.stringify(fields), agentId);
};

export const deleteAgent = (db: Db, tenantId: string, agentId: string): boolean =>
  db.prepare('DELETE FROM agents WHERE id = ? AND tenant_id = ?').run(agentId, tenantId).changes > 0;

/** Agents of personas that an analysis no longer finds: gone with them, unless a person has published, confirmed or changed one. */
export const deleteLooseAgents = (db: Db, tenantId: string, analysisId: string): void => {
  db.prepare(
    `DELETE FROM agents WHERE tenant_id = ? AND analysis_id = ? AND persona_id IS NULL AND published = 0
       AND edited_json = '[]' AND NOT json_extract(body_json, '$.locked')
       AND json_extract(body_json, '$.characterId') IS NULL`,
  ).run(tenantId, analysisId);
};

/** The agent made for this persona and language before. */
export const generatedAgent = (
  db: Db,
  tenantId: string,
  personaId: string,
  language: ContentLanguage,
): Agent | null => {
  const id = db
    .prepare('SELECT agent_id FROM agent_generations WHERE persona_id = ? AND language = ? AND tenant_id = ?')
    .pluck()
    .get(personaId, language, tenantId) as string | undefined;
  return id === undefined ? null : findAgent(db, tenantId, id);
};

export const putGeneration = (
  db: Db,
  tenantId: string,
  made: { personaId: string; language: ContentLanguage; agentId: string; at: string },
): void => {
  db.prepare(
    'INSERT OR REPLACE INTO agent_generations (persona_id, language, tenant_id, agent_id, at) VALUES (?, ?, ?, ?, ?)',
  ).run(made.personaId, made.language, tenantId, made.agentId, made.at);
};

const characterShape = characterInput.omit({ artifacts: true });
type CharacterRow = { id: string; body_json: string; created_at: string; updated_at: string };

const toCharacter = (db: Db, row: CharacterRow): Character => ({
  ...characterShape.parse(JSON.parse(row.body_json)),
  id: row.id,
  artifacts: z
    .array(artifact)
    .parse(
      db
        .prepare('SELECT kind, title, reference FROM artifacts WHERE character_id = ? ORDER BY ordinal')
        .all(row.id),
    ),
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

export const listCharacters = (db: Db, tenantId: string): Character[] =>
  (
    db.prepare('SELECT * FROM characters WHERE tenant_id = ? ORDER BY id').all(tenantId) as CharacterRow[]
  ).map((row) => toCharacter(db, row));

export const findCharacter = (db: Db, tenantId: string, characterId: string): Character | null => {
  const row = db
    .prepare('SELECT * FROM characters WHERE id = ? AND tenant_id = ?')
    .get(characterId, tenantId) as CharacterRow | undefined;
  return row === undefined ? null : toCharacter(db, row);
};

export const putCharacter = (db: Db, tenantId: string, one: Character): void =>
  db.transaction(() => {
    const body: Omit<CharacterInput, 'artifacts'> = characterShape.parse(one);
    db.prepare(
      `INSERT INTO characters (id, tenant_id, body_json, created_at, updated_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET body_json = excluded.body_json, updated_at = excluded.updated_at`,
    ).run(one.id, tenantId, JSON.stringify(body), one.createdAt, one.updatedAt);
    db.prepare('DELETE FROM artifacts WHERE character_id = ?').run(one.id);
    const insert = db.prepare(
      'INSERT INTO artifacts (character_id, ordinal, tenant_id, kind, title, reference) VALUES (?, ?, ?, ?, ?, ?)',
    );
    one.artifacts.forEach(({ kind, title, reference }, at) => {
      insert.run(one.id, at, tenantId, kind, title, reference);
    });
  })();

export const deleteCharacter = (db: Db, tenantId: string, characterId: string): boolean =>
  db.prepare('DELETE FROM characters WHERE id = ? AND tenant_id = ?').run(characterId, tenantId).changes > 0;

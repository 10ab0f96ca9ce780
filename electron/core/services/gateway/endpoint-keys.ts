/** Keys of the OpenAI-compatible endpoint: shown once, kept as a hash, each with what it may do and what may leave. */
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import {
  type DataClass,
  dataClasses,
  type EndpointKey,
  type EndpointScope,
  endpointScopes,
} from '../../../contract/gateway.ts';
import type { Db } from '../../db/open.ts';
import { newId } from '../../kernel/ids.ts';
import type { Owner } from './model-call.ts';

const prefix = 'wattos-';

type Row = {
  id: string;
  tenantId: string;
  userId: string;
  name: string;
  hint: string;
  scopesJson: string;
  dataClass: string;
  createdAt: string;
  lastUsedAt: string | null;
};

const columns = `id, tenant_id AS tenantId, user_id AS userId, name, hint, scopes_json AS scopesJson, data_class AS dataClass,
  created_at AS createdAt, last_used_at AS lastUsedAt`;

const keyOf = (row: Row): EndpointKey => ({
  id: row.id,
  name: row.name,
  hint: row.hint,
  scopes: z.array(z.enum(endpointScopes)).catch([]).parse(JSON.parse(row.scopesJson)),
  dataClass: z.enum(dataClasses).catch('confidential').parse(row.dataClass),
  createdAt: row.createdAt,
  lastUsedAt: row.lastUsedAt,
});

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

export const createEndpointKey = (
  db: Db,
  owner: Owner,
  wish: { name: string; scopes: EndpointScope[]; dataClass: DataClass },
  at: string,
): { key: EndpointKey; secret: string } => {
  const secret = `${prefix}${randomBytes(32).toString('base64url')}`;
  const row = db
    .prepare(
      `INSERT INTO endpoint_keys (id, tenant_id, user_id, name, hint, hash, scopes_json, data_class, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING ${columns}`,
    )
    .get(
      newId(),
      owner.tenantId,
      owner.userId,
      wish.name,
      secret.slice(0, prefix.length + 4),
      hashOf(secret),
      JSON.stringify([...new Set(wish.scopes)]),
      wish.dataClass,
      at,
    ) as Row;
  return { key: keyOf(row), secret };
};

export const listEndpointKeys = (db: Db, tenantId: string): EndpointKey[] =>
  (
    db.prepare(`SELECT ${columns} FROM endpoint_keys WHERE tenant_id = ? ORDER BY id`).all(tenantId) as Row[]
  ).map(keyOf);

export const revokeEndpointKey = (db: Db, tenantId: string, id: string): boolean =>
  db.prepare('DELETE FROM endpoint_keys WHERE tenant_id = ? AND id = ?').run(tenantId, id).changes > 0;

/** Looks the secret up by its hash; the time that takes says nothing about the secret. Notes the use, once a minute. */
export const findEndpointKey = (
  db: Db,
  secret: string,
  now: Date,
): { key: EndpointKey; owner: Owner } | null => {
  const row = db.prepare(`SELECT ${columns} FROM endpoint_keys WHERE hash = ?`).get(hashOf(secret)) as
    | Row
    | undefined;
  if (row === undefined) return null;
  if (row.lastUsedAt === null || now.getTime() - Date.parse(row.lastUsedAt) > 60_000)
    db.prepare('UPDATE endpoint_keys SET last_used_at = ? WHERE id = ?').run(now.toISOString(), row.id);
  return { key: keyOf(row), owner: { tenantId: row.tenantId, userId: row.userId } };
};

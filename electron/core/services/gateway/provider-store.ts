/** Providers in the database. Their keys are not here. */
import { z } from 'zod';
import {
  type ProviderInput,
  type ProviderKind,
  providerKinds,
  providerModel,
} from '../../../contract/gateway.ts';
import type { Db } from '../../db/open.ts';

export type ProviderRecord = ProviderInput & {
  id: string;
  slug: string;
  enabled: boolean;
  position: number;
  hasKey: boolean;
};

type Row = {
  id: string;
  slug: string;
  kind: string;
  name: string;
  base_url: string;
  models_json: string;
  fallback_model_id: string | null;
  enabled: number;
  position: number;
  has_key: number;
};

const models = z.array(providerModel);

const recordOf = (row: Row): ProviderRecord => ({
  id: row.id,
  slug: row.slug,
  kind: z.enum(providerKinds).parse(row.kind) satisfies ProviderKind,
  name: row.name,
  baseUrl: row.base_url,
  models: models.parse(JSON.parse(row.models_json)),
  fallbackModelId: row.fallback_model_id,
  enabled: row.enabled === 1,
  position: row.position,
  hasKey: row.has_key === 1,
});

/** In the order in which they stand in for one another. */
export const listProviders = (db: Db, tenantId: string): ProviderRecord[] =>
  (
    db.prepare('SELECT * FROM providers WHERE tenant_id = ? ORDER BY position, id').all(tenantId) as Row[]
  ).map(recordOf);

export const findProvider = (db: Db, tenantId: string, id: string): ProviderRecord | null => {
  const row = db.prepare('SELECT * FROM providers WHERE tenant_id = ? AND id = ?').get(tenantId, id) as
    | Row
    | undefined;
  return row === undefined ? null : recordOf(row);
};

export const saveProvider = (db: Db, tenantId: string, provider: ProviderRecord, at: string): void => {
  db.prepare(
    `INSERT INTO providers (id, tenant_id, slug, kind, name, base_url, models_json, fallback_model_id, enabled, position, has_key, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, base_url = excluded.base_url, models_json = excluded.models_json,
       fallback_model_id = excluded.fallback_model_id, enabled = excluded.enabled, position = excluded.position,
       has_key = excluded.has_key`,
  ).run(
    provider.id,
    tenantId,
    provider.slug,
    provider.kind,
    provider.name,
    provider.baseUrl,
    JSON.stringify(provider.models),
    provider.fallbackModelId,
    provider.enabled ? 1 : 0,
    provider.position,
    provider.hasKey ? 1 : 0,
    at,
  );
};

export const removeProvider = (db: Db, tenantId: string, id: string): void => {
  db.prepare('DELETE FROM providers WHERE tenant_id = ? AND id = ?').run(tenantId, id);
};

/** Of every tenant: what the network door must know. */
export const listAddresses = (db: Db): Pick<ProviderRecord, 'id' | 'kind' | 'baseUrl' | 'enabled'>[] =>
  (db.prepare('SELECT * FROM providers').all() as Row[]).map((row) => {
    const { id, kind, baseUrl, enabled } = recordOf(row);
    return { id, kind, baseUrl, enabled };
  });

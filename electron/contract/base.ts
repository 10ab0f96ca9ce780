/** Shared building blocks of the contract: ids, paging, procedure metadata and the builder every service starts from. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { oRPCErrorMap } from './errors.ts';

/** UUIDv7, lower case. */
export const id = z.uuid();

/** What a procedure demands of its caller; checked by middleware, never by a handler. */
export type ProcedureMeta = {
  /** `null`: anyone with a connection may call it. */
  permission: Permission | null;
  /** `write` leaves an audit entry, `read` does not. */
  audit: 'read' | 'write';
  /** May be called before the database is unlocked. */
  whileLocked?: boolean;
};

export const permissions = [
  'system.read',
  'system.manage',
  'settings.read',
  'settings.write',
  'chat.read',
  'chat.write',
  'models.read',
  'models.manage',
  'knowledge.read',
  'knowledge.write',
  'intelligence.read',
  'intelligence.write',
  'agents.read',
  'agents.write',
  'runs.read',
  'runs.write',
  'crawler.read',
  'crawler.write',
  'privacy.read',
  'privacy.write',
  'privacy.restore',
] as const;
export type Permission = (typeof permissions)[number];

/** A procedure that only looks. */
export const reads = (permission: Permission | null, more: Partial<ProcedureMeta> = {}) =>
  oc.errors(oRPCErrorMap).$meta<ProcedureMeta>({ permission, audit: 'read', ...more });

/** A procedure that changes something; it is audited. */
export const writes = (permission: Permission | null, more: Partial<ProcedureMeta> = {}) =>
  oc.errors(oRPCErrorMap).$meta<ProcedureMeta>({ permission, audit: 'write', ...more });

/** Keyset paging: pass `nextCursor` back as `cursor`; `null` means there is no more. */
export const pageInput = z.object({
  cursor: z.string().max(200).nullable().default(null),
  limit: z.int().min(1).max(200).default(50),
});

export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

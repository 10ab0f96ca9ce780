/** Who the callers are. A single-user installation has one tenant and one local owner who holds every permission. */
import type { Permission } from '../../../contract/base.ts';
import type { Db } from '../../db/open.ts';
import { type Clock, isoNow } from '../../kernel/clock.ts';
import { newId } from '../../kernel/ids.ts';

export type Caller = { tenantId: string; userId: string; may(permission: Permission): boolean };

/** Creates the local owner at the first start and returns the same one ever after. */
export const localOwner = (db: Db, clock: Clock): Caller => {
  const known = db.prepare('SELECT id, tenant_id FROM users ORDER BY id LIMIT 1').get() as
    | { id: string; tenant_id: string }
    | undefined;
  const owner = known ?? createOwner(db, clock);
  const granted = new Set(
    (
      db
        .prepare('SELECT permission FROM permissions JOIN user_roles USING (role_id) WHERE user_id = ?')
        .all(owner.id) as { permission: string }[]
    ).map((row) => row.permission),
  );
  return {
    tenantId: owner.tenant_id,
    userId: owner.id,
    may: (permission) => granted.has('*') || granted.has(permission),
  };
};

const createOwner = (db: Db, clock: Clock): { id: string; tenant_id: string } =>
  db.transaction(() => {
    const [tenant, user, role, at] = [newId(), newId(), newId(), isoNow(clock)];
    db.prepare('INSERT INTO tenants VALUES (?, ?, ?)').run(tenant, 'local', at);
    db.prepare('INSERT INTO users VALUES (?, ?, ?, ?)').run(user, tenant, 'owner', at);
    db.prepare('INSERT INTO roles VALUES (?, ?, ?)').run(role, tenant, 'owner');
    db.prepare('INSERT INTO permissions VALUES (?, ?)').run(role, '*');
    db.prepare('INSERT INTO user_roles VALUES (?, ?)').run(user, role);
    return { id: user, tenant_id: tenant };
  })();

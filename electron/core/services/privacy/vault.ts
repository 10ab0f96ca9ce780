/**
 * The protected vault: which pseudonym stands for whom. It lies in the encrypted database; values leave it only through
 * `restore`, which the contract puts behind its own permission and the audit log.
 */
import { z } from 'zod';
import { type PiiClass, piiClass } from '../../../contract/privacy.ts';
import type { Db } from '../../db/open.ts';
import { type Clock, isoNow } from '../../kernel/clock.ts';
import { newId } from '../../kernel/ids.ts';
import type { Pseudonym, Vault } from './redaction/pseudonyms.ts';

const pseudonymRow = z.object({
  id: z.string(),
  class: piiClass,
  number: z.int(),
  value: z.string(),
  value_key: z.string(),
});

const asPseudonym = (row: unknown): Pseudonym => {
  const { value_key, ...same } = pseudonymRow.parse(row);
  return { ...same, key: value_key };
};

export const openVault = (db: Db, clock: Clock, tenantId: string, spaceId: string): Vault => ({
  find: (piiClass, key) => {
    const row = db
      .prepare(
        'SELECT * FROM privacy_pseudonyms WHERE space_id = ? AND class = ? AND value_key = ? AND tenant_id = ?',
      )
      .get(spaceId, piiClass, key, tenantId);
    return row === undefined ? null : asPseudonym(row);
  },
  personsWith: (word) =>
    db
      .prepare(
        `SELECT privacy_pseudonyms.* FROM privacy_person_words JOIN privacy_pseudonyms ON id = pseudonym_id
         WHERE privacy_person_words.space_id = ? AND word = ? AND privacy_pseudonyms.tenant_id = ? ORDER BY number`,
      )
      .all(spaceId, word, tenantId)
      .map(asPseudonym),
  add: (piiClass, key, value) => {
    const added: Pseudonym = {
      id: newId(),
      class: piiClass,
      number: nextNumber(db, tenantId, spaceId, piiClass),
      value,
      key,
    };
    db.prepare(
      `INSERT INTO privacy_pseudonyms (id, tenant_id, space_id, class, number, value, value_key, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(added.id, tenantId, spaceId, piiClass, added.number, value, key, isoNow(clock));
    const insertWord = db.prepare(
      'INSERT OR IGNORE INTO privacy_person_words (space_id, word, pseudonym_id, tenant_id) VALUES (?, ?, ?, ?)',
    );
    if (piiClass === 'person' && !key.includes(':'))
      for (const word of key.split(' '))
        if (word.length > 2) insertWord.run(spaceId, word, added.id, tenantId);
    return added;
  },
});

const nextNumber = (db: Db, tenantId: string, spaceId: string, piiClass: PiiClass): number =>
  z.int().parse(
    db
      .prepare(
        `INSERT INTO privacy_numbers (space_id, tenant_id, class, last_number) VALUES (?, ?, ?, 1)
         ON CONFLICT (space_id, class) DO UPDATE SET last_number = last_number + 1 RETURNING last_number`,
      )
      .pluck()
      .get(spaceId, tenantId, piiClass),
  );

export const readPseudonym = (db: Db, tenantId: string, pseudonymId: string): Pseudonym | null => {
  const row = db
    .prepare('SELECT * FROM privacy_pseudonyms WHERE id = ? AND tenant_id = ?')
    .get(pseudonymId, tenantId);
  return row === undefined ? null : asPseudonym(row);
};

/** Of documents that were never stored, e.g. because the program was killed in between. */
export const deleteUnusedPseudonyms = (db: Db): void => {
  db.prepare(
    'DELETE FROM privacy_pseudonyms WHERE NOT EXISTS (SELECT 1 FROM privacy_findings WHERE pseudonym_id = privacy_pseudonyms.id)',
  ).run();
};

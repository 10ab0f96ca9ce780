/** Prepared statements, one per connection and text: preparing costs more than most of them take to run. */
import type Database from 'better-sqlite3-multiple-ciphers';
import type { Db } from './open.ts';

type Statement = Database.Statement<unknown[]>;

const known = new WeakMap<Db, Map<string, Statement>>();

export const prepared = (db: Db, sql: string): Statement => {
  let statements = known.get(db);
  if (statements === undefined) {
    statements = new Map();
    known.set(db, statements);
  }
  let statement = statements.get(sql);
  if (statement === undefined) {
    statement = db.prepare<unknown[]>(sql);
    statements.set(sql, statement);
  }
  return statement;
};

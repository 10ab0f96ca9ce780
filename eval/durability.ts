/**
 * Kills a writing engine at random moments (SIGKILL) and looks each time whether every acknowledged message is there,
 * unchanged, and whether the database is whole. `WATTOS_EVAL_KILLS` sets the number of kills, 200 by default.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, readMigrations } from '../electron/core/db/open.ts';
import { silentLog } from '../electron/core/kernel/log.ts';
import { type Metrics, median, type Suite } from './measure.ts';

const migrations = readMigrations(join(import.meta.dirname, '../electron/core/db/migrations'));

/** Resolves with the ids acknowledged before the kill. */
const writeUntilKilled = (folder: string, keyHex: string, afterMs: number): Promise<string[]> =>
  new Promise((resolve, reject) => {
    const writer = spawn(
      process.execPath,
      [join(import.meta.dirname, 'durability-writer.ts'), folder, keyHex],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let out = '';
    let complaint = '';
    writer.stdout.setEncoding('utf8').on('data', (piece: string) => {
      if (out === '') setTimeout(() => writer.kill('SIGKILL'), afterMs);
      out += piece;
    });
    writer.stderr.setEncoding('utf8').on('data', (piece: string) => {
      complaint += piece;
    });
    writer.on('close', (code, signal) => {
      if (signal !== 'SIGKILL') reject(new Error(`the writer ended by itself (${code}): ${complaint}`));
      // An unfinished last line is no acknowledgement.
      else resolve(out.split('\n').slice(1, -1));
    });
  });

const check = (folder: string, key: Buffer, acknowledged: ReadonlySet<string>) => {
  const db = openDatabase({ file: join(folder, 'wattos.db'), key, migrations, log: silentLog });
  const integrity = db.pragma('integrity_check', { simple: true });
  const present = new Set(
    db
      .prepare(
        "SELECT id FROM messages WHERE role = 'user' AND text LIKE 'Question ' || conversation_id || ' %'",
      )
      .pluck()
      .all(),
  );
  const orphans = db
    .prepare(
      `SELECT count(*) FROM messages AS question WHERE role = 'user'
       AND NOT EXISTS (SELECT 1 FROM messages AS answer WHERE answer.parent_id = question.id)`,
    )
    .pluck()
    .get() as number;
  db.close();
  return {
    whole: integrity === 'ok',
    lost: [...acknowledged].filter((id) => !present.has(id)).length,
    orphans,
  };
};

const suite: Suite = async ({ say }): Promise<Metrics> => {
  const kills = Number(process.env.WATTOS_EVAL_KILLS ?? 200);
  const folder = mkdtempSync(join(tmpdir(), 'wattos-durability-'));
  const key = randomBytes(32);
  const acknowledged = new Set<string>();
  const perRound: number[] = [];
  let damaged = 0;
  let lost = 0;
  let orphans = 0;
  try {
    for (let round = 1; round <= kills; round += 1) {
      const ids = await writeUntilKilled(folder, key.toString('hex'), Math.random() * 350);
      for (const id of ids) acknowledged.add(id);
      perRound.push(ids.length);
      const result = check(folder, key, acknowledged);
      if (!result.whole) damaged += 1;
      lost += result.lost;
      orphans += result.orphans;
      if (round % 20 === 0)
        say(`${round} of ${kills} kills, ${acknowledged.size} messages acknowledged, ${lost} lost`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    'durability.kills': kills,
    'durability.acknowledged': acknowledged.size,
    'durability.acknowledgedPerRoundMedian': median(perRound),
    'durability.lost': lost,
    'durability.questionsWithoutAnswer': orphans,
    'durability.damagedDatabases': damaged,
  };
};

export default suite;

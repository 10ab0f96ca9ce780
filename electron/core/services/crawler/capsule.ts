/**
 * The evidence of a crawl as files: one WARC with every answer, and a manifest that names each with its hash, signed with
 * this installation's Ed25519 key, so that anyone with the public key sees whether something was changed.
 */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Db } from '../../db/open.ts';
import { prepared } from '../../db/statements.ts';
import { appError } from '../../kernel/errors.ts';
import type { SecretStore } from '../../ports/secrets.ts';
import type { StoredCrawl } from './crawl-store.ts';
import { hostsOf, recordOf } from './page-store.ts';
import { writeInfo } from './warc/write.ts';

const keyName = 'crawler-signing-key';

/** PKCS #8 DER in the secret store; made when first needed. */
const signingKey = async (secrets: SecretStore) => {
  const stored = await secrets.read(keyName);
  if (stored !== null) return createPrivateKey({ key: Buffer.from(stored), format: 'der', type: 'pkcs8' });
  const { privateKey } = generateKeyPairSync('ed25519');
  await secrets.write(keyName, privateKey.export({ format: 'der', type: 'pkcs8' }));
  return privateKey;
};

type RecordRow = { seq: number; url: string; fetchedAt: string };

export const exportCapsule = async (
  options: { db: Db; secrets: SecretStore; version: string; now: () => Date },
  crawl: StoredCrawl,
  folder: string,
): Promise<{ files: string[]; sizeBytes: number; records: number }> => {
  const { db } = options;
  const host = new URL(crawl.url).hostname.replace(/[^a-z0-9.-]/gi, '-');
  const name = `${host}-${crawl.startedAt.slice(0, 19).replace(/[:T]/g, '-')}`;
  const target = resolve(folder);
  const warcFile = join(target, `${name}.warc.gz`);
  const manifestFile = join(target, `${name}.manifest.json`);
  try {
    await mkdir(target, { recursive: true });
    const { sizeBytes, records, sha256 } = await writeWarc(db, crawl, warcFile, options.version);
    const manifest = manifestOf(options, crawl, { name: `${name}.warc.gz`, sizeBytes, sha256, records });
    const key = await signingKey(options.secrets);
    const signed = Buffer.from(JSON.stringify(manifest), 'utf8');
    await writeFile(
      manifestFile,
      `${JSON.stringify(
        {
          manifest,
          // Over the manifest as JSON without blanks (RFC 8259), keys in this order.
          signature: {
            algorithm: 'Ed25519',
            publicKey: createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64'),
            value: sign(null, signed, key).toString('base64'),
          },
        },
        null,
        2,
      )}\n`,
    );
    return { files: [warcFile, manifestFile], sizeBytes: sizeBytes, records };
  } catch (cause) {
    await rm(partOf(warcFile), { force: true }).catch(() => {});
    throw appError('crawler.CAPSULE_NOT_WRITTEN', { path: target }, { cause });
  }
};

const partOf = (file: string): string => `${file}.part`;

/** Record by record, so that memory does not grow with the crawl; the name appears when the file is whole. */
const writeWarc = async (db: Db, crawl: StoredCrawl, file: string, version: string) => {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  let records = 0;
  const part = partOf(file);
  {
    await using out = await open(part, 'w', 0o600);
    const write = async (bytes: Uint8Array): Promise<void> => {
      await out.write(bytes);
      hash.update(bytes);
      sizeBytes += bytes.length;
      records += 1;
    };
    await write(
      writeInfo(
        crawl.startedAt,
        {
          software: `WattOS Desktop ${version}`,
          format: 'WARC File Format 1.1',
          conformsTo: 'https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/',
          robots: crawl.options.respectRobots ? 'obey' : 'ignore',
          isPartOf: crawl.id,
        },
        file.split(/[\\/]/).at(-1) ?? '',
      ),
    );
    for (const { seq } of recordsOf(db, crawl.id)) {
      const warc = recordOf(db, seq);
      if (warc !== null) await write(warc);
    }
    await out.sync();
  }
  await rename(part, file);
  return { sizeBytes, records, sha256: hash.digest('hex') };
};

/** Of a page that had not changed, the body of the crawl it was last fetched in belongs to the evidence as well. */
const recordsOf = (db: Db, crawlId: string): RecordRow[] =>
  prepared(
    db,
    `SELECT seq, url, fetched_at AS fetchedAt FROM crawl_records WHERE seq IN (
       SELECT record_seq FROM crawl_hosts WHERE crawl_id = @crawlId AND record_seq IS NOT NULL
       UNION SELECT record_seq FROM crawl_pages WHERE crawl_id = @crawlId AND record_seq IS NOT NULL
       UNION SELECT body_record_seq FROM crawl_pages WHERE crawl_id = @crawlId AND body_record_seq IS NOT NULL
     ) ORDER BY seq`,
  ).all({ crawlId }) as RecordRow[];

const manifestOf = (
  { db, version, now }: { db: Db; version: string; now: () => Date },
  crawl: StoredCrawl,
  warc: { name: string; sizeBytes: number; sha256: string; records: number },
) => ({
  schema: 1,
  createdAt: now().toISOString(),
  software: `WattOS Desktop ${version}`,
  crawl: {
    id: crawl.id,
    url: crawl.url,
    startedAt: crawl.startedAt,
    endedAt: crawl.endedAt,
    state: crawl.state,
    options: crawl.options,
  },
  warc,
  hosts: hostsOf(db, crawl.id).map(({ host, robots, tdm }) => ({
    host,
    robots: {
      state: robots.state,
      sha256: createHash('sha256').update(robots.text).digest('hex'),
      usage: robots.usage,
    },
    tdm,
  })),
  pages: (
    prepared(
      db,
      `SELECT url, state, reason, http_status AS httpStatus, fetched_at AS fetchedAt, lower(hex(body_hash)) AS sha256,
              tdm_json AS tdm FROM crawl_pages WHERE crawl_id = ? AND state <> 'queued' ORDER BY seq`,
    ).all(crawl.id) as { tdm: string | null; sha256: string }[]
  ).map((page) => ({ ...page, tdm: page.tdm === null ? null : (JSON.parse(page.tdm) as unknown) })),
});

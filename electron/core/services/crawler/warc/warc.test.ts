/** What we write is read here by somebody else's reader. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { WARCParser } from 'warcio';
import { bodyOf } from './read.ts';
import { writeFetch, writeInfo } from './write.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const html = '<!doctype html><title>Müll</title><p>Größe</p>';
const fetch = (more: Partial<Parameters<typeof writeFetch>[0]> = {}) =>
  writeFetch({
    url: 'http://example.org/a?b=1',
    fetchedAt: '2026-01-02T03:04:05.000Z',
    requestHeaders: { 'user-agent': 'WattOSBot', cookie: 'secret=1' },
    status: 200,
    statusText: 'OK',
    headers: [
      ['Content-Type', 'text/html; charset=utf-8'],
      ['Transfer-Encoding', 'chunked'],
      ['X-Evil', 'one\r\nWARC-Type: response'],
    ],
    raw: Buffer.from(html),
    findings: { 'tdm-reservation': '0' },
    ...more,
  });

const readAll = async (file: Uint8Array) => {
  async function* source() {
    yield file;
  }
  const records: { type: string | null; url: string | null; payload: string; record: unknown }[] = [];
  for await (const record of new WARCParser(source())) {
    const payload = Buffer.from(await record.readFully(false)).toString('utf8');
    records.push({ type: record.warcType, url: record.warcTargetURI ?? null, payload, record });
  }
  return records;
};

it('an independent reader finds every record, and the body as it was', async () => {
  const file = Buffer.concat([
    writeInfo('2026-01-02T03:04:05.000Z', { software: 'test' }, 'a.warc.gz'),
    fetch(),
    fetch({ url: 'http://example.org/b', renderedHtml: '<p>später</p>' }),
  ]);
  const records = await readAll(file);
  expect(records.map(({ type }) => type)).toEqual([
    'warcinfo',
    'response',
    'request',
    'metadata',
    'response',
    'request',
    'conversion',
    'metadata',
  ]);
  expect(records[1]).toMatchObject({ url: 'http://example.org/a?b=1' });
  expect(records[1]?.payload).toContain(html);
  expect(records[6]?.payload).toContain('<p>später</p>');
});

it('a header cannot smuggle a line into the record, and cookies stay out', async () => {
  const all = (await readAll(fetch())).map(({ payload }) => payload).join('\n');
  expect(all).not.toContain('secret');
  expect(all).not.toMatch(/^WARC-Type/m);
  expect(all).not.toMatch(/transfer-encoding/i);
});

it('what was packed is unpacked when it is read back, and says the same', async () => {
  const answer = await bodyOf(
    fetch({
      raw: gzipSync(html),
      headers: [
        ['Content-Type', 'text/html'],
        ['Content-Encoding', 'gzip'],
      ],
    }),
  );
  expect(answer).toMatchObject({ status: 200, fetchedAt: '2026-01-02T03:04:05.000Z' });
  expect(sha256(answer.body)).toBe(sha256(Buffer.from(html)));
});

it('a changed byte in the evidence is noticed', async () => {
  const { gunzipSync } = await import('node:zlib');
  const changed = gunzipSync(fetch()).toString('latin1').replace('<title>', '<tItle>');
  await expect(bodyOf(gzipSync(Buffer.from(changed, 'latin1')))).rejects.toThrow(/digest/);
});

/**
 * Writes WARC 1.1 records (ISO 28500:2017), each a gzip member of its own, as the standard recommends: files are made by
 * putting records one after the other. Pure apart from record ids.
 */
import { createHash, randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';

export type WarcFetch = {
  url: string;
  /** ISO 8601 UTC. */
  fetchedAt: string;
  requestHeaders: Record<string, string>;
  status: number;
  statusText: string;
  headers: readonly [string, string][];
  /** As it came, without transfer encoding. */
  raw: Uint8Array;
  /** The document after scripts have run, if a browser did. */
  renderedHtml?: string;
  /** Findings for the metadata record. */
  findings: Record<string, string>;
};

const digest = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/** Names and values may not break the line they are on. */
const oneLine = (text: string): string => text.replace(/[\r\n]+/g, ' ');

const record = (fields: readonly [string, string][], block: Uint8Array, level: number): Buffer => {
  const head = [
    'WARC/1.1',
    ...fields.map(([name, value]) => `${name}: ${oneLine(value)}`),
    `WARC-Block-Digest: ${digest(block)}`,
    `Content-Length: ${block.length}`,
    '',
    '',
  ].join('\r\n');
  return gzipSync(Buffer.concat([Buffer.from(head, 'utf8'), block, Buffer.from('\r\n\r\n')]), { level });
};

const newRecordId = (): string => `<urn:uuid:${randomUUID()}>`;

/** Header bytes are Latin-1 on the wire. */
const httpHead = (first: string, headers: readonly [string, string][]): Buffer =>
  Buffer.from(
    [first, ...headers.map(([name, value]) => `${oneLine(name)}: ${oneLine(value)}`), '', ''].join('\r\n'),
    'latin1',
  );

const secretHeaders = new Set(['cookie', 'authorization', 'proxy-authorization']);
/** The body is kept without it, so that it must not be announced. */
const transferHeaders = new Set(['transfer-encoding', 'content-length']);

/** The records of one answer: response, request, what was rendered, findings. */
export const writeFetch = (fetch: WarcFetch): Buffer => {
  const responseId = newRecordId();
  const date: [string, string] = ['WARC-Date', fetch.fetchedAt];
  const target: [string, string] = ['WARC-Target-URI', fetch.url];
  const headers = fetch.headers.filter(([name]) => !transferHeaders.has(name.toLowerCase()));
  const responseBlock = Buffer.concat([
    httpHead(`HTTP/1.1 ${fetch.status} ${fetch.statusText}`.trim(), [
      ...headers,
      ['Content-Length', String(fetch.raw.length)],
    ]),
    fetch.raw,
  ]);
  const isPacked = fetch.headers.some(([name]) => name.toLowerCase() === 'content-encoding');
  const { pathname, search, host } = new URL(fetch.url);
  const sent = Object.entries(fetch.requestHeaders).filter(
    ([name]) => !secretHeaders.has(name.toLowerCase()),
  );
  const records = [
    record(
      [
        ['WARC-Type', 'response'],
        ['WARC-Record-ID', responseId],
        date,
        target,
        ['WARC-Payload-Digest', digest(fetch.raw)],
        ['Content-Type', 'application/http;msgtype=response'],
      ],
      responseBlock,
      isPacked ? 1 : 5,
    ),
    record(
      [
        ['WARC-Type', 'request'],
        ['WARC-Record-ID', newRecordId()],
        ['WARC-Concurrent-To', responseId],
        date,
        target,
        ['Content-Type', 'application/http;msgtype=request'],
      ],
      httpHead(`GET ${pathname}${search} HTTP/1.1`, [['Host', host], ...sent]),
      1,
    ),
  ];
  if (fetch.renderedHtml !== undefined) {
    records.push(
      record(
        [
          ['WARC-Type', 'conversion'],
          ['WARC-Record-ID', newRecordId()],
          ['WARC-Refers-To', responseId],
          date,
          target,
          ['Content-Type', 'text/html; charset=utf-8'],
        ],
        Buffer.from(fetch.renderedHtml, 'utf8'),
        5,
      ),
    );
  }
  if (Object.keys(fetch.findings).length > 0) {
    records.push(
      record(
        [
          ['WARC-Type', 'metadata'],
          ['WARC-Record-ID', newRecordId()],
          ['WARC-Refers-To', responseId],
          date,
          target,
          ['Content-Type', 'application/warc-fields'],
        ],
        warcFields(fetch.findings),
        1,
      ),
    );
  }
  return Buffer.concat(records);
};

const warcFields = (fields: Record<string, string>): Buffer =>
  Buffer.from(
    Object.entries(fields)
      .map(([name, value]) => `${name}: ${oneLine(value)}\r\n`)
      .join(''),
    'utf8',
  );

/** The first record of a file. */
export const writeInfo = (at: string, fields: Record<string, string>, fileName: string): Buffer =>
  record(
    [
      ['WARC-Type', 'warcinfo'],
      ['WARC-Record-ID', newRecordId()],
      ['WARC-Date', at],
      ['WARC-Filename', fileName],
      ['Content-Type', 'application/warc-fields'],
    ],
    warcFields(fields),
    1,
  );

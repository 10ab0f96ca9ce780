/** Reads back the records one fetch has left, and checks that they still say what was written. */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, zstdDecompress } from 'node:zlib';

export type WarcRecord = { type: string; headers: Map<string, string>; block: Buffer };

/** Stored records were within the crawl's limits when written. */
const maxUnpackedBytes = 1024 * 2 ** 20;

/** Of gzip members put one after the other. Throws what is damaged. */
const readRecords = async (members: Uint8Array): Promise<WarcRecord[]> => {
  const bytes = await promisify(gunzip)(members, { maxOutputLength: maxUnpackedBytes });
  const records: WarcRecord[] = [];
  let at = 0;
  while (at < bytes.length) {
    const end = bytes.indexOf('\r\n\r\n', at);
    if (end < 0) throw new RangeError('a WARC record without an end of its header');
    const [version, ...lines] = bytes.toString('utf8', at, end).split('\r\n');
    if (version !== 'WARC/1.1') throw new RangeError('not a WARC 1.1 record');
    const headers = headerMap(lines);
    const length = Number(headers.get('content-length'));
    const start = end + 4;
    if (!Number.isSafeInteger(length) || start + length > bytes.length)
      throw new RangeError('a WARC record is cut short');
    const block = bytes.subarray(start, start + length);
    if (headers.get('warc-block-digest') !== digestOf(block))
      throw new RangeError('a WARC record has another digest than it says');
    records.push({ type: headers.get('warc-type') ?? '', headers, block });
    at = start + length + 4;
  }
  return records;
};

const digestOf = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

const headerMap = (lines: readonly string[]): Map<string, string> =>
  new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );

export type WarcAnswer = {
  status: number;
  headers: [string, string][];
  fetchedAt: string;
  /** Unpacked. */
  body: Buffer;
  renderedHtml: string | null;
};

/** Throws when there is no response in it or something is damaged. */
export const bodyOf = async (members: Uint8Array): Promise<WarcAnswer> => {
  const records = await readRecords(members);
  const response = records.find(({ type }) => type === 'response');
  if (response === undefined) throw new RangeError('no response in these records');
  const end = response.block.indexOf('\r\n\r\n');
  const [first = '', ...lines] = response.block.toString('latin1', 0, end).split('\r\n');
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  const rendered = records.find(({ type }) => type === 'conversion');
  return {
    status: Number(first.split(' ')[1]),
    headers,
    fetchedAt: response.headers.get('warc-date') ?? '',
    body: await unpack(response.block.subarray(end + 4), headers),
    renderedHtml: rendered?.block.toString('utf8') ?? null,
  };
};

const unpack = async (raw: Buffer, headers: readonly [string, string][]): Promise<Buffer> => {
  const limit = { maxOutputLength: maxUnpackedBytes };
  let bytes = raw;
  const encodings = headers
    .filter(([name]) => name.toLowerCase() === 'content-encoding')
    .flatMap(([, value]) => value.toLowerCase().split(','))
    .map((name) => name.trim());
  for (const encoding of encodings.reverse()) {
    if (bytes.length === 0) return bytes;
    if (encoding === 'gzip' || encoding === 'x-gzip') bytes = await promisify(gunzip)(bytes, limit);
    else if (encoding === 'br') bytes = await promisify(brotliDecompress)(bytes, limit);
    else if (encoding === 'deflate') bytes = await promisify(inflate)(bytes, limit);
    else if (encoding === 'zstd') bytes = await promisify(zstdDecompress)(bytes, limit);
  }
  return bytes;
};

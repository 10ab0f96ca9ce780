/** Pages kept in web archives: bodies of HTTP responses. Sources: ISO 28500 (WARC 1.0), the older ARC format. */
import { gunzipSync, type inflateRawSync } from 'node:zlib';
import { documentError, type ParseContext } from '../kind.ts';
import { inflateCapped } from '../parts/unzip.ts';

export const readWarc = (
  bytes: Uint8Array,
  context: ParseContext,
  take: (name: string, content: Uint8Array) => void,
): void => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  let count = 0;
  while (at < buffer.length) {
    while (buffer[at] === 0x0d || buffer[at] === 0x0a) at += 1;
    const record =
      buffer.toString('latin1', at, at + 5) === 'WARC/' ? readWarcHead(buffer, at) : readArcHead(buffer, at);
    if (record === null) return;
    count += 1;
    if (count > context.limits.entries)
      throw documentError('documents.UNPACKS_TOO_LARGE', { limit: 'entries' });
    const content = buffer.subarray(record.start, record.start + record.size);
    if (record.response) {
      const body = bodyOf(content, context);
      if (body !== null && body.length > 0) take(record.address, body);
    }
    at = record.start + record.size;
  }
};

type Head = { start: number; size: number; response: boolean; address: string };

const readWarcHead = (buffer: Buffer, at: number): Head | null => {
  const end = buffer.indexOf('\r\n\r\n', at);
  if (end < 0) return null;
  const head = buffer.toString('utf8', at, end);
  const value = (name: string): string =>
    new RegExp(`^${name}:\\s*(.*)$`, 'im').exec(head)?.[1]?.trim() ?? '';
  const size = Number(value('Content-Length'));
  if (!Number.isInteger(size) || size < 0) return null;
  const response =
    /^response|^resource/i.test(value('WARC-Type')) &&
    !/^(dns|filedesc|warcinfo)/i.test(value('WARC-Target-URI'));
  return { start: end + 4, size, response, address: value('WARC-Target-URI').replace(/^<|>$/g, '') };
};

/** `address ip date type … length` on one line. */
const readArcHead = (buffer: Buffer, at: number): Head | null => {
  const end = buffer.indexOf(0x0a, at);
  const words = end < 0 ? [] : buffer.toString('latin1', at, end).trim().split(' ');
  const size = Number(words[words.length - 1]);
  if (words.length < 5 || !Number.isInteger(size) || size < 0) return null;
  return { start: end + 1, size, response: /^https?:/i.test(words[0] ?? ''), address: words[0] ?? '' };
};

const bodyOf = (response: Buffer, context: ParseContext): Uint8Array | null => {
  const isHttp = response.toString('latin1', 0, 5) === 'HTTP/';
  const crlf = response.indexOf('\r\n\r\n');
  const head = isHttp && crlf >= 0 ? response.toString('latin1', 0, crlf) : '';
  let body: Uint8Array = head === '' ? response : response.subarray(crlf + 4);
  if (/^transfer-encoding:\s*chunked/im.test(head)) body = unchunk(Buffer.from(body));
  if (/^content-encoding:\s*gzip/im.test(head))
    return inflateCapped(body, context, gunzipSync as typeof inflateRawSync);
  return body;
};

const unchunk = (body: Buffer): Uint8Array => {
  const parts: Buffer[] = [];
  let at = 0;
  while (at < body.length) {
    const end = body.indexOf('\r\n', at);
    const size = end < 0 ? Number.NaN : Number.parseInt(body.toString('latin1', at, end), 16);
    // Some archives keep the header and unchunk the body.
    if (Number.isNaN(size)) return parts.length === 0 ? body : Buffer.concat(parts);
    if (size === 0) break;
    parts.push(body.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
  return Buffer.concat(parts);
};

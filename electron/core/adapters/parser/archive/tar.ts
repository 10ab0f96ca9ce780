/** Entries of a tar archive. Source: POSIX.1-2017, ustar and pax. */
import { documentError, type ParseContext } from '../kind.ts';

const blockBytes = 512;

export const readTar = (
  bytes: Uint8Array,
  context: ParseContext,
  take: (name: string, content: Uint8Array) => void,
): void => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  let count = 0;
  let longName = '';
  while (at + blockBytes <= buffer.length) {
    const header = buffer.subarray(at, at + blockBytes);
    const size = Number.parseInt(header.toString('latin1', 124, 136).replace(/\0.*$/s, '').trim() || '0', 8);
    if (header[0] === 0 || Number.isNaN(size) || size < 0) break;
    count += 1;
    if (count > context.limits.entries)
      throw documentError('documents.UNPACKS_TOO_LARGE', { limit: 'entries' });
    const text = (from: number, to: number): string =>
      header.toString('utf8', from, to).replace(/\0.*$/s, '');
    const content = buffer.subarray(at + blockBytes, at + blockBytes + size);
    const type = String.fromCharCode(header[156] ?? 0);
    const prefix = text(345, 500);
    if (type === 'L') longName = content.toString('utf8').replace(/\0.*$/s, '');
    else if (type === 'x') longName = /^\d+ path=(.*)$/m.exec(content.toString('utf8'))?.[1] ?? '';
    else {
      if (type === '0' || type === '\0')
        take(longName || (prefix === '' ? text(0, 100) : `${prefix}/${text(0, 100)}`), content);
      longName = '';
    }
    at += blockBytes + Math.ceil(size / blockBytes) * blockBytes;
  }
};

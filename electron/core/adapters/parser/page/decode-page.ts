/**
 * Bytes of a web page to text. Order of trust: byte order mark, UTF-8 that proves itself, the transport's label, the
 * page's own label, what the letters look like. Names are those of the WHATWG Encoding Standard, in which ISO-8859-1 is
 * windows-1252.
 */
import { type Decoded, decodeText } from '../parts/decode.ts';

const headBytes = 2048;

export const charsetOf = (contentType: string | null): string | null =>
  /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType ?? '')?.[1] ?? null;

export const decodePage = (bytes: Uint8Array, contentType: string | null): Decoded => {
  const marked = (bytes[0] === 0xef && bytes[1] === 0xbb) || (bytes[0] ?? 0) >= 0xfe;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, headBytes)).toString(
    'latin1',
  );
  const own =
    /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)/i.exec(
      head,
    );
  if (marked) return decodeText(bytes);
  const utf8 = decode(bytes, 'utf-8');
  // Two bytes that are UTF-8 by chance are rare; a wrong label is not.
  if (utf8 !== null && utf8.text.length !== bytes.length) return utf8;
  for (const label of [charsetOf(contentType), own?.[1] ?? own?.[2] ?? null]) {
    const decoded = label === null || /^utf-?16/i.test(label) ? null : decode(bytes, label);
    if (decoded !== null) return decoded;
  }
  return utf8 ?? decodeText(bytes);
};

const decode = (bytes: Uint8Array, label: string): Decoded | null => {
  try {
    const decoder = new TextDecoder(label, { fatal: true });
    return { text: decoder.decode(bytes), encoding: decoder.encoding };
  } catch {
    return null;
  }
};

/**
 * Bytes to text: byte order mark, then what the text declares of itself (XML, HTML), then strict UTF-8, then a legacy
 * code page told by its letters. Labels nobody knows are passed over.
 */
import { decodeSingleByte, guessCodePage } from './code-pages.ts';

export type Decoded = { text: string; encoding: string };

const headBytes = 4096;
const declared =
  /<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)["']|<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)/i;

/** `label` is what a transport header says, if anything. */
export const decodeText = (bytes: Uint8Array, label?: string): Decoded => {
  const marked = byteOrderMark(bytes);
  if (marked !== null) return decodeAs(bytes, marked) ?? latin(bytes);
  const wide = looksWide(bytes);
  if (wide !== null) return decodeAs(bytes, wide) ?? latin(bytes);
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, headBytes)).toString(
    'latin1',
  );
  const says = declared.exec(head);
  for (const candidate of [label, says?.[1] ?? says?.[2]]) {
    // A single-byte file cannot be UTF-16 whatever it says.
    if (candidate === undefined || /^utf-?16/i.test(candidate)) continue;
    if (/^(utf-?8|us-ascii|iso-8859-1|latin1)$/i.test(candidate)) continue;
    const decoded = decodeAs(bytes, candidate);
    if (decoded !== null && !decoded.text.includes('\uFFFD')) return decoded;
  }
  return decodeStrict(bytes) ?? legacy(bytes);
};

const byteOrderMark = (bytes: Uint8Array): string | null => {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
};

/** UTF-16 without a mark: every other byte of the beginning is zero. */
const looksWide = (bytes: Uint8Array): string | null => {
  const length = Math.min(bytes.length & ~1, 512);
  if (length < 16) return null;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < length; at += 2) {
    if (bytes[at] === 0) even += 1;
    if (bytes[at + 1] === 0) odd += 1;
  }
  const most = (length / 2) * 0.7;
  if (odd > most && even < length / 20) return 'utf-16le';
  if (even > most && odd < length / 20) return 'utf-16be';
  return null;
};

const decodeAs = (bytes: Uint8Array, label: string): Decoded | null => {
  try {
    const decoder = new TextDecoder(label);
    return { text: decoder.decode(bytes), encoding: decoder.encoding };
  } catch {
    return null;
  }
};

const decodeStrict = (bytes: Uint8Array): Decoded | null => {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return null;
  }
};

const latin = (bytes: Uint8Array): Decoded => ({
  text: new TextDecoder('windows-1252').decode(bytes),
  encoding: 'windows-1252',
});

/** Mostly UTF-8 with a broken byte stays UTF-8; East Asian by valid pairs; else by its alphabet. */
const legacy = (bytes: Uint8Array): Decoded => {
  const sample = bytes.subarray(0, 65_536);
  const utf8 = new TextDecoder('utf-8').decode(sample);
  const broken = (utf8.match(/\uFFFD/g) ?? []).length;
  const good = (utf8.match(/[\u0080-\uFFFC]/g) ?? []).length;
  if (good > broken * 3) return { text: new TextDecoder('utf-8').decode(bytes), encoding: 'utf-8' };
  const high = sample.reduce((sum, byte) => sum + (byte < 0x80 ? 0 : 1), 0);
  for (const label of ['shift_jis', 'gb18030', 'euc-kr', 'big5']) {
    const decoded = high > 8 ? decodeAs(sample, label) : null;
    if (decoded === null || decoded.text.includes('\uFFFD')) continue;
    const asian = (decoded.text.match(/[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af\uff66-\uff9f]/g) ?? [])
      .length;
    if (asian * 2 >= high * 0.9 && /[\u3040-\u30ff\uac00-\ud7af\u4e00-\u9fff]{3}/.test(decoded.text))
      return decodeAs(bytes, label) ?? latin(bytes);
  }
  const encoding = guessCodePage(bytes);
  return { text: decodeSingleByte(bytes, encoding), encoding };
};

/** Windows code page number to a label `TextDecoder` knows; Western when unknown. */
// biome-ignore format: pairs
const codePageLabel = (codePage: number): string => {
  const named: Record<number, string> = {
    437: 'ibm437', 850: 'ibm850', 932: 'shift_jis', 936: 'gbk', 949: 'euc-kr', 950: 'big5', 866: 'ibm866',
    874: 'windows-874', 10000: 'macintosh', 10007: 'x-mac-cyrillic', 20127: 'windows-1252', 28591: 'windows-1252',
    28592: 'iso-8859-2', 28597: 'iso-8859-7', 28599: 'windows-1254', 28605: 'iso-8859-15', 20932: 'euc-jp',
    50220: 'iso-2022-jp', 51932: 'euc-jp', 54936: 'gb18030', 1200: 'utf-16le', 1201: 'utf-16be', 65001: 'utf-8',
  };
  if (codePage >= 1250 && codePage <= 1258) return `windows-${codePage}`;
  return named[codePage] ?? 'windows-1252';
};

export const decodeCodePage = (bytes: Uint8Array, codePage: number): string =>
  decodeSingleByte(bytes, codePageLabel(codePage));

/** What Outlook's message files and TNEF share: property numbers, compressed RTF, HTML hidden in RTF. Sources: [MS-OXPROPS], [MS-OXRTFCP], [MS-OXRTFEX]. */
import { decodeCodePage } from './decode.ts';
import { readRtfTokens } from './rtf-tokens.ts';

// biome-ignore format: pairs
export const tags = {
  subject: 0x0037, clientSubmitTime: 0x0039, senderName: 0x0c1a, senderEmail: 0x0c1f, senderSmtp: 0x5d01, displayTo: 0x0e04, displayCc: 0x0e03,
  deliveryTime: 0x0e06, body: 0x1000, compressedRtf: 0x1009, html: 0x1013, messageClass: 0x001a, displayName: 0x3001, creationTime: 0x3007,
  modificationTime: 0x3008, attachData: 0x3701, attachExtension: 0x3703, attachFileName: 0x3704, attachLongFileName: 0x3707, codePage: 0x3fde,
  messageCodePage: 0x3ffd,
} as const;

const initial =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx';
const windowSize = 4096;
const maxRtfBytes = 64 * 2 ** 20;

/** `null` for damaged data. */
export const decompressRtf = (bytes: Buffer): Buffer | null => {
  if (bytes.length < 16) return null;
  const size = Math.min(bytes.readUInt32LE(4), maxRtfBytes);
  const magic = bytes.toString('latin1', 8, 12);
  if (magic === 'MELA') return bytes.subarray(16, 16 + size);
  if (magic !== 'LZFu') return null;
  const window = Buffer.alloc(windowSize);
  let write = window.write(initial, 'latin1');
  const out = Buffer.alloc(size);
  let length = 0;
  let at = 16;
  const put = (byte: number): void => {
    window[write] = byte;
    write = (write + 1) % windowSize;
    if (length < size) out[length++] = byte;
  };
  while (at < bytes.length && length < size) {
    const control = bytes[at++] ?? 0;
    for (let bit = 0; bit < 8 && at < bytes.length && length < size; bit += 1) {
      if ((control & (1 << bit)) === 0) {
        put(bytes[at++] ?? 0);
        continue;
      }
      if (at + 2 > bytes.length) break;
      const reference = bytes.readUInt16BE(at);
      at += 2;
      const offset = reference >> 4;
      if (offset === write) return out.subarray(0, length);
      for (let step = 0; step < (reference & 15) + 2; step += 1)
        put(window[(offset + step) % windowSize] ?? 0);
    }
  }
  return out.subarray(0, length);
};

/** The HTML an RTF body was made from; `null` when it was written as RTF. */
export const htmlInRtf = (rtf: Buffer): string | null => {
  if (!rtf.subarray(0, 400).includes('\\fromhtml')) return null;
  let codePage = 1252;
  let html = '';
  let pending: number[] = [];
  let depth = 0;
  let hiddenBelow = Number.POSITIVE_INFINITY;
  let tagDepth = Number.POSITIVE_INFINITY;
  let suppressed = false;
  let toSkip = 0;
  let starred = false;
  const flush = (): void => {
    if (pending.length > 0) html += decodeCodePage(Buffer.from(pending), codePage);
    pending = [];
  };
  const put = (text: string): void => {
    flush();
    html += text;
  };
  const visible = (): boolean => depth < hiddenBelow && (depth >= tagDepth || !suppressed);
  for (const token of readRtfTokens(rtf)) {
    if (token.type === 'open') depth += 1;
    else if (token.type === 'close') {
      depth -= 1;
      if (depth < hiddenBelow) hiddenBelow = Number.POSITIVE_INFINITY;
      if (depth < tagDepth) tagDepth = Number.POSITIVE_INFINITY;
    } else if (token.type === 'byte') {
      if (toSkip > 0) toSkip -= 1;
      else if (visible() && depth > 0 && !(token.plain && (token.value === 10 || token.value === 13)))
        pending.push(token.value);
    } else if (token.type === 'word') {
      const { word, value } = token;
      if (word === '*') {
        starred = true;
        continue;
      }
      if (word === 'htmltag' && starred) tagDepth = Math.min(tagDepth, depth);
      else if (starred || word === 'fonttbl' || word === 'colortbl' || word === 'stylesheet')
        hiddenBelow = Math.min(hiddenBelow, depth);
      else if (word === 'htmlrtf') suppressed = value !== 0;
      else if (word === 'ansicpg') codePage = value ?? 1252;
      else if (visible()) {
        if (word === 'u') {
          put(String.fromCharCode(((value ?? 0) + 65_536) % 65_536));
          toSkip = 1;
        } else if (word === 'par' || word === 'line') put('\n');
        else if (word === 'tab') put('\t');
        else if (word === '~') put('\u00a0');
        else if (word === '_') put('\u2011');
      }
      starred = false;
    }
  }
  flush();
  return html;
};

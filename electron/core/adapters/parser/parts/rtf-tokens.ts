/** RTF as tokens: groups, control words, bytes of text, binary data. Source: Microsoft RTF Specification 1.9.1. */

export type RtfToken =
  | { type: 'open' }
  | { type: 'close' }
  /** Control words and symbols (`*`, `~`, `_`, `-`, `|`, `:`). */
  | { type: 'word'; word: string; value: number | null }
  /** `plain`: stood there as such; otherwise it was written `\'hh` or escaped. */
  | { type: 'byte'; value: number; plain: boolean }
  | { type: 'binary'; bytes: Buffer };

const open = 0x7b;
const close = 0x7d;
const backslash = 0x5c;

const isLetter = (byte: number | undefined): boolean =>
  byte !== undefined && ((byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a));
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;

export function* readRtfTokens(bytes: Buffer): Generator<RtfToken> {
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    at += 1;
    if (byte === open) yield { type: 'open' };
    else if (byte === close) yield { type: 'close' };
    else if (byte !== backslash) yield { type: 'byte', value: byte, plain: true };
    else if (!isLetter(bytes[at])) {
      const symbol = bytes[at] ?? 0;
      at += 1;
      if (symbol === 0x27) {
        const value = Number.parseInt(bytes.toString('latin1', at, at + 2), 16);
        if (!Number.isNaN(value)) {
          at += 2;
          yield { type: 'byte', value, plain: false };
        }
      } else if (symbol === open || symbol === close || symbol === backslash)
        yield { type: 'byte', value: symbol, plain: false };
      else if (symbol === 0x0a || symbol === 0x0d) yield { type: 'word', word: 'par', value: null };
      else yield { type: 'word', word: String.fromCharCode(symbol), value: null };
    } else {
      const start = at;
      while (isLetter(bytes[at]) && at - start < 64) at += 1;
      const word = bytes.toString('latin1', start, at);
      const numberStart = at;
      if (bytes[at] === 0x2d) at += 1;
      while (isDigit(bytes[at]) && at - numberStart < 12) at += 1;
      const digits = bytes.toString('latin1', numberStart, at);
      const value = digits === '' || digits === '-' ? null : Number(digits);
      if (bytes[at] === 0x20) at += 1;
      if (word === 'bin' && value !== null && value > 0) {
        const end = Math.min(bytes.length, at + value);
        yield { type: 'binary', bytes: bytes.subarray(at, end) };
        at = end;
      } else yield { type: 'word', word, value };
    }
  }
}

/** Content lines of calendars and contacts: folded lines joined, parameters apart, escapes undone. Sources: RFC 5545, RFC 6350. */

export type ContentLine = { name: string; parameters: Record<string, string>; value: string };

export const readContentLines = (text: string): ContentLine[] => {
  const lines: ContentLine[] = [];
  for (const line of unfolded(text.replace(/\r\n?/g, '\n').split('\n'))) {
    const found = /^((?:[\w-]+\.)?([\w-]+))((?:;(?:"[^"]*"|[^":;])*)*):([\s\S]*)$/.exec(line);
    if (found === null) continue;
    const parameters: Record<string, string> = {};
    for (const part of (found[3] ?? '').split(';').slice(1)) {
      const equals = part.indexOf('=');
      const key = equals < 0 ? 'TYPE' : part.slice(0, equals).toUpperCase();
      parameters[key] = (equals < 0 ? part : part.slice(equals + 1)).replaceAll('"', '');
    }
    lines.push({
      name: (found[2] ?? '').toUpperCase(),
      parameters,
      value: decodeValue(found[4] ?? '', parameters),
    });
  }
  return lines;
};

/** A line goes on behind a blank; behind `=` only where it is quoted-printable: Base64 and addresses end with the same sign. */
const unfolded = (lines: readonly string[]): string[] => {
  const whole: string[] = [];
  for (const line of lines) {
    const last = whole.at(-1);
    if (last?.endsWith('=') === true && /^[^:]*QUOTED-PRINTABLE[^:]*:/i.test(last))
      whole[whole.length - 1] = last.slice(0, -1) + line;
    else if (last !== undefined && /^[ \t]/.test(line)) whole[whole.length - 1] = last + line.slice(1);
    else whole.push(line);
  }
  return whole;
};

const decodeValue = (raw: string, parameters: Record<string, string>): string => {
  const value = /quoted-printable/i.test(parameters.ENCODING ?? parameters.TYPE ?? '')
    ? quotedPrintable(raw, parameters.CHARSET)
    : raw;
  return value.replace(/\\([nN,;\\:])/g, (_match, letter: string) =>
    letter.toLowerCase() === 'n' ? '\n' : letter,
  );
};

const quotedPrintable = (raw: string, charset = 'utf-8'): string => {
  const bytes = Buffer.from(
    raw.replace(/=([0-9a-f]{2})/gi, (_match, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return bytes.toString('utf8');
  }
};

/** `20240131T120000Z`, `20240131` */
export const contentDate = (value: string): string | null => {
  const found = /^(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d):?(\d\d)?(Z)?)?/.exec(value);
  if (found === null) return null;
  const [, year, month, day, hour, minute, second = '00'] = found;
  return hour === undefined
    ? `${year}-${month}-${day}`
    : `${year}-${month}-${day} ${hour}:${minute}${second === '00' ? '' : `:${second}`}`;
};

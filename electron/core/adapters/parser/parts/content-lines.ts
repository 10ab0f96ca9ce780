/** Content lines of calendars and contacts: folded lines joined, parameters apart, escapes undone. Sources: RFC 5545, RFC 6350. */

export type ContentLine = { name: string; parameters: Record<string, string>; value: string };

export const readContentLines = (text: string): ContentLine[] => {
  const lines: ContentLine[] = [];
  const unfolded = text
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]/g, '')
    .replace(/=\n/g, '')
    .split('\n');
  for (const line of unfolded) {
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

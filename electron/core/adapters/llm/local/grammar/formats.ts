/**
 * Formats of JSON Schema as patterns: not everything a format allows, but nothing it forbids, and what is usual today.
 * An unknown format says nothing, as in JSON Schema itself.
 */
const date =
  '(19|20)[0-9]{2}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))';
const time = '([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,3})?(Z|[+-](0[0-9]|1[0-4]):(00|30))';
const label = '[a-z]([a-z0-9-]{0,18}[a-z0-9])?';
const host = `(${label}\\.){1,3}[a-z]{2,10}`;
const address = `[a-z0-9]{1,20}([._-][a-z0-9]{1,20}){0,2}@${host}`;
const path = '(/[A-Za-z0-9_.-]{1,30}){0,6}';
const uri = `https?://${host}${path}/?`;
const byte = '(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
const hex = '[0-9a-f]';

export const formatPatterns: Record<string, string> = {
  date: `^${date}$`,
  time: `^${time}$`,
  'date-time': `^${date}T${time}$`,
  duration: '^P([1-9][0-9]{0,2}D(T[1-9][0-9]?H)?|T[1-9][0-9]?H([1-9][0-9]?M)?|[1-9][0-9]?[YMW])$',
  email: `^${address}$`,
  'idn-email': `^${address}$`,
  hostname: `^${host}$`,
  'idn-hostname': `^${host}$`,
  ipv4: `^(${byte}\\.){3}${byte}$`,
  ipv6: `^(${hex}{1,4}:){7}${hex}{1,4}$`,
  uri: `^${uri}$`,
  url: `^${uri}$`,
  iri: `^${uri}$`,
  'uri-reference': `^(${uri}|/[A-Za-z0-9_.-]{1,30}${path})$`,
  'iri-reference': `^(${uri}|/[A-Za-z0-9_.-]{1,30}${path})$`,
  'uri-template': `^${uri}$`,
  uuid: `^${hex}{8}-${hex}{4}-4${hex}{3}-[89ab]${hex}{3}-${hex}{12}$`,
  'json-pointer': '^(/[A-Za-z0-9_-]{1,30}){0,6}$',
  'relative-json-pointer': '^[0-9](/[A-Za-z0-9_-]{1,30}){0,6}$',
  regex: '^[A-Za-z0-9]{1,40}$',
  byte: '^([A-Za-z0-9+/]{4}){0,64}$',
};

/** `true` only when the value surely has the format; an unknown one every value has. */
export const formatMatches = (format: string, value: string): boolean => {
  const pattern = formatPatterns[format];
  return pattern === undefined || new RegExp(pattern, 'u').test(value);
};

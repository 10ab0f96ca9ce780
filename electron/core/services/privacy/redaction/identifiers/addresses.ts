/** Postal addresses: street with house number, and the town that goes with it. German, Austrian, Swiss, English, Turkish forms. */
import { type Span, span } from '../span.ts';

const word = "\\p{Lu}[\\p{L}.'’-]*";
const town = '\\p{Lu}[\\p{L}-]+';
const number = '\\d{1,4}(?:[  ]?[a-z](?![\\p{L}]))?(?:[  ]?[-–/+][  ]?\\d{1,4}[a-z]?)?';
const kinds =
  'stra(?:ß|ss)e|str\\.|weg|platz|pl\\.|allee|gasse|ring|damm|ufer|chaussee|steig|stieg|markt|promenade|graben|kai|zeile|pfad|wall|brücke|hof|berg|feld|garten|park|tor|winkel|rain|kamp|twiete|redder|stiege|kehre|halde|matte|quai|strassli|wiese|siedlung|anger|bogen|höhe|hang|tal|grund|blick|eck';

/** “Hauptstraße 12 a”, “Straße des 17. Juni 135”, “Am Alten Markt 5”, “Karl-Marx-Allee 3”. */
const germanStreet = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(?:${word}[  -]){0,2}(?:[\\p{Lu}][\\p{L}-]*)?(?:${kinds})(?<=[\\p{L}.])|(?:Straße|Platz|Allee|Weg)[  ](?:der|des|am|zum|zur)[  ](?:\\d{1,2}\\.[  ])?${word}|(?:Am|An|Auf|Im|In|Zum|Zur|Unter|Hinter|Beim|Vor)[  ](?:(?:der|dem|den|die|das)[  ])?${word}(?:[  ]${word})?)[  ]${number}(?![\\p{L}\\p{N}%])`,
  'giu',
);
const englishStreet =
  /(?<![\p{L}\p{N}])\d{1,5}[a-z]?(?:-\d{1,5})?,?\s(?:[\p{Lu}\d][\p{L}\d'’-]*\s){1,4}(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|court|ct|way|boulevard|blvd|square|sq|close|crescent|cres|place|pl|terrace|parkway|pkwy|highway|hwy|row|grove|gardens|hill)\b\.?/giu;
const poBox = /\b(?:p\.?\s?o\.?\s?box|postfach)\s\d[\d {2}]{0,9}\d?/giu;
const turkishStreet =
  /(?<![\p{L}\p{N}])(?:[\p{Lu}\d][\p{L}\d.'’-]*\s){1,4}(?:mah(?:allesi|\.)|cad(?:desi|\.)|sok(?:ak|ağı|\.)|sk\.|bulvarı|blv\.)(?:,?\s(?:[\p{Lu}\d][\p{L}\d.'’-]*\s){0,4}(?:mah(?:allesi|\.)|cad(?:desi|\.)|sok(?:ak|ağı|\.)|sk\.|bulvarı|blv\.))*(?:,?\s(?:no|kat|daire|d|k)\s?[:.]?\s?\d{1,4}(?:\/\d{1,4})?[a-z]?)*/giu;

/** What may follow a street: further lines of it, postal code, town. */
const german = new RegExp(
  `^(?:[,;]?\\s{0,3}(?:Top|Stiege|Stg\\.|Tür|Whg\\.?|Hinterhaus|Postfach)[  ]?[\\d/]{1,8})?[,;·|]?\\s{0,3}(?:in\\s)?(?:(?:D|A|CH)-)?\\d{4,5}[  ](?:Bad[  ]|St\\.[  ])?${town}(?:[  ](?:am|an|der|im|ob|vor|bei|a\\.)[  ](?:der[  ])?${town})?`,
  'u',
);
const english =
  /^(?:,?\s{1,5}(?:apt|suite|unit|flat|apartment|ste|floor)\.?\s?[\p{L}\d-]{1,6})?(?:,?\s{1,5}\p{Lu}\p{Ll}[\p{L}'’-]*(?:\s\p{Lu}\p{Ll}[\p{L}'’-]*){0,2})?(?:,?\s{1,5}[A-Z]{2,3}(?![\p{L}\d]))?(?:,?\s{1,5}(?:\d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}))?/u;
const turkish = /^,?\s{0,3}(?:\d{5}\s)?[\p{Lu}][\p{L}]+(?:\s?\/\s?[\p{Lu}][\p{L}]+)?/u;

const afterReach = 90;
/** A town after a postal code, beside a name or after these words, says where somebody lives. */
const livesIn =
  /(?:wohnhaft|wohnt|wohnen|gemeldet|ansässig|anschrift|adresse|wohnort|lives|living|address|residing|oturuyor|adres)[^\n.]{0,30}?((?:(?:D|A|CH)-)?(?<![\p{N}])\d{4,5}[ {2}]\p{Lu}[\p{L}-]+)/giu;

const streets: readonly { street: RegExp; rest: RegExp; confidence: number }[] = [
  { street: germanStreet, rest: german, confidence: 0.85 },
  { street: englishStreet, rest: english, confidence: 0.8 },
  { street: turkishStreet, rest: turkish, confidence: 0.8 },
  { street: poBox, rest: german, confidence: 0.75 },
];

export const addresses = (text: string): Span[] => [
  ...streets.flatMap(({ street, rest, confidence }) =>
    [...text.matchAll(street)].flatMap((match) => {
      // The pattern ignores case for its kinds of street; a street itself begins with a capital or a number.
      if (!/^[\p{Lu}\d]/u.test(match[0])) return [];
      const end = match.index + match[0].length;
      const more = text.slice(end, end + afterReach).match(rest)?.[0].length ?? 0;
      return [span('address', [match.index, end + more], confidence, 'format')];
    }),
  ),
  ...[...text.matchAll(livesIn)].flatMap((match) => {
    const town = match[1] ?? '';
    const startOffset = match.index + match[0].length - town.length;
    return [span('address', [startOffset, startOffset + town.length], 0.8, 'context')];
  }),
];

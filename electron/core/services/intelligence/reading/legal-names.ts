/** Names of organisations that show themselves by their legal form or by the address behind them. Pure. */

/** Of Germany, Austria and Switzerland, of Britain and America, of Turkey; longer ones first. */
const legalForm = [
  '(?:gGmbH|GmbH|AG|SE|UG)(?: \\(haftungsbeschränkt\\))?(?: & Co\\.? ?(?:KGaA|KG|OHG))?',
  'PartG ?mbB|PartG|KGaA|OHG|eGbR|GbR|e\\. ?K\\.|e\\. ?V\\.|eG|AöR|KdöR|KG',
  'Ltd\\. Şti\\.|Limited Şirketi|Anonim Şirketi|A\\.Ş\\.',
  'Limited|Ltd|LLP|LLC|PLC|plc|Inc|CIC',
].join('|');

const word = "(?:\\p{Lu}[\\p{L}\\p{N}.’'-]*(?:&\\p{Lu}[\\p{L}\\p{N}-]*)?|\\d+&\\d+)";
/** “Müller & Söhne”, “Wohnen und Leben im Alter”. “Kunden der Otto AG” shows that “der” leads up to a name. */
const joined = `${word}(?:(?: ?[&+] ?| und | and | ve | für | im | am | of | )${word}){0,6}?`;
/** What stands before a name with a capital of its own. */
const leading =
  '(?!(?:Die|Der|Das|Den|Dem|Des|In|Im|Bei|Beim|Seit|Von|Mit|Für|Als|Wir|Unsere?|Ihre?|Kanzlei|Firma|Impressum|Anschrift|Kontakt|Copyright|Willkommen|Welcome|The|Our|At|By|With|For) )';

export const legalName = new RegExp(
  `(?<![\\p{L}\\p{N}&.])${leading}(${joined} (?:${legalForm}))(?![\\p{L}\\p{N}])`,
  'gu',
);

const street = "\\p{Lu}[\\p{L}.’'-]*(?: [\\p{L}.’'-]+){0,3} \\d{1,4} ?[a-z]?";

/** “Sparkasse Hohenau, Marktplatz 3, 79999 Hohenau”: who stands before a street with its number and a postcode. */
export const addressedName = new RegExp(
  `^(?:(?:Anschrift|Adresse|Kontakt|Address|Contact|Adres|İletişim): ?)?(${joined}), ${street}, (?:D-|TR-)?\\d{4,5} \\p{Lu}`,
  'gu',
);

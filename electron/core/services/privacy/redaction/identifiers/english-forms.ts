/**
 * Addresses of English texts that no street word gives away: house, town and postal code or country of anywhere in the world, military
 * post, street corners. A text may be all in small letters. They expect plain signs (`plainSigns`).
 */
import { regionNames } from '../regions.ts';

const country = `(?:(?:the )?(?:kingdom|republic|state|people's republic|democratic republic) of (?:the )?\\p{L}+|${[
  ...new Set([
    ...regionNames,
    'USA',
    'U\\.S\\.A\\.',
    'United States of America',
    'England',
    'Scotland',
    'Wales',
  ]),
]
  .filter((name) => /^[\p{L}\\. '’-]{3,}$/u.test(name))
  .sort((a, b) => b.length - a.length)
  .join('|')})(?![\\p{L}\\p{N}])`;
const part = "[\\p{L}\\d.'’/-]+";
/** No street is called so. */
const notStreet =
  '(?!(?:as|to|is|are|was|were|with|from|for|and|or|am|pm|a\\.m\\.?|p\\.m\\.?|by|we|you|have|has|per)(?![\\p{L}\\d]))';
const streetPart = `${notStreet}${part}`;
const unit = '(?:apt|apartment|flat|unit|suite|ste|room)\\.? ?\\d{1,5}[a-z]?(?![\\p{L}\\p{N}])';
const gap = '[ ,\\n]{1,4}';
const town = `\\p{L}[\\p{L}'’.-]*(?: ${part}){0,4}?`;
const state = '(?:[ ,\\n]{0,3},[ ,\\n]{1,3}(?:[a-z]{2,3}|\\d{2})(?![\\p{L}\\p{N}]))?';
const zip = '\\d{5}(?:-\\d{4})?(?![\\p{L}\\p{N}])';

/** Number and street, flat or the end of a line, town, then a postal code or a country. */
export const anywhere = new RegExp(
  `(?<![\\p{L}\\p{N}.,/-])\\d{1,5}[a-z]?,? (?:${streetPart} ){0,6}?${streetPart}(?:,? ?${gap}${unit}(?:${gap}${town})?|(?: ?\\n ?|, )${town})${state}${gap}(?:${country}(?:${gap}${zip})?|${zip})`,
  'giu',
);
/** What follows a street that is known as one: town, county and country. */
export const countryRest = new RegExp(
  `^[ ,\\n]{1,4}(?:${part}[ ,\\n]{1,4}){0,4}?${country}(?:${gap}${zip})?`,
  'iu',
);

export const militaryPost =
  /(?<![\p{L}\p{N}])(?:(?:psc|cmr|unit) \d{1,5},?\s{1,3}box \d{1,5}|(?:uss|usns|usnv|uscgc|hms) [\p{L}'’-]+(?: [\p{L}'’-]+){0,2}?)[\s,]{1,4}(?:apo|fpo|dpo),? (?:aa|ae|ap) \d{5}(?!\d)/giu;

const cornerKind = '(?:street|st|road|rd|avenue|ave|lane|drive|boulevard|blvd|square|place|way)';
export const corner = new RegExp(
  `(?<![\\p{L}])(?:the )?corner of (?:${part} ){1,6}?and (?:${part} ){1,4}?${cornerKind}(?![\\p{L}])\\.?`,
  'giu',
);

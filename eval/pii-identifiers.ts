/** Identifiers as the issuing offices make them, in the ways people write them, within sentences. */
import type { PiiClass } from '../electron/contract/privacy.ts';

type Random = () => number;
type Kind = { make: (random: Random) => string; language: 'de' | 'en' | 'tr'; accepts: readonly PiiClass[] };

const digit = (random: Random, from = 0): number => from + Math.floor(random() * (10 - from));
const digits = (random: Random, count: number): string =>
  Array.from({ length: count }, () => digit(random)).join('');
const pick = <T>(random: Random, list: readonly T[]): T => {
  const found = list[Math.floor(random() * list.length)];
  if (found === undefined) throw new RangeError('empty list');
  return found;
};
const twoDigits = (value: number): string => String(value).padStart(2, '0');
const crossSum = (value: number): number => [...String(value)].reduce((sum, one) => sum + Number(one), 0);
const letterNumber = (letter: string): string => twoDigits(letter.charCodeAt(0) - 64);

/** `groups` of signs, joined by one of the usual separators or by none. */
const written = (
  random: Random,
  value: string,
  groups: readonly number[],
  separators: readonly string[],
): string => {
  const separator = pick(random, separators);
  const parts: string[] = [];
  let at = 0;
  for (const length of groups) {
    if (at < value.length) parts.push(value.slice(at, at + length));
    at += length;
  }
  if (at < value.length) parts.push(value.slice(at));
  return parts.join(separator);
};
const fours = [4, 4, 4, 4, 4, 4, 4, 4];

/** ISO 13616: check digits make the number mod 97 = 1. */
const iban =
  (country: string, length: number) =>
  (random: Random): string => {
    const account = digits(random, length - 4);
    const numeric = `${account}${country}00`.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
    const check = 98n - (BigInt(numeric) % 97n);
    return written(random, `${country}${twoDigits(Number(check))}${account}`, fours, ['', ' ', ' ']);
  };

/** Luhn. */
const card = (random: Random): string => {
  const prefix = pick(random, ['4', '51', '55', '34', '37']);
  const front = prefix + digits(random, (prefix.startsWith('3') ? 15 : 16) - 1 - prefix.length);
  const sum = [...front].reverse().reduce((total, sign, index) => {
    const doubled = Number(sign) * (index % 2 === 0 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return written(random, `${front}${(10 - (sum % 10)) % 10}`, [4, 4, 4, 4], ['', ' ', '-']);
};

const mod11And10 = (front: string): number => {
  let product = 10;
  for (const sign of front) {
    const sum = (Number(sign) + product) % 10;
    product = ((sum === 0 ? 10 : sum) * 2) % 11;
  }
  return (11 - product) % 10;
};

/** § 139b AO: ten digits, one of them twice, none leading zero. */
const taxId = (random: Random): string => {
  for (;;) {
    const order = [...'0123456789'].sort(() => random() - 0.5);
    order.pop();
    order.splice(Math.floor(random() * order.length), 0, pick(random, order));
    const front = order.join('');
    if (front.startsWith('0')) continue;
    return written(random, `${front}${mod11And10(front)}`, [2, 3, 3, 3], ['', ' ', ' ']);
  }
};

const germanVat = (random: Random): string => {
  const front = `${digit(random, 1)}${digits(random, 7)}`;
  return `DE${front}${mod11And10(front)}`;
};

const areas = ['02', '08', '11', '12', '15', '17', '24', '38', '44', '50', '56', '63', '65', '80', '89'];

/** VKVV § 2. */
const pensionNumber = (random: Random): string => {
  const birthday = `${twoDigits(1 + Math.floor(random() * 28))}${twoDigits(1 + Math.floor(random() * 12))}${digits(random, 2)}`;
  const letter = pick(random, [...'ABCDEFGHKLMNOPRSTW']);
  const front = `${pick(random, areas)}${birthday}${letter}${digits(random, 2)}`;
  const numeric = front.replace(/[A-Z]/, letterNumber);
  const weights = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1];
  const sum = weights.reduce((total, weight, index) => total + crossSum(weight * Number(numeric[index])), 0);
  return written(random, `${front}${sum % 10}`, [2, 6, 1, 2, 1], ['', ' ']);
};

/** § 290 SGB V, Anlage 1. */
const healthNumber = (random: Random): string => {
  const front = `${pick(random, [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'])}${digits(random, 8)}`;
  const numeric = letterNumber(front.slice(0, 1)) + front.slice(1);
  const sum = [...numeric].reduce(
    (total, sign, index) => total + crossSum(Number(sign) * (index % 2 === 0 ? 1 : 2)),
    0,
  );
  return `${front}${sum % 10}`;
};

/** EAN-13 with 756. */
const swissNumber = (random: Random): string => {
  const front = `756${digits(random, 9)}`;
  const sum = [...front].reduce((total, sign, index) => total + Number(sign) * (index % 2 === 0 ? 1 : 3), 0);
  return written(random, `${front}${(10 - (sum % 10)) % 10}`, [3, 4, 4, 2], ['.', '.', '', ' ']);
};

const austrianNumber = (random: Random): string => {
  for (;;) {
    const serial = `${digit(random, 1)}${digits(random, 2)}`;
    const birthday = `${twoDigits(1 + Math.floor(random() * 28))}${twoDigits(1 + Math.floor(random() * 12))}${digits(random, 2)}`;
    const weights = [3, 7, 9, 5, 8, 4, 2, 1, 6];
    const sum = [...`${serial}${birthday}`].reduce(
      (total, sign, index) => total + Number(sign) * (weights[index] ?? 0),
      0,
    );
    if (sum % 11 !== 10) return written(random, `${serial}${sum % 11}${birthday}`, [4, 6], ['', ' ']);
  }
};

/** ICAO 9303. */
const documentNumber = (random: Random): string => {
  const signs = [...'CFGHJKLMNPRTVWXYZ0123456789'];
  for (;;) {
    const front = `${pick(random, [...'CFGHJKLMNPRTVWXYZ'])}${Array.from({ length: 8 }, () => pick(random, signs)).join('')}`;
    if (!/\d/.test(front)) continue;
    const sum = [...front].reduce((total, sign, index) => {
      const value = /\d/.test(sign) ? Number(sign) : sign.charCodeAt(0) - 55;
      return total + value * ([7, 3, 1][index % 3] ?? 0);
    }, 0);
    return `${front}${sum % 10}`;
  }
};

const turkishId = (random: Random): string => {
  const front = [digit(random, 1), ...Array.from({ length: 8 }, () => digit(random))];
  const at = (index: number): number => front[index] ?? 0;
  const odd = at(0) + at(2) + at(4) + at(6) + at(8);
  const even = at(1) + at(3) + at(5) + at(7);
  const tenth = (((odd * 7 - even) % 10) + 10) % 10;
  return `${front.join('')}${tenth}${(odd + even + tenth) % 10}`;
};

const turkishTaxNumber = (random: Random): string => {
  const front = digits(random, 9);
  const sum = [...front].reduce((total, sign, index) => {
    const first = (Number(sign) + 9 - index) % 10;
    const second = (first * 2 ** (9 - index)) % 9;
    return total + (first !== 0 && second === 0 ? 9 : second);
  }, 0);
  return `${front}${(10 - (sum % 10)) % 10}`;
};

export const identifierKinds: Record<string, Kind> = {
  ibanDe: { make: iban('DE', 22), language: 'de', accepts: ['iban'] },
  ibanAt: { make: iban('AT', 20), language: 'de', accepts: ['iban'] },
  ibanCh: { make: iban('CH', 21), language: 'de', accepts: ['iban'] },
  ibanTr: { make: iban('TR', 26), language: 'tr', accepts: ['iban'] },
  creditCard: { make: card, language: 'en', accepts: ['credit-card'] },
  // Both count eleven digits, and one number in ten passes for the other kind as well.
  taxId: { make: taxId, language: 'de', accepts: ['tax-id', 'national-id'] },
  vatDe: { make: germanVat, language: 'de', accepts: ['tax-number'] },
  pensionNumber: { make: pensionNumber, language: 'de', accepts: ['social-insurance'] },
  healthNumber: { make: healthNumber, language: 'de', accepts: ['health-insurance', 'identity-document'] },
  ahvNumber: { make: swissNumber, language: 'de', accepts: ['social-insurance'] },
  austrianNumber: { make: austrianNumber, language: 'de', accepts: ['social-insurance', 'tax-number'] },
  documentNumber: {
    make: documentNumber,
    language: 'de',
    accepts: ['identity-document', 'health-insurance'],
  },
  turkishId: { make: turkishId, language: 'tr', accepts: ['national-id', 'tax-id'] },
  // With a leading zero it could be dialled as well.
  turkishTaxNumber: {
    make: turkishTaxNumber,
    language: 'tr',
    accepts: ['tax-number', 'social-insurance', 'phone'],
  },
};

/** None of them says what the number is, so that the check digit alone must prove it. */
const frames: Record<Kind['language'], readonly string[]> = {
  de: [
    'Angegeben wurde {} von der Person am Schalter.',
    'Siehe {}, Blatt 3.',
    '{}',
    'Bitte prüfen: {}.',
    'Die Angabe ({}) fehlt noch.',
    'Nr.\n{}\nDatum 12.03.2024',
  ],
  en: [
    'It reads {} on the form.',
    'Please check {}.',
    '{}',
    'The entry ({}) is missing.',
    'Value: {}\nDate: 2024-03-12',
  ],
  tr: ['Formda {} yazıyor.', 'Lütfen {} bilgisini kontrol edin.', '{}', 'Değer: {}\nTarih: 12.03.2024'],
};

export const sentencesAround = (
  value: string,
  language: Kind['language'],
  random: Random,
): { text: string; startOffset: number } => {
  const frame = pick(random, frames[language]);
  return { text: frame.replace('{}', value), startOffset: frame.indexOf('{}') };
};

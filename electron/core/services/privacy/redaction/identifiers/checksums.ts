/**
 * Check digits that no library verifies as the law has them. Each takes the bare characters, capitals only, and says whether
 * they hold.
 */
import checksum from 'stdnum/lib/cjs/util/checksum.js';

const digitSum = (value: number): number => Math.floor(value / 10) + (value % 10);
/** A = 01 … Z = 26. */
const letterDigits = (text: string): string =>
  text.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 64).padStart(2, '0'));

const weighted = (digits: string, weights: readonly number[]): number =>
  [...digits].reduce(
    (sum, digit, index) => sum + digitSum(Number(digit) * (weights[index % weights.length] ?? 1)),
    0,
  );

/**
 * Versicherungsnummer of the German pension insurance: area, birthday, initial, serial number, check digit (VKVV § 2). The
 * area is not looked up, because new ones are given out.
 */
export const isPensionNumber = (value: string): boolean => {
  if (!/^\d{8}[A-Z]\d{3}$/.test(value)) return false;
  const day = Number(value.slice(2, 4)) % 50;
  const month = Number(value.slice(4, 6));
  if (day > 31 || month > 12) return false;
  return (
    weighted(letterDigits(value.slice(0, 11)), [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1]) % 10 ===
    Number(value[11])
  );
};

/** The lifelong part of the German health insurance number (§ 290 SGB V): letter, eight digits, check digit. */
export const isHealthInsuranceNumber = (value: string): boolean =>
  /^[A-Z]\d{9}$/.test(value) && weighted(letterDigits(value.slice(0, 9)), [1, 2]) % 10 === Number(value[9]);

const icaoValue = (sign: string): number =>
  sign === '<' ? 0 : /\d/.test(sign) ? Number(sign) : sign.charCodeAt(0) - 55;

/** Check digit of travel documents, weights 7-3-1 (ICAO Doc 9303 part 3, 4.9). */
const icaoCheckDigit = (field: string): number =>
  [...field].reduce((sum, sign, index) => sum + icaoValue(sign) * ([7, 3, 1][index % 3] ?? 0), 0) % 10;

/** Serial number of a German identity card, passport or residence permit, with its check digit. */
export const isDocumentNumber = (value: string): boolean =>
  /^[CFGHJKLMNPRTVWXYZ][CFGHJKLMNPRTVWXYZ0-9]{8}\d$/.test(value) &&
  icaoCheckDigit(value.slice(0, 9)) === Number(value[9]);

/** Any line of a machine-readable zone that holds a document number or a birthday with right check digits. */
export const isMachineReadableLine = (line: string): boolean => {
  const holds = (from: number, length: number): boolean => {
    const field = line.slice(from, from + length);
    return field.length === length && String(icaoCheckDigit(field)) === line[from + length];
  };
  if (line.length === 30) return holds(5, 9) || holds(0, 6);
  return (line.length === 44 || line.length === 36) && holds(0, 9) && holds(13, 6);
};

export const isCardNumber = (value: string): boolean =>
  /^[2-6]\d{12,18}$/.test(value) && !/^(\d)\1+$/.test(value) && checksum.luhnChecksumValidate(value);

/** ISO 7064 MOD 11, 10, as in the German tax id and the German VAT id. */
export const holdsMod11And10 = (digits: string): boolean => {
  let product = 10;
  for (const digit of digits.slice(0, -1)) {
    const sum = (Number(digit) + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10 === Number(digits.at(-1));
};

/**
 * How identifiers are written, and what proves them. A form without a check needs a word beside it, or is rare enough by
 * itself; a form with one is found wherever it stands.
 */
import { electronicFormatIBAN, isValidIBAN } from 'ibantools';
import at from 'stdnum/lib/cjs/at/index.js';
import ch from 'stdnum/lib/cjs/ch/index.js';
import tr from 'stdnum/lib/cjs/tr/index.js';
import type { PiiClass } from '../span.ts';
import {
  holdsMod11And10,
  isCardNumber,
  isDocumentNumber,
  isHealthInsuranceNumber,
  isMachineReadableLine,
  isPensionNumber,
} from './checksums.ts';

export type Form = {
  class: PiiClass;
  /** Its first group, where it has one, is the identifier. */
  pattern: RegExp;
  /** Takes the bare characters, capitals only. */
  verify?: (value: string) => boolean;
  /** Says in the words before it what it is. */
  keyword?: RegExp;
  /** Confidence without keyword: verified, not verified. `0`: then it is no finding. */
  alone: readonly [verified: number, unverified: number];
};

const taxIdWord = /steuer\W{0,2}id|idnr|id\W?nr|identifikations\W{0,2}n|steueridentifik|tax\s?id|\btin\b/iu;
const pensionWord =
  /sozialversicherung|rentenversicherung|versicherungs\W{0,2}n|sv\W{0,2}n(?:r|ummer)|svnr|rvnr|vsnr|\bahv\b|\bavs\b|social\s(?:security|insurance)/iu;
const documentWord =
  /ausweis|reisepass|\bpass\b|pass\W{0,2}n|aufenthaltstitel|passport|identity\scard|\bid\scard|kimlik\s?(?:kart|seri)|pasaport|dokumenten?nummer/iu;
const cardWord = /kreditkarte|kartennummer|credit\s?card|card\s?n|visa|mastercard|amex|kredi\s?kart/iu;
const nationalInsuranceWord = /national\sinsurance|\bnino?\b|\bni\s(?:no|number)/iu;
const taxNumberWord =
  /steuer\W{0,2}n|st\W{0,3}nr|tax\s?n|ust|umsatzsteuer|uid|vat|mwst|vergi|vkn|abgabenkonto/iu;
const plateWord =
  /kennzeichen|\bkfz\b|\bpkw\b|\blkw\b|fahrzeug|kontrollschild|plaka|\breg(?:istration)?\s?(?:no|number|plate)|licen[cs]e\splate|number\splate|amtl\W/iu;

export const forms: readonly Form[] = [
  {
    class: 'iban',
    pattern: /(?<![\p{L}\p{N}])([A-Z]{2}\d{2}(?:[ ./-]?[A-Z0-9]){11,30})(?![\p{L}\p{N}])/giu,
    verify: (value) => isValidIBAN(electronicFormatIBAN(value) ?? ''),
    keyword: /iban|konto|bank|hesap/iu,
    alone: [1, 0],
  },
  {
    class: 'credit-card',
    pattern: /(?<![\p{L}\p{N}.,/-])((?:\d[ -]?){12,18}\d)(?![\p{L}\p{N}]|[.,/-]\d)/gu,
    verify: isCardNumber,
    keyword: cardWord,
    alone: [0.95, 0],
  },
  {
    class: 'tax-id',
    pattern: /(?<![\p{L}\p{N}.,/-])([1-9]\d[ ./-]?\d{3}[ ./-]?\d{3}[ ./-]?\d{3})(?![\p{L}\p{N}]|[.,/-]\d)/gu,
    verify: (value) => /^\d{11}$/.test(value) && holdsMod11And10(value),
    keyword: taxIdWord,
    alone: [0.9, 0],
  },
  {
    class: 'national-id',
    pattern: /(?<![\p{L}\p{N}.,/-])([1-9]\d{2} ?\d{3} ?\d{3} ?\d{2})(?![\p{L}\p{N}]|[.,/-]\d)/gu,
    verify: (value) => tr.tckimlik.validate(value).isValid,
    keyword: /t\.?\s?c\.?\s?(?:kimlik|no)|kimlik\s?n|tckn/iu,
    alone: [0.95, 0],
  },
  {
    class: 'social-insurance',
    pattern: /(?<![\p{L}\p{N}])(\d{2}[ ./-]?\d{6}[ ./-]?[A-Z][ ./-]?\d{2}[ ./-]?\d)(?![\p{L}\p{N}])/giu,
    verify: isPensionNumber,
    keyword: pensionWord,
    alone: [1, 0.5],
  },
  {
    class: 'social-insurance',
    pattern: /(?<![\p{L}\p{N}])(756[ .-]?\d{4}[ .-]?\d{4}[ .-]?\d{2})(?![\p{L}\p{N}])/gu,
    verify: (value) => ch.ssn.validate(value).isValid,
    keyword: pensionWord,
    alone: [1, 0.5],
  },
  {
    class: 'social-insurance',
    pattern:
      /(?<![\p{L}\p{N}.,/-])([1-9]\d{3}[ /-]?(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-5])\d{2})(?![\p{L}\p{N}]|[.,/-]\d)/gu,
    verify: (value) => at.vnr.validate(value).isValid,
    keyword: pensionWord,
    alone: [0.7, 0],
  },
  {
    class: 'social-insurance',
    pattern: /(?<![\p{L}\p{N}-])(\d{3}-\d{2}-\d{4})(?![\p{L}\p{N}-])/gu,
    keyword: /ssn|social\ssecurity/iu,
    alone: [0, 0.8],
  },
  {
    class: 'social-insurance',
    pattern:
      /(?<![\p{L}\p{N}])([A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D])(?![\p{L}\p{N}])/gu,
    keyword: nationalInsuranceWord,
    alone: [0, 0.8],
  },
  // Letters that are not given out, as in “QQ 12 34 56 C” of every form's example: called one, it is treated as one.
  {
    class: 'social-insurance',
    pattern: /(?<![\p{L}\p{N}])([A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]?)(?![\p{L}\p{N}])/giu,
    keyword: nationalInsuranceWord,
    alone: [0, 0],
  },
  {
    class: 'health-insurance',
    pattern: /(?<![\p{L}\p{N}])([A-Z] ?\d{3} ?\d{3} ?\d{3})(?![\p{L}\p{N}])/gu,
    verify: isHealthInsuranceNumber,
    keyword:
      /krankenversicher|krankenkasse|versicherten\W{0,2}n|kvnr|versichertennummer|gesundheitskarte|egk/iu,
    alone: [0.95, 0.3],
  },
  {
    class: 'identity-document',
    pattern:
      /(?<![\p{L}\p{N}])([CFGHJKLMNPRTVWXYZ](?=[A-Z]*\d)[CFGHJKLMNPRTVWXYZ0-9]{8}\d)(?![\p{L}\p{N}])/gu,
    verify: isDocumentNumber,
    keyword: documentWord,
    alone: [0.9, 0],
  },
  // Passports of other states: nine digits in the United Kingdom and the United States, a letter and digits in most.
  {
    class: 'identity-document',
    pattern: /(?<![\p{L}\p{N}])([A-Z](?=[A-Z]*\d)[A-Z0-9]{6,8}|\d{8,9})(?![\p{L}\p{N}]|[.,/-]\d)/gu,
    keyword: documentWord,
    alone: [0, 0],
  },
  {
    class: 'identity-document',
    pattern: /(?<=^|\n|\s)([A-Z0-9<]{30}|[A-Z0-9<]{36}|[A-Z0-9<]{44})(?=$|\s)/gu,
    verify: isMachineReadableLine,
    alone: [1, 0],
  },
  // The name line has no check digit, but its filling signs are like nothing else.
  {
    class: 'identity-document',
    pattern: /(?<=^|\n|\s)((?=[A-Z0-9<]*<<)[A-Z][A-Z0-9<]{27,43})(?=$|\s)/gu,
    alone: [0, 0.95],
  },
  {
    class: 'tax-number',
    pattern: /(?<![\p{L}\p{N}])(DE ?\d{3} ?\d{3} ?\d{3})(?![\p{L}\p{N}])/gu,
    verify: (value) => /^DE[1-9]\d{8}$/.test(value) && holdsMod11And10(value.slice(2)),
    keyword: taxNumberWord,
    alone: [0.9, 0.4],
  },
  {
    class: 'tax-number',
    pattern: /(?<![\p{L}\p{N}])(ATU ?\d{8})(?![\p{L}\p{N}])/gu,
    verify: (value) => at.uid.validate(value).isValid,
    keyword: taxNumberWord,
    alone: [1, 0.4],
  },
  {
    class: 'tax-number',
    pattern: /(?<![\p{L}\p{N}])(CHE[ -]?\d{3}[ .]?\d{3}[ .]?\d{3})(?![\p{N}])/gu,
    verify: (value) => ch.uid.validate(value).isValid,
    keyword: taxNumberWord,
    alone: [1, 0.4],
  },
  // The check digit of a Steuernummer is another in each state, so its form and the word beside it count.
  {
    class: 'tax-number',
    pattern: /(?<![\p{L}\p{N}/.-])(\d{2,3} ?\/ ?\d{3,4} ?\/ ?\d{4,5})(?![\p{L}\p{N}/])/gu,
    keyword: taxNumberWord,
    alone: [0, 0.6],
  },
  {
    class: 'tax-number',
    pattern: /(?<![\p{L}\p{N}/.-])(\d{10,11}|\d{13})(?![\p{L}\p{N}/])/gu,
    keyword: /steuer\W{0,2}n|st\W{0,3}nr/iu,
    alone: [0, 0],
  },
  {
    class: 'tax-number',
    pattern: /(?<![\p{L}\p{N}.,/-])(\d{3} ?\d{3} ?\d{4})(?![\p{L}\p{N}]|[.,/-]\d)/gu,
    verify: (value) => tr.vkn.validate(value).isValid,
    keyword: /vergi|vkn/iu,
    alone: [0.3, 0],
  },
  {
    class: 'licence-plate',
    pattern:
      /(?<![\p{L}\p{N}-])((?!DIN|ISO|IEC|TOP|EU-|UN-|EG-|EN-|BGB|SGB|VDE|PDF|USB|LED|UV-|RAL|GPT|HIV|CD-|TV-|QQ|(?:I{2,3}|IV|VI{1,3}|IX|XI{0,3})-)[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} ?[1-9]\d{0,3}[EH]?)(?![\p{L}\p{N}-]|[.,]\d)/gu,
    keyword: plateWord,
    alone: [0, 0.7],
  },
  {
    class: 'licence-plate',
    pattern:
      /(?<![\p{L}\p{N}-])([A-ZÄÖÜ]{1,3}[- ]{1,2}[A-Z]{1,2}[- ]?[1-9]\d{0,3}[EH]?|[A-Z]{1,2}[- ]\d{1,5} ?[A-Z]{1,3})(?![\p{L}\p{N}-])/gu,
    keyword: plateWord,
    alone: [0, 0],
  },
  // In small letters, of the army and the authorities, red and short-term plates, and British ones.
  {
    class: 'licence-plate',
    pattern:
      /(?<![\p{L}\p{N}-])([a-zäöü]{1,3}-[a-z]{1,2}[- ]?[1-9]\d{0,3}[eh]?|(?:y|thw|bp|bd|bw)[- ]\d{1,3}[- ]?\d{1,5}|[a-zäöü]{1,3}[- ]0\d{2,5}|[a-z]{2}\d{2} ?[a-z]{3})(?![\p{L}\p{N}-])/giu,
    keyword: plateWord,
    alone: [0, 0],
  },
  {
    class: 'licence-plate',
    pattern:
      /(?<![\p{L}\p{N}-])((?:AG|AI|AR|BE|BL|BS|FR|GE|GL|GR|JU|LU|NE|NW|OW|SG|SH|SO|SZ|TG|TI|UR|VD|VS|ZG|ZH)[ -]\d{3,6})(?![\p{L}\p{N}])/gu,
    keyword: plateWord,
    alone: [0, 0],
  },
  {
    class: 'licence-plate',
    pattern: /(?<![\p{L}\p{N}-])((?:0[1-9]|[1-7]\d|8[01]) ?[A-Z]{1,3} ?\d{2,5})(?![\p{L}\p{N}])/gu,
    keyword: plateWord,
    alone: [0, 0.6],
  },
  // Register sign, number, year: “1 BvR 1234/05”, “VIII ZR 12/18”, “B 1 KR 3/17 R”, “L 5 AS 12/19 B ER”.
  {
    class: 'case-number',
    pattern:
      /(?<![\p{L}\p{N}])((?:[BSL] )?(?:\d{1,3}|[IVX]{1,5}) (?:[A-Z][A-Za-z]{0,4}|[A-Z]-[A-Za-z]{1,4})(?: ?\([a-zA-Z]{1,4}\))? \d{1,5}\/\d{2,4}(?:\.[A-Z]{1,3}|(?: (?:ER|[A-Z]{1,2}(?: ER)?)))?)(?![\p{L}\p{N}/])/gu,
    alone: [0, 0.85],
  },
  {
    class: 'case-number',
    pattern:
      /(?:\bAz\b\.?|Aktenzeichen|(?:Unser|Ihr|Mein)e?s?\sZeichen|Geschäftszeichen|Gesch\.-?Z\.?|Gz\b\.?|GZ\b|Kassenzeichen|Bußgeldnummer|Vorgangsnummer|Kundennummer|Personalnummer|Fallnummer|Mitgliedsnummer|(?:our|your)\sref(?:erence)?|case\s(?:no|number|ref)|file\s(?:no|number)|(?:dosya|esas)\s(?:no|numarası))\.?\s{0,2}(?:lautet\s|ist\s|is\s)?[:#]?\s{0,3}((?=[^\s,;]*\d)[\p{L}\p{N}][\p{L}\p{N}./()_-]*[\p{L}\p{N}])/giu,
    alone: [0, 0.9],
  },
  {
    class: 'email',
    pattern:
      /(?<![\p{L}\p{N}._%+-])([\p{L}\p{N}][\p{L}\p{N}._%+'-]{0,63}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})\.)+\p{L}{2,24})(?![\p{L}\p{N}])/gu,
    alone: [0, 0.98],
  },
  {
    class: 'email',
    pattern:
      /(?<![\p{L}\p{N}._%+-])([\p{L}\p{N}][\p{L}\p{N}._%+-]{0,63} ?(?:\(at\)|\[at\]|\{at\}) ?[\p{L}\p{N}-]{1,63}(?: ?(?:\.|\(dot\)|\[dot\]|\(punkt\)) ?[\p{L}\p{N}-]{1,63}){0,3} ?(?:\.|\(dot\)|\[dot\]|\(punkt\)) ?\p{L}{2,12})(?![\p{L}\p{N}])/giu,
    alone: [0, 0.9],
  },
];

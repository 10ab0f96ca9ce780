/** What stands for a finding in the stored text, in the language the space has chosen. The number makes it one of its kind. */
import type { LabelLanguage } from '../../../../contract/privacy.ts';
import type { PiiClass } from './span.ts';

const words: Record<LabelLanguage, Record<PiiClass, string>> = {
  de: {
    person: 'Person',
    address: 'Anschrift',
    phone: 'Telefon',
    email: 'E-Mail',
    'date-of-birth': 'Geburtsdatum',
    iban: 'IBAN',
    'credit-card': 'Kreditkarte',
    'tax-id': 'Steuer-ID',
    'tax-number': 'Steuernummer',
    'national-id': 'Personenkennzahl',
    'social-insurance': 'Sozialversicherungsnummer',
    'health-insurance': 'Krankenversichertennummer',
    'identity-document': 'Ausweis',
    'licence-plate': 'Kennzeichen',
    'case-number': 'Aktenzeichen',
    'ip-address': 'IP-Adresse',
  },
  en: {
    person: 'Person',
    address: 'Address',
    phone: 'Phone',
    email: 'Email',
    'date-of-birth': 'Date of birth',
    iban: 'IBAN',
    'credit-card': 'Credit card',
    'tax-id': 'Tax ID',
    'tax-number': 'Tax number',
    'national-id': 'National ID',
    'social-insurance': 'Social insurance number',
    'health-insurance': 'Health insurance number',
    'identity-document': 'Identity document',
    'licence-plate': 'Licence plate',
    'case-number': 'Case number',
    'ip-address': 'IP address',
  },
  tr: {
    person: 'Kişi',
    address: 'Adres',
    phone: 'Telefon',
    email: 'E-posta',
    'date-of-birth': 'Doğum tarihi',
    iban: 'IBAN',
    'credit-card': 'Kredi kartı',
    'tax-id': 'Vergi kimliği',
    'tax-number': 'Vergi numarası',
    'national-id': 'T.C. Kimlik No',
    'social-insurance': 'Sosyal sigorta no',
    'health-insurance': 'Sağlık sigortası no',
    'identity-document': 'Kimlik belgesi',
    'licence-plate': 'Plaka',
    'case-number': 'Dosya no',
    'ip-address': 'IP adresi',
  },
};

export const labelOf = (language: LabelLanguage, piiClass: PiiClass, number: number): string =>
  `[${words[language][piiClass]} ${number}]`;

/** Tells neither the class nor that two places meant the same. */
export const removedLabel = '[…]';

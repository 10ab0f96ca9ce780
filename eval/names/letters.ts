/**
 * Made-up sentences of letters, forms and files in German, English and Turkish: the kinds of text that court decisions and
 * tweets do not have. Names, towns and streets come from a list of each country; templates are our own.
 */
import type { Example } from './corpus.ts';

export type Lists = {
  given: string[];
  family: string[];
  towns: string[];
  streets: string[];
  companies: string[];
};

/** `G` given name, `F` family name, `I` initial, `T` town, `S` street with number, `C` company, `N` number. */
const templates: Record<string, readonly string[]> = {
  de: [
    'Sehr geehrte Frau {F},',
    'Sehr geehrter Herr {F},',
    'Sehr geehrte Frau Dr. {F},',
    'Sehr geehrter Herr Prof. Dr. {F},',
    'Sehr geehrte Frau {G} {F},',
    'Liebe {G},',
    'Lieber {G},',
    'Hallo {G},',
    'Hallo Herr {F},',
    'Guten Tag, {G} {F}!',
    'Mit freundlichen Grüßen\n{G} {F}',
    'Mit freundlichen Grüßen\n\n{F}',
    'Viele Grüße\n{G}',
    'Freundliche Grüsse\n{G} {F}',
    'i. A. {F}',
    'i. V. {G} {F}',
    'gez. {F}',
    'gez. Dr. {F}',
    'Im Auftrag\n{F}',
    'Unterschrift: {G} {F}',
    'Name: {F}, {G}',
    'Name: {G} {F}',
    'Nachname: {F}',
    'Familienname: {F}',
    'Vorname: {G}',
    'Vornamen: {G} {G}',
    'Name, Vorname: {F}, {G}',
    'Antragsteller: {G} {F}',
    'Antragstellerin: {F}, {G}',
    'Ansprechpartner: {G} {F}, Zimmer {N}',
    'Ansprechpartnerin: Frau {F}',
    'Sachbearbeiter: Herr {F}',
    'Sachbearbeitung: {F}',
    'Bearbeiter/in: {G} {F}',
    'Auskunft erteilt: Frau {F}',
    'Ihr Ansprechpartner ist {G} {F}.',
    'Kontoinhaber: {G} {F}',
    'Kontoinhaberin: {F} {G}',
    'Eigentümer: {G} und {G} {F}',
    'Mieterin: {G} {F}',
    'Geburtsname: {F}',
    '{G} {F}, geb. {F}, wohnhaft in {T}',
    '{G} {F}, geboren am {N}.{N}.{N} in {T}',
    'Frau {G} {F} geb. {F}',
    '{G} {F}\n{S}\n{N} {T}',
    'Herrn\n{G} {F}\n{S}\n{N} {T}',
    'Frau\n{G} {F}\n{S}\n{N} {T}',
    'Familie {F}\n{S}',
    '{C}\nz. Hd. {G} {F}\n{S}\n{N} {T}',
    'z. Hd. Frau {F}',
    'Herr {F} hat am Montag angerufen und um Rückruf gebeten.',
    'Frau {F} ist bis Ende August im Urlaub.',
    '{G} {F} hat den Antrag gestellt.',
    '{G} und {G} haben sich bei der Stadt {T} beschwert.',
    'Der Antrag von {G} {F} wurde abgelehnt.',
    'Die Tochter {G} besucht die Schule in {T}.',
    'Sein Sohn {G} wohnt in {T}.',
    'Nach Auskunft von Herrn {F} liegt der Bescheid vor.',
    'Bürgermeisterin {G} {F} eröffnete die Sitzung.',
    'Bürgermeister {F} und Stadtrat {G} {F} stimmten zu.',
    'Anwesend: {G} {F}, {G} {F}, {F}',
    'Entschuldigt: {F}, {F}',
    'Protokoll: {G} {F}',
    'Protokollführerin: {F}',
    'Der Zeuge {F} sagte aus, er habe nichts gesehen.',
    'Die Zeugin {G} {F} erschien nicht.',
    'Der Angeklagte {I}. bestritt dies.',
    'Rechtsanwältin {F} vertritt den Kläger.',
    'Dr. {G} {F} leitet das Amt.',
    '{F} sagte, das Vorhaben sei beendet.',
    '{G} {F} sagte der Zeitung, man prüfe das.',
    'Wie {G} {F} mitteilte, beginnt der Bau im Mai.',
    'Patient: {F}, {G}, geb. {N}.{N}.{N}',
    'Hausarzt: Dr. med. {G} {F}',
    'Dr. {F} stellte die Diagnose.',
    'Kundin {G} {F} kündigt den Vertrag mit der {C}.',
    'Der Kläger {G} {F} wohnt in {T}.',
    'E-Mail von {G} {F} an {G} {F}',
    'Von: {F}, {G}',
    'An: {G} {F}',
    'Cc: {F}, {G}',
    'Betreff: Rückfrage von {G} {F}',
    'Geschäftsführer: {G} {F}',
    'Vertreten durch: {G} {F}',
    'Verantwortlich: {G} {F}, {S}, {N} {T}',
    'Autor: {G} {F}',
    '© {G} {F}',
    'Foto: {G} {F}',
    'Notfallkontakt: {G} {F} (Mutter)',
    'Lehrkraft: {F}',
    '{F} | {G} | {N} | {T}',
    '{N}\t{F}\t{G}\t{T}',
    '{F};{G};{S};{N} {T}',
    'Die Stadt {T} baut in der {S} eine Kita.',
    'Die {C} hat ihren Sitz in {T}.',
    'Anfahrt: Bus {N} bis {S}, {T}.',
    'Öffnungszeiten in {T}: Montag bis Freitag.',
    'Treffpunkt ist {S} in {N} {T}.',
    'Der Auftrag ging an die {C} aus {T}.',
    'Landkreis {T}, Amt für Soziales',
    'Amtsgericht {T}, Registergericht',
    'Volkshochschule {T}: Deutschkurs B1',
    'Der Bescheid vom Amt {T} ging an Herrn {F}.',
    'Hochachtungsvoll\n{G} {F}',
    'Fragen beantwortet {G} {F} unter Telefon {N}.',
    'Mein Name ist {G} {F}.',
    'Ich heiße {G} {F} und wohne in {T}.',
    'Ich bin {G}.',
    'Telefon: {N}\nTelefax: {N}\nE-Mail: amt@stadt.de',
    'Bankverbindung: Sparkasse {T}\nIBAN: DE{N}\nBIC: ABCD{N}',
    'Aktenzeichen: {N}/{N}\nDatum: {N}.{N}.{N}',
    'Geburtsdatum: {N}.{N}.{N}\nGeburtsort: {T}\nStaatsangehörigkeit: deutsch',
    'Straße: {S}\nPLZ, Ort: {N} {T}',
    'Abteilung Finanzen, Zimmer {N}',
    'Rechnungsnummer {N}, Kundennummer {N}',
    'Montag, Dienstag, Mittwoch und Donnerstag',
    'Sehr geehrte Damen und Herren,',
    'Guten Tag,',
    'Steuer-ID: {N}',
    'Mit freundlichen Grüßen\nIhre Stadt {T}',
    'Antrag auf Wohngeld',
    'Unterschrift, Datum',
    'Personalausweis, Reisepass, Meldebescheinigung',
    'Herr {G} {F}, wohnhaft {S}, {N} {T}',
    'Eheleute {G} und {G} {F}',
    'Erblasserin war {G} {F}.',
    'Betreuer: {F}, {G}',
    'gegen {G} {F} wegen Betrugs',
    'Verfahren gegen {F} u. a.',
  ],
  en: [
    'Dear Sir or Madam,',
    'Phone: {N}\nFax: {N}',
    'Address: {S}\n{T}',
    'Email: info@city.org',
    'Date of Birth: {N}/{N}/{N}',
    'Account Number: {N}',
    'Credit Card: {N}',
    'Monday and Tuesday in March',
    'Invoice No. {N} from {C}',
    'How do I change my address to {S}, {T}?',
    'I would like to go to {T}.',
    'Best regards,\nCustomer Service',
    'My credit card {N} was stolen in {T}',
    'Please update the billing address:\n{S}\n{T}',
    'Dear Mr. {F},',
    'Dear Ms {F},',
    'Dear Mrs. {G} {F},',
    'Dear {G},',
    'Hi {G},',
    'Hello {G} {F},',
    'Thanks, {G}',
    'Best regards,\n{G} {F}',
    'Kind regards\n{G}',
    'Sincerely,\n{G} {F}',
    'Name: {G} {F}',
    'First name: {G}',
    'Last name: {F}',
    'Full name: {G} {F}',
    'Applicant: {G} {F}',
    'Contact: {G} {F}',
    'Cardholder: {G} {F}',
    'Ship to:\n{G} {F}\n{S}\n{T} {N}',
    'My name is {G} {F} and I live in {T}.',
    'My name is {G}.',
    'I am {G} {F}.',
    "I'm {G} from {T}.",
    'This is {G} {F} speaking.',
    'Mr. {F} called on Monday.',
    'Mrs. {F} is on leave.',
    'Dr. {F} will see you now.',
    '{G} {F} signed the contract.',
    '{F} said the project is over.',
    '{G} moved to {T} last year.',
    'Have you heard from {G}?',
    'I met {G} {F} at {C}.',
    '{G} and {G} went to {T}.',
    "{G}'s account was closed.",
    "{G} {F}'s card was declined.",
    'Please send the invoice to {G} {F}, {S}, {T}.',
    'According to {G} {F}, chief executive of {C}, sales rose.',
    'The witness {G} {F} did not appear.',
    'From: {G} {F}',
    'To: {F}, {G}',
    'We spoke with {G} about the {C} order.',
    'He married {G} {F} in {T}.',
    '{G} {F} was born in {T}.',
    'The judge asked {F} to leave.',
    '{C} is based in {T}.',
    'The bus to {T} leaves at {N}.',
    'Our office in {T} moved to {S}.',
    'Visit {T} this summer and save money.',
    'The {C} shop on {S} is closed.',
    'Written by {G} {F}',
    '{F}, {G} ({N})',
    'Patient {G} {F}, room {N}',
    'Ask for {G} at the desk.',
    'Can you transfer this to {G} {F}?',
    '{G} {F}\n{S}\n{T}',
    "{C}'s manager {G} {F} resigned.",
    'Cheers, {G}',
    'cc {G} {F}',
    '{G} {I}. {F} wrote the report.',
    'The band {C} played in {T}.',
    "What's the weather like in {T}?",
    'Mayor {G} {F} opened the fair.',
    'Tell {G} I said hello.',
  ],
  tr: [
    'T.C. Kimlik No: {N}',
    'Cep: {N}',
    'Telefon: {N}',
    'Adres: {T} Mah. {S} No: {N}',
    '{T} Mahallesi, Cumhuriyet Caddesi No: {N}',
    'Doğum Tarihi: {N}.{N}.{N}',
    'Vergi Dairesi: {T}',
    'Plaka: {N}',
    'Sayın Yetkili,',
    'Pazartesi ve Salı günleri açıktır.',
    'Banka hesabı IBAN TR{N}',
    'Konu: Başvuru',
    'Tarih: {N}.{N}.{N}',
    'Türkiye Büyük Millet Meclisi',
    'Atatürk Bulvarı No: {N} {T}',
    'Sayın {G} {F},',
    'Sayın {F},',
    'Sevgili {G},',
    'Merhaba {G},',
    '{G} Bey merhaba,',
    '{G} Hanım merhaba,',
    'Saygılarımla,\n{G} {F}',
    'Adı: {G}',
    'Soyadı: {F}',
    'Adı Soyadı: {G} {F}',
    'Ad Soyad: {G} {F}',
    'Başvuru sahibi: {G} {F}',
    'Benim adım {G} {F}.',
    '{G} {F} {T} şehrinde oturuyor.',
    '{G} {F} dün başvurdu.',
    'Başkan {G} {F} toplantıyı açtı.',
    '{G} Bey izinde.',
    '{G} Hanım sizi arayacak.',
    'Dr. {G} {F} raporu imzaladı.',
    'Avukat {G} {F} davayı üstlendi.',
    '{G} ile {G} görüştü.',
    'Davacı {G} {F} mahkemeye geldi.',
    'Tanık {G} {F} ifade verdi.',
    '{T} Belediyesi yeni park açtı.',
    '{C} {T} merkezli bir şirkettir.',
    "{T}'da hava güzel.",
    'Gönderen: {G} {F}',
    'Alıcı: {G} {F}\n{S}\n{N} {T}',
    "{G}'in kızı {T} okuluna gidiyor.",
    "{G} {F}'nin dilekçesi reddedildi.",
    'İmza: {G} {F}',
  ],
};

/** Mulberry32: the same numbers on every machine. */
export const randomFrom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
};

const one = <T>(list: readonly T[], random: () => number): T | undefined =>
  list[Math.floor(random() * list.length)];

export const makeLetter = (language: string, lists: Lists, random: () => number): Example => {
  const template = one(templates[language] ?? [], random) ?? '';
  let text = '';
  const names: [number, number][] = [];
  for (const part of template.split(/(\{[A-Z]\})/)) {
    const startOffset = text.length;
    text += fill(part, lists, random);
    if (part === '{G}' || part === '{F}' || part === '{I}') names.push([startOffset, text.length]);
  }
  return { text, names };
};

const fill = (part: string, lists: Lists, random: () => number): string => {
  switch (part) {
    case '{G}': {
      const given = one(lists.given, random) ?? '';
      return random() < 0.05 ? `${given}-${one(lists.given, random)}` : given;
    }
    case '{F}': {
      const family = one(lists.family, random) ?? '';
      if (random() < 0.06) return `${family}-${one(lists.family, random)}`;
      return random() < 0.03 ? family.toUpperCase() : family;
    }
    case '{I}':
      return one([...'ABCDEFGHIJKLMNOPRSTUVWYZ'], random) ?? '';
    case '{T}':
      return one(lists.towns, random) ?? '';
    case '{S}':
      return `${one(lists.streets, random)} ${1 + Math.floor(random() * 140)}`;
    case '{C}':
      return one(lists.companies, random) ?? '';
    case '{N}':
      return String(Math.floor(random() * 10 ** (1 + Math.floor(random() * 5))));
    default:
      return part;
  }
};

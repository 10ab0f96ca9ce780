/**
 * What stands before the facts of a message or an appointment. It becomes part of the document's text, so it is in the language of
 * the document; English where that is none of ours.
 */
export type MessageLabel = 'from' | 'to' | 'cc' | 'date';
/** Properties of calendar entries, by their names in RFC 5545. */
export type CalendarLabel =
  | 'DTSTART'
  | 'DTEND'
  | 'DUE'
  | 'DURATION'
  | 'RRULE'
  | 'LOCATION'
  | 'ORGANIZER'
  | 'ATTENDEE'
  | 'STATUS'
  | 'CATEGORIES'
  | 'URL'
  | 'CONTACT'
  | 'RESOURCES'
  | 'PRIORITY';
export type Labels = Readonly<Record<MessageLabel | CalendarLabel, string>>;

const en: Labels = {
  from: 'From',
  to: 'To',
  cc: 'Cc',
  date: 'Date',
  DTSTART: 'Start',
  DTEND: 'End',
  DUE: 'Due',
  DURATION: 'Duration',
  RRULE: 'Repeats',
  LOCATION: 'Location',
  ORGANIZER: 'Organizer',
  ATTENDEE: 'Attendee',
  STATUS: 'Status',
  CATEGORIES: 'Categories',
  URL: 'URL',
  CONTACT: 'Contact',
  RESOURCES: 'Resources',
  PRIORITY: 'Priority',
};

const de: Labels = {
  from: 'Von',
  to: 'An',
  cc: 'Kopie',
  date: 'Datum',
  DTSTART: 'Beginn',
  DTEND: 'Ende',
  DUE: 'Fällig',
  DURATION: 'Dauer',
  RRULE: 'Wiederholung',
  LOCATION: 'Ort',
  ORGANIZER: 'Veranstalter',
  ATTENDEE: 'Teilnahme',
  STATUS: 'Status',
  CATEGORIES: 'Kategorien',
  URL: 'Adresse im Netz',
  CONTACT: 'Kontakt',
  RESOURCES: 'Ausstattung',
  PRIORITY: 'Priorität',
};

const tr: Labels = {
  from: 'Kimden',
  to: 'Kime',
  cc: 'Bilgi',
  date: 'Tarih',
  DTSTART: 'Başlangıç',
  DTEND: 'Bitiş',
  DUE: 'Son tarih',
  DURATION: 'Süre',
  RRULE: 'Yineleme',
  LOCATION: 'Yer',
  ORGANIZER: 'Düzenleyen',
  ATTENDEE: 'Katılımcı',
  STATUS: 'Durum',
  CATEGORIES: 'Kategoriler',
  URL: 'Web adresi',
  CONTACT: 'İletişim',
  RESOURCES: 'Kaynaklar',
  PRIORITY: 'Öncelik',
};

/** `language`: ISO 639-1, or `null` when there is too little text to tell. */
export const labelsIn = (language: string | null): Labels =>
  language === 'de' ? de : language === 'tr' ? tr : en;

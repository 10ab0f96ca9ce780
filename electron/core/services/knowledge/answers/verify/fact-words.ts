/** The words of dates, numbers, spans and currencies in German, English and Turkish, as tables from word to value. Lower case. */

const monthNames = [
  ['januar', 'jänner', 'jan', 'january', 'ocak'],
  ['februar', 'feb', 'february', 'şubat'],
  ['märz', 'mär', 'march', 'mar', 'mart'],
  ['april', 'apr', 'nisan'],
  ['mai', 'may', 'mayıs'],
  ['juni', 'jun', 'june', 'haziran'],
  ['juli', 'jul', 'july', 'temmuz'],
  ['august', 'aug', 'ağustos'],
  ['september', 'sep', 'sept', 'eylül'],
  ['oktober', 'okt', 'october', 'oct', 'ekim'],
  ['november', 'nov', 'kasım'],
  ['dezember', 'dez', 'december', 'dec', 'aralık'],
];
const dayNames = [
  ['montag', 'montags', 'monday', 'mondays', 'pazartesi'],
  ['dienstag', 'dienstags', 'tuesday', 'tuesdays', 'salı'],
  ['mittwoch', 'mittwochs', 'wednesday', 'wednesdays', 'çarşamba'],
  ['donnerstag', 'donnerstags', 'thursday', 'thursdays', 'perşembe'],
  ['freitag', 'freitags', 'friday', 'fridays', 'cuma'],
  ['samstag', 'samstags', 'sonnabend', 'saturday', 'saturdays', 'cumartesi'],
  ['sonntag', 'sonntags', 'sunday', 'sundays', 'pazar'],
];
const numberWords: readonly (readonly [number, string])[] = [
  [2, 'zwei two iki'],
  [3, 'drei three üç'],
  [4, 'vier four dört'],
  [5, 'fünf five beş'],
  [6, 'sechs six altı'],
  [7, 'sieben seven yedi'],
  [8, 'acht eight sekiz'],
  [9, 'neun nine dokuz'],
  [10, 'zehn ten'],
  [11, 'elf eleven'],
  [12, 'zwölf twelve'],
  [13, 'dreizehn thirteen'],
  [14, 'vierzehn fourteen'],
  [15, 'fünfzehn fifteen'],
  [16, 'sechzehn sixteen'],
  [17, 'siebzehn seventeen'],
  [18, 'achtzehn eighteen'],
  [19, 'neunzehn nineteen'],
  [20, 'zwanzig twenty yirmi'],
  [30, 'dreißig thirty otuz'],
  [40, 'vierzig forty kırk'],
  [50, 'fünfzig fifty elli'],
  [60, 'sechzig sixty altmış'],
  [70, 'siebzig seventy yetmiş'],
  [80, 'achtzig eighty seksen'],
  [90, 'neunzig ninety doksan'],
  [100, 'hundert hundred yüz'],
  [1000, 'tausend thousand bin'],
];
const spanUnits: readonly (readonly [string, string])[] = [
  ['second', 'sekunde sekunden second seconds saniye'],
  ['minute', 'minute minuten minutes dakika'],
  ['hour', 'stunde stunden hour hours'],
  ['day', 'tag tage tagen day days gün'],
  ['week', 'woche wochen week weeks hafta'],
  ['month', 'monat monate monaten monats month months'],
  ['year', 'jahr jahre jahren jahres year years yıl'],
];

const tableOf = <T>(rows: readonly (readonly [T, string])[]): Map<string, T> =>
  new Map(rows.flatMap(([value, list]) => list.split(' ').map((word) => [word, value] as const)));
const indexOf = (rows: readonly (readonly string[])[]): Map<string, number> =>
  new Map(rows.flatMap((names, index) => names.map((name) => [name, index + 1] as const)));

export const monthOf = indexOf(monthNames);
export const dayOf = indexOf(dayNames);
export const wordValue = tableOf(numberWords);
export const spanOf = tableOf(spanUnits);

export const anyOf = (words: Iterable<string>): string =>
  [...words].sort((a, b) => b.length - a.length).join('|');

export const currency: Readonly<Record<string, string>> = {
  '€': 'EUR',
  eur: 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  $: 'USD',
  usd: 'USD',
  dollar: 'USD',
  dollars: 'USD',
  '£': 'GBP',
  gbp: 'GBP',
  pfund: 'GBP',
  pounds: 'GBP',
  chf: 'CHF',
  franken: 'CHF',
  tl: 'TRY',
  try: 'TRY',
  lira: 'TRY',
  '₺': 'TRY',
  cent: 'CENT',
  cents: 'CENT',
  ct: 'CENT',
};

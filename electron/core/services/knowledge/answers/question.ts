/**
 * What a question asks for, found in its words: a time, an amount, a place, a way to get in touch, a person or office, a
 * list. And whether a sentence has such a thing. German, English, Turkish. Pure.
 */
export const answerKinds = [
  'time',
  'money',
  'count',
  'place',
  'contact',
  'who',
  'list',
  'reason',
  'definition',
  'yes-no',
] as const;
export type AnswerKind = (typeof answerKinds)[number];

/** A word list as a pattern: `*` stands for any ending. `\\b` knows ASCII letters only. */
const words = (list: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${list.replaceAll('*', '\\p{L}*')})(?![\\p{L}\\p{N}])`, 'iu');

const asks: Readonly<Record<AnswerKind, RegExp>> = {
  time: words(
    'wann|uhrzeit|öffnungszeit*|sprechzeit*|wie lange|wie oft|frist*|termin*|datum|when|what time|how long|how often|opening hours|deadline|date|ne zaman|saat kaç*|ne kadar sür*|hangi gün*|hangi tarih*|hangi yıl*',
  ),
  money: words(
    'kosten|kostet|gebühr*|preis*|wie teuer|wie viel geld|betrag|höhe|cost*|price*|fees?|how much|charge*|ücret*|fiyat*|kaç (?:lira|euro|para)',
  ),
  count: words(
    'wie ?viele?|anzahl|wie (?:groß|hoch|alt|weit|schnell)|how (?:many|old|far|big|high|fast|large|tall)|kaç|ne kadar',
  ),
  place: words('wo|wohin|woher|adresse|anschrift|standort*|where|address|location|nere*'),
  contact: words(
    'kontakt*|telefon*|anrufen|erreich*|e-?mail*|ansprechpartner*|an wen|contact*|phone|call|reach|iletişim|e-?posta|ulaş*',
  ),
  who: words('wer|wem|wen|wessen|welche (?:stelle|behörde|person)*|who|whom|whose|kim*'),
  list: words(
    'welche*|was sind|nenne*|arten|möglichkeiten|voraussetzungen|unterlagen|dokumente|leistungen|angebote|which|what (?:are|kinds?|types?|documents|services|requirements|options)|list|hangi*|neler*',
  ),
  reason: words('warum|weshalb|wieso|wozu|why|neden|niçin|niye'),
  definition: /^\s*(?:was (?:ist|bedeutet|heißt|versteht)|what (?:is|does .* mean)|.*nedir)(?!\p{L})/iu,
  'yes-no':
    /^\s*(?:ist|sind|kann|können|darf|dürfen|muss|müssen|gibt es|hat|haben|wird|werden|is|are|can|may|must|do|does|will|has|have)(?!\p{L})/iu,
};

/** Words that ask and stand in no answer: “wie hoch”, “how much”, “ne kadar”. */
const framing = new Set(
  `hoch viel viele vielen lange lang oft teuer groß alt weit bitte gerne sagen wissen erfahren heißt bedeutet brauche
   much many long often old far please tell know mean means need
   kadar kaç zaman saat lütfen gerekiyor`.split(/\s+/),
);
export const isFraming = (word: string): boolean => framing.has(word);

export const kindsAsked = (question: string): ReadonlySet<AnswerKind> =>
  new Set(answerKinds.filter((kind) => asks[kind].test(question)));

const months =
  'januar|jänner|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|january|february|march|may|june|july|october|december|ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık';
const days =
  'montags?|dienstags?|mittwochs?|donnerstags?|freitags?|samstags?|sonntags?|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|pazar';
const spans =
  'uhr|tage?n?|wochen?|monate?n?|jahre?n?|stunden?|minuten?|days?|weeks?|months?|years?|hours?|minutes?|gün|hafta|ay|yıl|saat|am|pm';

const shows: Readonly<Partial<Record<AnswerKind, RegExp>>> = {
  time: new RegExp(
    `\\d{1,2}[:.]\\d{2}|\\d{1,2}\\.\\d{1,2}\\.|\\b(?:1[5-9]|20)\\d{2}\\b|${words(`${months}|${days}`).source}|\\d[-\\s]*(?:${spans})(?!\\p{L})`,
    'iu',
  ),
  money:
    /\d[\d.,]*\s*(?:€|euro|eur|cent|dollar|usd|lira|tl|chf|franken|%)|[€$£]\s*\d|kostenlos|kostenfrei|gebührenfrei|free of charge|ücretsiz/iu,
  count: new RegExp(
    `\\d|${words('zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|two|three|four|five|six|seven|eight|nine|ten|iki|üç|dört|beş|altı|yedi|sekiz|dokuz').source}`,
    'iu',
  ),
  place:
    /(?<!\d)\d{5}(?!\d)|\p{L}(?:straße|strasse|str\.|platz|weg|allee|gasse|ring|ufer|damm)(?!\p{L})|(?<!\p{L})(?:street|road|avenue|square|floor|stock|etage|zimmer|room|sokak|caddesi|mahallesi)(?!\p{L})/iu,
  contact: /@|www\.|https?:|(?<!\p{L})(?:tel|fax|telefon|phone|mobil)(?!\p{L})|\+?\d[\d\s/()-]{6,}\d/iu,
  who: /\p{Ll}\s+\p{Lu}\p{Ll}+\s+\p{Lu}\p{Ll}+|(?:amt|behörde|stelle|büro|zentrum|beratung|office|authority|agency|cent(?:er|re)|müdürlüğü|dairesi)(?!\p{L})/u,
  reason: words('weil|denn|daher|deshalb|damit|um|because|since|therefore|so that|çünkü|için|dolayı'),
};

export const showsKind = (kind: AnswerKind, text: string): boolean => shows[kind]?.test(text) ?? false;

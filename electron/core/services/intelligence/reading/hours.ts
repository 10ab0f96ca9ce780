/** Opening hours as days and times, and whether two pages of the same organisation contradict each other. Pure. */

/** Monday first; each as German, English and Turkish write it, short forms too. */
const days = [
  'mo(?:ntag)?s?|mon(?:day)?s?|pazartesi(?: günü| günleri)?|pzt',
  'di(?:enstag)?s?|tue(?:sday)?s?|salı(?: günü| günleri)?',
  'mi(?:ttwoch)?s?|wed(?:nesday)?s?|çarşamba(?: günü| günleri)?|çar',
  'do(?:nnerstag)?s?|thu(?:rsday)?s?|perşembe(?: günü| günleri)?|per',
  'fr(?:eitag)?s?|fri(?:day)?s?|cuma(?: günü| günleri)?',
  'sa(?:mstag)?s?|sat(?:urday)?s?|cumartesi(?: günü| günleri)?|cmt',
  'so(?:nntag)?s?|sun(?:day)?s?|pazar(?: günü| günleri)?|paz',
];
const anyDay = days.join('|');
const dayPattern = new RegExp(
  `(?<!\\p{L})(${anyDay})(?!\\p{L})\\.?(?:\\s?(?:bis|–|-|—|to|until|ile)\\s?(${anyDay})(?!\\p{L}))?`,
  'giu',
);
const timePattern =
  /(?<![\d.:])(\d{1,2})(?:[.:](\d{2}))?\s?(?:uhr|h)?\s?([ap])?\.?(?:m\.?)?\s?(?:bis|–|-|—|to|until|ile)\s?(\d{1,2})(?:[.:](\d{2}))?\s?([ap])?(?!\d)/giu;

const dayOf = (written: string): number =>
  days.findIndex((names) => new RegExp(`^(?:${names})$`, 'iu').test(written.toLocaleLowerCase('tr')));

const minutes = (hour = '', minute = '', half = ''): number =>
  ((Number(hour) % 24) + (half.toLowerCase() === 'p' && Number(hour) < 12 ? 12 : 0)) * 60 +
  Number(minute || 0);

/** Day (0 Monday) → its times, the same however they are written. Empty where days and times do not come in that order. */
export const hoursIn = (text: string): Map<number, string> => {
  const marks = [
    ...[...text.matchAll(dayPattern)].map((match) => ({ at: match.index, day: match, time: null })),
    ...[...text.matchAll(timePattern)].map((match) => ({ at: match.index, day: null, time: match })),
  ].sort((a, b) => a.at - b.at);
  const found = new Map<number, string>();
  let open: number[] = [];
  let timed = true;
  for (const { day, time } of marks) {
    if (day !== null) {
      if (timed) open = [];
      timed = false;
      const from = dayOf(day[1] ?? '');
      const to = day[2] === undefined ? from : dayOf(day[2]);
      if (from < 0 || to < from) return new Map();
      for (let one = from; one <= to; one += 1) open.push(one);
    } else if (time !== null) {
      timed = true;
      const [, fromHour, fromMinute, fromHalf, toHour, toMinute, toHalf] = time;
      const span = `${minutes(fromHour, fromMinute, fromHalf)}-${minutes(toHour, toMinute, toHalf)}`;
      for (const one of open) found.set(one, found.has(one) ? `${found.get(one)} ${span}` : span);
    }
  }
  return found;
};

type Told = { times: string; sentence: number };

/** One line of hours: whose page it stands on, and which sentence it is. */
export type HourLine = { text: string; sentence: number; document: number };

/** Pairs of lines on different pages that give the same day different times. A page that says a day twice speaks of several doors. */
export const contradictingHours = (lines: readonly HourLine[]): [number, number][] => {
  const pages = new Map<number, Map<number, Told>>();
  const manyDoors = new Set<number>();
  for (const { text, sentence, document } of lines) {
    const page = pages.get(document) ?? new Map<number, Told>();
    pages.set(document, page);
    for (const [day, times] of hoursIn(text)) {
      if (page.has(day)) manyDoors.add(document);
      page.set(day, { times, sentence });
    }
  }
  const first = new Map<number, Told>();
  const pairs = new Map<string, [number, number]>();
  for (const [document, page] of pages) {
    if (manyDoors.has(document)) continue;
    for (const [day, told] of page) {
      const before = first.get(day);
      if (before === undefined) first.set(day, told);
      else if (before.times !== told.times)
        pairs.set(`${before.sentence}/${told.sentence}`, [before.sentence, told.sentence]);
    }
  }
  return [...pairs.values()];
};

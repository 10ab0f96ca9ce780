/** Tells paths that never end (relative links that pile up, calendars) from long ones. Pure. */

const maxLength = 2_000;
const maxSegments = 24;
/** Years around today that a calendar page may be about. */
const yearsBack = 15;
const yearsAhead = 2;

export const isEndlessPath = (address: string, now: Date): boolean => {
  if (address.length > maxLength) return true;
  const { pathname, search } = new URL(address);
  const segments = pathname.split('/').filter((segment) => segment !== '');
  return segments.length > maxSegments || repeats(segments) || isFarDate(pathname + search, now);
};

/** One segment three times in a row, or a series of them (`en/tr/en/tr`) twice in a row. */
const repeats = (segments: readonly string[]): boolean => {
  for (let length = 1; length <= segments.length / 2; length += 1) {
    const times = length === 1 ? 3 : 2;
    for (let start = 0; start + length * times <= segments.length; start += 1) {
      let same = 0;
      while (same < length * (times - 1) && segments[start + same] === segments[start + same + length])
        same += 1;
      if (same === length * (times - 1)) return true;
    }
  }
  return false;
};

const yearAndMonth =
  /(?:^|[^0-9])((?:1[6-9]|2[0-9])\d\d)[-/_.]?(?:0[1-9]|1[0-2])(?:[^0-9]|[0-3]\d(?:[^0-9]|$)|$)/;
const yearParameter = /[?&](?:year|jahr|yil|y)=(\d{4})(?:&|$)/i;

const isFarDate = (text: string, now: Date): boolean => {
  const year = Number(yearParameter.exec(text)?.[1] ?? yearAndMonth.exec(text)?.[1] ?? 0);
  if (year === 0) return false;
  const thisYear = now.getUTCFullYear();
  return year > thisYear + yearsAhead || (yearParameter.test(text) && year < thisYear - yearsBack);
};

/**
 * Two addresses of one shape differ only in numbers and dates; shapes that hold a date may be a calendar, of which a
 * crawl takes only so many. `null`: no date in it.
 */
export const calendarShape = (address: string): string | null => {
  const { pathname, search } = new URL(address);
  const text = pathname + search;
  const dated =
    /(?:^|[^0-9])(?:19|20)\d\d[-/_.]?(?:0?[1-9]|1[0-2])(?:[-/_.]?(?:0?[1-9]|[12]\d|3[01]))?(?:[^0-9]|$)/.test(
      text,
    ) || /[?&](?:year|month|week|day|date|jahr|monat|woche|tag|datum)=\d/i.test(text);
  return dated ? text.replace(/\d+/g, '#') : null;
};

/** Addresses of one calendar shape that are followed. */
export const maxPerCalendar = 400;

/** Numbers, sizes, dates and durations the way the language writes them. */
import { useTranslation } from 'react-i18next';

const kilo = 1000;
const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

export const createFormat = (locale: string) => {
  const number = new Intl.NumberFormat(locale);
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const collator = new Intl.Collator(locale, { numeric: true });
  const languageName = new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' });

  /** Decimal units, as operating systems and download pages write them. */
  const bytes = (size: number): string => {
    const power = Math.min(
      units.length - 1,
      Math.max(0, Math.floor(Math.log(Math.max(size, 1)) / Math.log(kilo))),
    );
    const value = size / kilo ** power;
    return new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: units[power] ?? 'byte',
      unitDisplay: power === 0 ? 'long' : 'short',
      maximumFractionDigits: power > 1 && value < 100 ? 1 : 0,
    }).format(value);
  };

  const seconds = (milliseconds: number): string =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: 'second',
      unitDisplay: 'short',
      maximumFractionDigits: milliseconds < 10_000 ? 1 : 0,
    }).format(milliseconds / 1000);

  const milliseconds = (value: number): string =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: 'millisecond',
      unitDisplay: 'short',
      maximumFractionDigits: 0,
    }).format(value);

  /** Today and yesterday in words, then the date. `now` in epoch milliseconds. */
  const day = (at: string, now = Date.now()): string => {
    const midnight = (value: Date) =>
      new Date(value.getFullYear(), value.getMonth(), value.getDate()).getTime();
    const days = Math.round((midnight(new Date(now)) - midnight(new Date(at))) / 86_400_000);
    return days >= 0 && days < 2 ? relative.format(-days, 'day') : date.format(new Date(at));
  };

  return {
    locale,
    number: (value: number) => number.format(value),
    percent: (share: number) => new Intl.NumberFormat(locale, { style: 'percent' }).format(share),
    decimals: (value: number, digits: number) =>
      new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
        value,
      ),
    /** Small amounts to the hundredth of a cent: one question rarely costs a cent. */
    dollars: (amount: number) =>
      new Intl.NumberFormat(locale, {
        style: 'currency',
        currency: 'USD',
        maximumFractionDigits: amount > 0 && amount < 1 ? 4 : 2,
      }).format(amount),
    bytes,
    seconds,
    milliseconds,
    date: (at: string) => date.format(new Date(at)),
    dateTime: (at: string) => dateTime.format(new Date(at)),
    time: (at: string) => time.format(new Date(at)),
    day,
    compare: (a: string, b: string) => collator.compare(a, b),
    /** `de` → "Deutsch". */
    language: (tag: string) => languageName.of(tag) ?? tag,
    list: (words: readonly string[]) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(words),
  };
};
export type Format = ReturnType<typeof createFormat>;

/** The seven formatters of a language take a millisecond or two to make: once for the page, not once for each component. */
const made = new Map<string, Format>();
const formatOf = (locale: string): Format => {
  const format = made.get(locale) ?? createFormat(locale);
  made.set(locale, format);
  return format;
};

export const useFormat = (): Format => {
  const { i18n } = useTranslation();
  return formatOf(i18n.language === 'none' ? 'en' : i18n.language);
};

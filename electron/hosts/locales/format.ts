/** Numbers as the languages of the hosts write them. */

/** Decimal megabytes and gigabytes, as shops and download pages count. */
export const bytes = (count: number, locale: 'de' | 'en'): string => {
  const [value, unit, digits] =
    count >= 1e9 ? [count / 1e9, 'GB', 1] : count >= 1e6 ? [count / 1e6, 'MB', 0] : [count / 1e3, 'kB', 0];
  return `${number(value, locale, digits)} ${unit}`;
};

export const number = (value: number, locale: 'de' | 'en', digits = 0): string =>
  value.toLocaleString(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });

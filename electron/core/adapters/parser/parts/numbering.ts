/** Labels of numbered lists, counted as word processors do: per list, per level, deeper levels start anew. */

// biome-ignore format: short words
export type NumberFormat =
  | 'decimal' | 'decimalZero' | 'lowerLetter' | 'upperLetter' | 'lowerRoman' | 'upperRoman' | 'ordinal' | 'bullet' | 'none';

export type ListLevel = {
  format: NumberFormat;
  start: number;
  /** `%1.%2)`: each `%n` stands for the number of level n (from 1). */
  pattern: string;
  /** All numbers of the label are decimal (legal numbering). */
  legal?: boolean;
  /** Starts anew after a level of this number (from 1) or higher; `0` never; default: after any higher level. */
  restartAfter?: number;
};

// biome-ignore format: pairs
const roman: readonly (readonly [number, string])[] = [
  [1000, 'm'], [900, 'cm'], [500, 'd'], [400, 'cd'], [100, 'c'], [90, 'xc'],
  [50, 'l'], [40, 'xl'], [10, 'x'], [9, 'ix'], [5, 'v'], [4, 'iv'], [1, 'i'],
];

const toRoman = (value: number): string => {
  let rest = value;
  let text = '';
  for (const [weight, letters] of roman) {
    while (rest >= weight) {
      text += letters;
      rest -= weight;
    }
  }
  return text;
};

/** a … z, aa, bb, … as Word counts. */
const toLetters = (value: number): string =>
  String.fromCharCode(97 + ((value - 1) % 26)).repeat(Math.min(20, Math.floor((value - 1) / 26) + 1));

const ordinalEnding = (value: number): string => {
  if (value % 100 >= 11 && value % 100 <= 13) return 'th';
  return ['th', 'st', 'nd', 'rd'][value % 10] ?? 'th';
};

export const formatNumber = (value: number, format: NumberFormat): string => {
  if (format === 'none' || format === 'bullet') return '';
  if (value < 1 || value > 9999) return String(value);
  switch (format) {
    case 'lowerLetter':
      return toLetters(value);
    case 'upperLetter':
      return toLetters(value).toUpperCase();
    case 'lowerRoman':
      return toRoman(value);
    case 'upperRoman':
      return toRoman(value).toUpperCase();
    case 'decimalZero':
      return String(value).padStart(2, '0');
    case 'ordinal':
      return `${value}${ordinalEnding(value)}`;
    case 'decimal':
      return String(value);
  }
};

export type ListCounters = {
  /** Counts one item of a list at `level` (from 0) and gives its label, `''` for bullets. */
  next(listId: string, level: number, levels: readonly (ListLevel | undefined)[]): string;
  /** The next item at this level gets `value`. */
  restart(listId: string, level: number, value: number): void;
};

export const createListCounters = (): ListCounters => {
  const lists = new Map<string, (number | undefined)[]>();
  const countersOf = (listId: string): (number | undefined)[] => {
    const known = lists.get(listId) ?? [];
    lists.set(listId, known);
    return known;
  };
  return {
    next: (listId, level, levels) => {
      const counters = countersOf(listId);
      const own = levels[level];
      // A level that is skipped counts as begun, as in Word.
      for (let upper = 0; upper < level; upper += 1) counters[upper] ??= levels[upper]?.start ?? 1;
      counters[level] = (counters[level] ?? (own?.start ?? 1) - 1) + 1;
      for (let deeper = level + 1; deeper < 9; deeper += 1) {
        const restartAfter = levels[deeper]?.restartAfter;
        if (restartAfter === undefined || level + 1 <= restartAfter) counters[deeper] = undefined;
      }
      if (own === undefined || own.format === 'bullet') return '';
      return own.pattern.replace(/%([1-9])/g, (_match, digit: string) => {
        const index = Number(digit) - 1;
        const definition = levels[index];
        counters[index] ??= definition?.start ?? 1;
        const format = definition?.format ?? 'decimal';
        return formatNumber(
          counters[index] ?? 1,
          own.legal === true && format !== 'none' ? 'decimal' : format,
        );
      });
    },
    restart: (listId, level, value) => {
      countersOf(listId)[level] = value - 1;
    },
  };
};

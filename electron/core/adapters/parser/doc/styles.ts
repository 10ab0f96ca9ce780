/** Styles and lists of a Word 97–2003 file: which paragraph is a heading, what label a list item carries. Source: [MS-DOC]. */
import { createListCounters, type ListLevel, type NumberFormat } from '../parts/numbering.ts';
import { readSprms, type PropertyRange, type Sprm, type WordFile } from './file.ts';

// Single property modifiers, [MS-DOC] 2.6.2
const sprm = {
  style: 0x4600,
  listLevel: 0x260a,
  list: 0x460b,
  outline: 0x2640,
  inTable: 0x2416,
  rowEnd: 0x2417,
  depth: 0x6649,
} as const;

type Style = { builtIn: number; basedOn: number; sprms: readonly Sprm[] };
const noStyle = 0xfff;
const titleStyle = 62;
const maxChain = 12;

export type ParagraphFacts = {
  headingLevel: number | null;
  /** From 1; `null`: no list item. */
  listLevel: number | null;
  label: string;
  inTable: boolean;
  rowEnd: boolean;
};

export const createParagraphReader = (
  file: WordFile,
): ((range: PropertyRange | null, empty: boolean) => ParagraphFacts) => {
  const styles = readStyles(file.part('styles'));
  const lists = readLists(file);
  const counters = createListCounters();

  return (range, empty) => {
    const own = range?.sprms ?? [];
    const find = (sprms: readonly Sprm[], code: number): number | undefined =>
      sprms.findLast((entry) => entry.code === code)?.value;
    const chain: Style[] = [];
    let id = find(own, sprm.style) ?? range?.style ?? 0;
    for (let step = 0; id !== noStyle && step < maxChain; step += 1) {
      const style = styles[id];
      if (style === undefined) break;
      chain.push(style);
      id = style.basedOn;
    }
    const value = (code: number): number | undefined => {
      const direct = find(own, code);
      if (direct !== undefined) return direct;
      for (const style of chain) {
        const inherited = find(style.sprms, code);
        if (inherited !== undefined) return inherited;
      }
      return undefined;
    };
    const builtIn = chain.find(
      (style) => (style.builtIn >= 1 && style.builtIn <= 9) || style.builtIn === titleStyle,
    )?.builtIn;
    const outline = value(sprm.outline);
    const headingLevel =
      builtIn !== undefined
        ? builtIn === titleStyle
          ? 1
          : builtIn
        : outline !== undefined && outline < 9
          ? outline + 1
          : null;
    const listIndex = value(sprm.list) ?? 0;
    const level = Math.min(8, value(sprm.listLevel) ?? 0);
    const list = listIndex > 0 && listIndex < 0xf800 ? lists[listIndex - 1] : undefined;
    let label = '';
    if (list !== undefined && !empty) {
      if (!list.used) {
        list.used = true;
        for (const [at, start] of list.starts) counters.restart(String(list.id), at, start);
      }
      label = counters.next(String(list.id), level, list.levels);
    }
    return {
      headingLevel,
      listLevel: list === undefined ? null : level + 1,
      label,
      inTable: value(sprm.inTable) === 1 || (value(sprm.depth) ?? 0) > 0,
      rowEnd: find(own, sprm.rowEnd) === 1,
    };
  };
};

const readStyles = (bytes: Buffer): (Style | undefined)[] => {
  const styles: (Style | undefined)[] = [];
  if (bytes.length < 6) return styles;
  const count = Math.min(bytes.readUInt16LE(2), 4095);
  const baseSize = bytes.readUInt16LE(4);
  let at = 2 + bytes.readUInt16LE(0);
  for (let index = 0; index < count && at + 2 <= bytes.length; index += 1) {
    const size = bytes.readUInt16LE(at);
    styles.push(size < 10 ? undefined : readStyle(bytes.subarray(at + 2, at + 2 + size), baseSize));
    at += 2 + size;
  }
  return styles;
};

const readStyle = (bytes: Buffer, baseSize: number): Style => {
  const builtIn = bytes.readUInt16LE(0) & 0xfff;
  const kinds = bytes.readUInt16LE(2);
  const basedOn = kinds >> 4;
  let sprms: Sprm[] = [];
  if ((kinds & 15) === 1 && baseSize + 2 <= bytes.length) {
    // Name, then the paragraph's properties.
    const at = baseSize + 2 + bytes.readUInt16LE(baseSize) * 2 + 2;
    if (at + 4 <= bytes.length) sprms = readSprms(bytes.subarray(at + 4, at + 2 + bytes.readUInt16LE(at)));
  }
  return { builtIn, basedOn, sprms };
};

type List = { id: number; levels: (ListLevel | undefined)[]; starts: Map<number, number>; used: boolean };

// biome-ignore format: pairs
const formats: Record<number, NumberFormat> = {
  0: 'decimal', 1: 'upperRoman', 2: 'lowerRoman', 3: 'upperLetter', 4: 'lowerLetter', 5: 'ordinal', 22: 'decimalZero', 23: 'bullet', 255: 'none',
};

const readLists = (file: WordFile): (List | undefined)[] => {
  const definitions = readDefinitions(file);
  const bytes = file.part('listOverrides');
  const lists: (List | undefined)[] = [];
  if (bytes.length < 4) return lists;
  const count = Math.min(bytes.readUInt32LE(0), Math.floor((bytes.length - 4) / 16));
  const levelCounts: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const id = bytes.readInt32LE(4 + index * 16);
    levelCounts.push(bytes[4 + index * 16 + 12] ?? 0);
    const levels = definitions.get(id);
    lists.push(
      levels === undefined ? undefined : { id, levels: [...levels], starts: new Map(), used: false },
    );
  }
  let at = 4 + count * 16;
  for (const [index, levelCount] of levelCounts.entries()) {
    at += 4;
    for (let step = 0; step < levelCount && at + 8 <= bytes.length; step += 1) {
      const start = bytes.readInt32LE(at);
      const flags = bytes.readUInt32LE(at + 4);
      at += 8;
      const level = flags & 15;
      if ((flags & 16) !== 0) lists[index]?.starts.set(level, start);
      if ((flags & 32) === 0) continue;
      const own = readLevel(bytes, at);
      if (own === null) return lists;
      const list = lists[index];
      if (list !== undefined) {
        list.levels[level] = own.level;
        if ((flags & 16) !== 0) list.starts.set(level, own.level.start);
      }
      at = own.next;
    }
  }
  return lists;
};

const readDefinitions = (file: WordFile): Map<number, ListLevel[]> => {
  const heads = file.part('lists');
  const definitions = new Map<number, ListLevel[]>();
  if (heads.length < 2) return definitions;
  const count = Math.min(heads.readUInt16LE(0), Math.floor((heads.length - 2) / 28));
  const bytes = file.after('lists');
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    const head = 2 + index * 28;
    const simple = ((heads[head + 26] ?? 0) & 1) !== 0;
    const levels: ListLevel[] = [];
    for (let level = 0; level < (simple ? 1 : 9); level += 1) {
      const read = readLevel(bytes, at);
      if (read === null) return definitions;
      levels.push(read.level);
      at = read.next;
    }
    definitions.set(heads.readInt32LE(head), levels);
  }
  return definitions;
};

const readLevel = (bytes: Buffer, at: number): { level: ListLevel; next: number } | null => {
  if (at + 30 > bytes.length) return null;
  const flags = bytes[at + 5] ?? 0;
  const textAt = at + 28 + (bytes[at + 24] ?? 0) + (bytes[at + 25] ?? 0);
  if (textAt + 2 > bytes.length) return null;
  const length = bytes.readUInt16LE(textAt);
  const next = textAt + 2 + length * 2;
  if (next > bytes.length) return null;
  let pattern = '';
  // Characters below nine stand for the number of that level.
  for (let index = textAt + 2; index < next; index += 2) {
    const code = bytes.readUInt16LE(index);
    pattern += code < 9 ? `%${code + 1}` : String.fromCharCode(code);
  }
  return {
    level: {
      format: formats[bytes[at + 4] ?? 0] ?? 'decimal',
      start: bytes.readInt32LE(at),
      pattern,
      ...((flags & 4) !== 0 ? { legal: true } : {}),
      ...((flags & 8) !== 0 ? { restartAfter: bytes[at + 26] ?? 0 } : {}),
    },
    next,
  };
};

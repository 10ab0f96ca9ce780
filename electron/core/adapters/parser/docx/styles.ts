/** Paragraph styles and numbering of a Word document: which paragraph is a heading, and what its list label is. */
import { createListCounters, type ListLevel, type NumberFormat } from '../parts/numbering.ts';
import { attribute, child, descendants, elements, type XmlElement } from '../parts/xml.ts';

type Style = { name: string; basedOn: string | undefined; properties: XmlElement | undefined };
type NumberingList = { abstractId: string; levels: (ListLevel | undefined)[]; starts: Map<number, number> };

export type ParagraphRole =
  | { kind: 'heading'; level: number; label: string }
  | { kind: 'list-item'; level: number; label: string }
  | { kind: 'paragraph' };

export type Styles = { roleOf(paragraphProperties: XmlElement | undefined): ParagraphRole };

const maxChain = 20;
const headingName = /^(?:heading|überschrift|titre|título|başlık)\s*([1-9])$/i;
// biome-ignore format: pairs
const formats: Record<string, NumberFormat> = {
  decimal: 'decimal', decimalZero: 'decimalZero', lowerLetter: 'lowerLetter', upperLetter: 'upperLetter', lowerRoman: 'lowerRoman',
  upperRoman: 'upperRoman', ordinal: 'ordinal', bullet: 'bullet', none: 'none',
};

export const readStyles = (stylesPart: XmlElement | null, numberingPart: XmlElement | null): Styles => {
  const styles = new Map<string, Style>();
  let defaultStyle: string | undefined;
  for (const element of descendants(stylesPart ?? undefined, 'style')) {
    const id = attribute(element, 'styleId') ?? '';
    if (attribute(element, 'type') === 'paragraph' && attribute(element, 'default') === '1')
      defaultStyle = id;
    styles.set(id, {
      name: attribute(child(element, 'name'), 'val') ?? '',
      basedOn: attribute(child(element, 'basedOn'), 'val'),
      properties: child(element, 'pPr'),
    });
  }
  const lists = readLists(numberingPart);
  const counters = createListCounters();
  const used = new Set<string>();

  /** The paragraph's own properties, then its style's, then those it is based on. */
  const chain = (own: XmlElement | undefined): { properties: XmlElement | undefined; name: string }[] => {
    const found = [{ properties: own, name: '' }];
    let id = attribute(child(own, 'pStyle'), 'val') ?? defaultStyle;
    for (let step = 0; id !== undefined && step < maxChain; step += 1) {
      const style = styles.get(id);
      if (style === undefined) break;
      found.push({ properties: style.properties, name: style.name });
      id = style.basedOn;
    }
    return found;
  };

  const labelOf = (numId: string, level: number): { label: string; bullet: boolean } | null => {
    const list = lists.get(numId);
    if (list === undefined) return null;
    if (!used.has(numId)) {
      used.add(numId);
      for (const [at, start] of list.starts) counters.restart(list.abstractId, at, start);
    }
    const label = counters.next(list.abstractId, level, list.levels);
    return { label, bullet: list.levels[level]?.format === 'bullet' };
  };

  return {
    roleOf: (own) => {
      const sources = chain(own);
      const outline = firstValue(sources, ['outlineLvl']);
      const named = sources
        .map(({ name }) => headingName.exec(name)?.[1] ?? (/^(title|titel)$/i.test(name) ? '1' : null))
        .find((level) => level !== null);
      const numId = firstValue(sources, ['numPr', 'numId']);
      const level = Math.min(8, Number(firstValue(sources, ['numPr', 'ilvl']) ?? 0) || 0);
      const numbered = numId === undefined || numId === '0' ? null : labelOf(numId, level);
      const headingLevel =
        outline !== undefined && Number(outline) < 9
          ? Number(outline) + 1
          : named === undefined
            ? null
            : Number(named);
      if (headingLevel !== null)
        return { kind: 'heading', level: headingLevel, label: numbered?.label ?? '' };
      if (numbered !== null) return { kind: 'list-item', level: level + 1, label: numbered.label };
      return legacyList(own) ?? { kind: 'paragraph' };
    },
  };
};

const firstValue = (
  sources: readonly { properties: XmlElement | undefined }[],
  path: readonly string[],
): string | undefined => {
  for (const { properties } of sources) {
    const value = attribute(child(properties, ...path), 'val');
    if (value !== undefined) return value;
  }
  return undefined;
};

/** Word 2003 XML writes the finished label beside the list. */
const legacyList = (own: XmlElement | undefined): ParagraphRole | null => {
  const list = child(own, 'listPr');
  if (list === undefined) return null;
  const label = attribute(child(list, 't'), 'val') ?? '';
  return {
    kind: 'list-item',
    level: (Number(attribute(child(list, 'ilvl'), 'val')) || 0) + 1,
    label: /[\p{L}\p{N}]/u.test(label) ? label : '',
  };
};

const readLists = (part: XmlElement | null): Map<string, NumberingList> => {
  const root = part ?? undefined;
  const abstracts = new Map<string, { levels: (ListLevel | undefined)[]; link: string | undefined }>();
  const byStyle = new Map<string, string>();
  for (const element of descendants(root, 'abstractNum')) {
    const id = attribute(element, 'abstractNumId') ?? '';
    abstracts.set(id, {
      levels: readLevels(element),
      link: attribute(child(element, 'numStyleLink'), 'val'),
    });
    const style = attribute(child(element, 'styleLink'), 'val');
    if (style !== undefined) byStyle.set(style, id);
  }
  const lists = new Map<string, NumberingList>();
  for (const element of descendants(root, 'num')) {
    const id = attribute(element, 'numId');
    let abstractId = attribute(child(element, 'abstractNumId'), 'val');
    if (id === undefined || abstractId === undefined) continue;
    const link = abstracts.get(abstractId)?.link;
    if (link !== undefined) abstractId = byStyle.get(link) ?? abstractId;
    const levels = [...(abstracts.get(abstractId)?.levels ?? [])];
    const starts = new Map<number, number>();
    for (const override of elements(element, 'lvlOverride')) {
      const at = Number(attribute(override, 'ilvl'));
      const own = child(override, 'lvl');
      if (own !== undefined) levels[at] = readLevel(own);
      const start = attribute(child(override, 'startOverride'), 'val');
      if (start !== undefined) starts.set(at, Number(start));
    }
    lists.set(id, { abstractId, levels, starts });
  }
  return lists;
};

const readLevels = (element: XmlElement): (ListLevel | undefined)[] => {
  const levels: (ListLevel | undefined)[] = [];
  for (const level of elements(element, 'lvl')) {
    const at = Number(attribute(level, 'ilvl'));
    if (at >= 0 && at < 9) levels[at] = readLevel(level);
  }
  return levels;
};

const readLevel = (level: XmlElement): ListLevel => {
  const restart = attribute(child(level, 'lvlRestart'), 'val');
  const legal = child(level, 'isLgl');
  return {
    format: formats[attribute(child(level, 'numFmt'), 'val') ?? 'decimal'] ?? 'decimal',
    start: Number(attribute(child(level, 'start'), 'val') ?? 1),
    pattern: attribute(child(level, 'lvlText'), 'val') ?? '',
    ...(legal === undefined || attribute(legal, 'val') === '0' ? {} : { legal: true }),
    ...(restart === undefined ? {} : { restartAfter: Number(restart) }),
  };
};

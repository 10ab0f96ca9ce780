/** List styles of OpenDocument as numbering levels. */
import type { ListLevel, NumberFormat } from '../parts/numbering.ts';
import { attribute, descendants, elements, type XmlElement } from '../parts/xml.ts';

export type ListStyles = ReadonlyMap<string, readonly (ListLevel | undefined)[]>;

const formats: Record<string, NumberFormat> = {
  '1': 'decimal',
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
  '': 'none',
};

/** Later sources win. */
export const readListStyles = (sources: readonly XmlElement[]): ListStyles => {
  const styles = new Map<string, (ListLevel | undefined)[]>();
  for (const source of sources) {
    for (const style of [...descendants(source, 'list-style'), ...descendants(source, 'outline-style')]) {
      const levels: (ListLevel | undefined)[] = [];
      for (const element of elements(style)) {
        const at = Number(attribute(element, 'level')) - 1;
        if (at >= 0 && at < 9) levels[at] = readLevel(element, at);
      }
      styles.set(
        style.name === 'outline-style'
          ? 'Outline'
          : (attribute(style, 'style:name') ?? attribute(style, 'name') ?? ''),
        levels,
      );
    }
  }
  return styles;
};

const readLevel = (element: XmlElement, at: number): ListLevel => {
  const format =
    element.name.includes('bullet') || element.name.includes('image')
      ? 'bullet'
      : (formats[attribute(element, 'num-format') ?? ''] ?? 'decimal');
  const shown = Math.min(at + 1, Number(attribute(element, 'display-levels') ?? 1) || 1);
  const numbers = Array.from({ length: shown }, (_, index) => `%${at - shown + index + 2}`).join('.');
  return {
    format,
    start: Number(attribute(element, 'start-value') ?? 1) || 1,
    pattern:
      format === 'none'
        ? ''
        : `${attribute(element, 'num-prefix') ?? ''}${numbers}${attribute(element, 'num-suffix') ?? ''}`,
  };
};

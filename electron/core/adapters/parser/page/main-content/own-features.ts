/** What can be told of a text block wherever it stands: its length, links and punctuation, and the elements and class names around it. */
import { attribute, type XmlElement } from '../../parts/xml.ts';
import { bare, type PageFacts } from './page-facts.ts';
import type { Place, TextBlock } from './text-blocks.ts';
import { classKinds, furniture, ownTags, sentenceEnd, tagsAround } from './vocabulary.ts';

/** Takes the next number of a vector; always in the same order. */
export type Put = (name: string, value: number) => void;

type Around = {
  tags: Set<string>;
  kinds: Set<number>;
  nearKinds: Set<number>;
  isMainRole: boolean;
  isBodyProp: boolean;
  isBadRole: boolean;
};

const around = new WeakMap<Place, Around>();
const kindsOf = (element: XmlElement): number[] => {
  const names = `${attribute(element, 'class') ?? ''} ${attribute(element, 'id') ?? ''}`
    .toLowerCase()
    .slice(0, 300);
  if (names.trim() === '') return [];
  return classKinds.flatMap(([, pattern], index) => (pattern.test(names) ? [index] : []));
};
const aroundOf = (place: Place): Around => {
  const known = around.get(place);
  if (known !== undefined) return known;
  const outer = place.parent === null ? null : aroundOf(place.parent);
  const { element } = place;
  const role = attribute(element, 'role') ?? '';
  const own = element.name === 'body' || element.name === 'html' ? [] : kindsOf(element);
  const found: Around = {
    tags: new Set([...(outer?.tags ?? []), element.name]),
    kinds: new Set([...(outer?.kinds ?? []), ...own]),
    nearKinds: new Set([...own, ...(place.parent === null ? [] : kindsOf(place.parent.element))]),
    isMainRole: (outer?.isMainRole ?? false) || role === 'main' || element.name === 'main',
    isBodyProp:
      (outer?.isBodyProp ?? false) ||
      /articlebody|text|description/i.test(attribute(element, 'itemprop') ?? ''),
    isBadRole:
      (outer?.isBadRole ?? false) ||
      /navigation|banner|contentinfo|complementary|search|dialog|menu/.test(role) ||
      attribute(element, 'aria-hidden') === 'true',
  };
  around.set(place, found);
  return found;
};

export const share = (part: number, whole: number): number => (whole === 0 ? 0 : Math.min(1, part / whole));
/** 0 for nothing, 1 for 1,000 characters. */
export const size = (chars: number): number => Math.min(1.3, Math.log1p(chars) / Math.log(1_001));

/** Made once: this runs for each block of each page. */
const isNames = ownTags.map((name) => `is:${name}`);
const inNames = tagsAround.map((name) => `in:${name}`);
const classNames = classKinds.map(([name]) => `class:${name}`);
const nearNames = classKinds.map(([name]) => `near:${name}`);

/** What goes for a block wherever it stands. */
export const putOwnFeatures = (put: Put, block: TextBlock, facts: PageFacts): void => {
  const { text, place } = block;
  const words = text.split(/\s+/).length;
  const letters = bare(text);
  const digits = text.match(/\d/g)?.length ?? 0;
  const upper = text.match(/\p{Lu}/gu)?.join('').length ?? 0;
  const isFurniture = furniture.test(text);
  const tag = place.element.name;
  const at = aroundOf(place);
  const { parent } = place;

  put('size', size(text.length));
  put('words<4', words < 4 ? 1 : 0);
  put('words<10', words < 10 ? 1 : 0);
  put('words>25', words > 25 ? 1 : 0);
  put('words>60', words > 60 ? 1 : 0);
  put('wordLength', share(text.length / words, 15));
  put('links', share(block.linkChars, text.length));
  put('allLink', block.linkChars >= text.length * 0.9 ? 1 : 0);
  put('noLink', block.linkChars === 0 ? 1 : 0);
  put('bold', share(block.boldChars, text.length));
  put('ends', sentenceEnd.test(text) ? 1 : 0);
  put('stops', share((text.match(/[.!?]\s/g) ?? []).length, 6));
  put('commas', share((text.match(/,/g) ?? []).length, 6));
  put('digits', share(digits, text.length));
  put('upper', share(upper, text.length));
  put('bars', /[|»›·•→]/.test(text) ? 1 : 0);
  put('furniture', isFurniture ? 1 : 0);
  put('furnitureShort', isFurniture && words < 12 ? 1 : 0);
  put('copyright', /©|\(c\) ?\d|copyright|all rights|alle rechte/i.test(text) ? 1 : 0);
  put(
    'date',
    words < 15 &&
      /\b\d{1,2}[./]\s?\d{1,2}[./]\s?\d{2,4}\b|\b\d{4}-\d\d-\d\d|\b\d{1,2}\.? \p{L}{3,9} \d{4}|\p{L}{3,9} \d{1,2}, \d{4}/u.test(
        text,
      )
      ? 1
      : 0,
  );
  put(
    'isTitle',
    letters.length > 6 &&
      (facts.title.startsWith(letters) ||
        (letters.length > 15 && letters.includes(facts.title) && facts.title !== ''))
      ? 1
      : 0,
  );
  put('isDescription', letters.length > 30 && facts.description.includes(letters.slice(0, 60)) ? 1 : 0);
  put(
    'inBody',
    facts.body !== '' && letters.length > 12 && facts.body.includes(letters.slice(0, 80)) ? 1 : 0,
  );
  put(
    'notInBody',
    facts.body.length > 400 && letters.length > 12 && !facts.body.includes(letters.slice(0, 80)) ? 1 : 0,
  );
  for (const [index, name] of isNames.entries()) put(name, tag === ownTags[index] ? 1 : 0);
  for (const [index, name] of inNames.entries()) put(name, at.tags.has(tagsAround[index] ?? '') ? 1 : 0);
  for (const [index, name] of classNames.entries()) put(name, at.kinds.has(index) ? 1 : 0);
  for (const [index, name] of nearNames.entries()) put(name, at.nearKinds.has(index) ? 1 : 0);
  put('mainRole', at.isMainRole ? 1 : 0);
  put('bodyProp', at.isBodyProp ? 1 : 0);
  put('badRole', at.isBadRole ? 1 : 0);
  put('parentLinks', parent === null ? 0 : share(parent.linkChars, parent.chars));
  put('parentProse', parent === null ? 0 : size(parent.proseChars) / 1.3);
  put('parentSize', parent === null ? 0 : size(parent.chars) / 1.3);
  put('grandLinks', parent?.parent == null ? 0 : share(parent.parent.linkChars, parent.parent.chars));
  put('grandProse', parent?.parent == null ? 0 : share(parent.parent.proseChars, parent.parent.chars));
  put('depth', share(place.depth, 25));
};

/**
 * The vectors of a page's text blocks: what each is by itself, its neighbours, and its place on the page. About 0 to 1 each, in the
 * order of `names`.
 */
import { attribute, isElement, type XmlElement } from '../../parts/xml.ts';
import { type Put, putOwnFeatures, share, size } from './own-features.ts';
import type { PageFacts } from './page-facts.ts';
import type { Place, TextBlock } from './text-blocks.ts';
import { commentsBegin, furniture, othersBegin } from './vocabulary.ts';

type Basic = { chars: number; words: number; links: number; isProse: boolean };

/** The element where most of the page's running text stands: each passage counts for its parent and half for the one above. */
const centreOf = (
  blocks: readonly TextBlock[],
): { scores: Map<Place, number>; best: Place | null; total: number } => {
  const scores = new Map<Place, number>();
  let total = 0;
  for (const { text, linkChars, place } of blocks) {
    if (text.length < 40 || linkChars > text.length / 2) continue;
    const weight = Math.min(400, text.length - linkChars) + 20 * (text.match(/,/g) ?? []).length;
    total += weight;
    let part = weight;
    const first =
      place.element.name === 'p' || place.element.name === 'li' || place.element.name === 'td'
        ? place.parent
        : place;
    for (let at = first, level = 0; at !== null && level < 4; at = at.parent, level += 1) {
      scores.set(at, (scores.get(at) ?? 0) + part);
      part *= 0.6;
    }
  }
  let best: Place | null = null;
  for (const [place, score] of scores) if (best === null || score > (scores.get(best) ?? 0)) best = place;
  return { scores, best, total };
};

const isInside = (place: Place, outer: Place | null): boolean => {
  for (let at: Place | null = place; at !== null; at = at.parent) if (at === outer) return true;
  return false;
};

/**
 * How often the kind of thing a block stands in comes again beside it (comments, teasers, search results): the largest number
 * of equal siblings among the elements around it, paragraphs and list items apart.
 */
const repeatsOf = (place: Place, known: Map<XmlElement, Map<string, number>>): number => {
  let most = 1;
  for (let at: Place | null = place, level = 0; at?.parent != null && level < 6; at = at.parent, level += 1) {
    const outer = at.parent.element;
    let counts = known.get(outer);
    if (counts === undefined) {
      counts = new Map();
      for (const node of outer.children)
        if (isElement(node)) counts.set(signatureOf(node), (counts.get(signatureOf(node)) ?? 0) + 1);
      known.set(outer, counts);
    }
    if (!plainItems.has(at.element.name) || level > 0)
      most = Math.max(most, counts.get(signatureOf(at.element)) ?? 1);
  }
  return most;
};
/** 0 outside, else which `article` of the page it is, from 1. */
const articleNumber = (place: Place, seen: Map<XmlElement, number>): number => {
  for (let at: Place | null = place; at !== null; at = at.parent) {
    if (at.element.name !== 'article') continue;
    const number = seen.get(at.element) ?? seen.size + 1;
    seen.set(at.element, number);
    return number;
  }
  return 0;
};
const plainItems = new Set(['p', 'li', 'td', 'tr', 'th', 'h2', 'h3', 'h4', 'blockquote', 'dt', 'dd', 'pre']);
const signatureOf = (element: XmlElement): string =>
  `${element.name}.${(attribute(element, 'class') ?? '').replace(/\d+/g, '').split(/\s+/).slice(0, 2).join('.')}`;

const contextSize = 3;

export const featuresOf = (
  blocks: readonly TextBlock[],
  facts: PageFacts,
): { names: string[]; vectors: Float32Array[] } => {
  const basics = blocks.map(
    ({ text, linkChars }): Basic => ({
      chars: text.length,
      words: text.split(/\s+/).length,
      links: share(linkChars, text.length),
      isProse: text.length >= 80 && linkChars < text.length / 3,
    }),
  );
  const { scores, best, total } = centreOf(blocks);
  const wide = best?.parent ?? null;
  const wider = wide?.parent ?? null;
  const heading = blocks.findIndex(({ place }) => place.element.name === 'h1');
  const allChars = basics.reduce((sum, { chars }) => sum + chars, 0);
  const counts = new Map<string, number>();
  for (const { text } of blocks) counts.set(text, (counts.get(text) ?? 0) + 1);
  const firstProse = basics.findIndex(({ isProse }) => isProse);
  const lastProse = basics.findLastIndex(({ isProse }) => isProse);
  const short = (index: number): boolean => (basics[index]?.words ?? 99) < 9;
  const lastMatch = (pattern: RegExp): number[] => {
    let at = -1;
    return blocks.map(({ text }, index) => {
      if (short(index) && index > firstProse && firstProse >= 0 && pattern.test(text)) at = index;
      return at;
    });
  };
  const comments = lastMatch(commentsBegin);
  const others = lastMatch(othersBegin);
  const known = new Map<XmlElement, Map<string, number>>();
  const articles = new Map<XmlElement, number>();
  const pageProse = size(basics.reduce((sum, one) => sum + (one.isProse ? one.chars : 0), 0)) / 1.3;
  const names: string[] = [];
  const vectors: Float32Array[] = [];
  let values: number[] = [];
  const put: Put = (name, value) => {
    if (vectors.length === 0) names.push(name);
    values.push(value);
  };
  let before = 0;
  blocks.forEach((block, index) => {
    values = [];
    const repeats = repeatsOf(block.place, known);
    const putNeighbour = (step: number): void => {
      const other = basics[index + step];
      const neighbour = blocks[index + step];

      put(`${step}:size`, other === undefined ? 0 : size(other.chars));
      put(`${step}:links`, other?.links ?? 0);
      put(`${step}:prose`, other?.isProse === true ? 1 : 0);
      put(`${step}:same`, neighbour !== undefined && neighbour.place.parent === block.place.parent ? 1 : 0);
      put(`${step}:furniture`, neighbour !== undefined && furniture.test(neighbour.text) ? 1 : 0);
    };
    let context = 0;
    for (let step = -contextSize; step <= contextSize; step += 1)
      if (step !== 0 && basics[index + step]?.isProse === true) context += 1;
    let nearScore = 0;
    for (let at: Place | null = block.place, level = 0; at !== null && level < 3; at = at.parent, level += 1)
      nearScore = Math.max(nearScore, scores.get(at) ?? 0);

    putOwnFeatures(put, block, facts);
    putNeighbour(-1);
    putNeighbour(1);
    putNeighbour(-2);
    putNeighbour(2);
    put('context', context / (2 * contextSize));
    put('position', share(index, blocks.length));
    put('charPosition', share(before, allChars));
    put('afterHeading', heading >= 0 && index > heading ? 1 : 0);
    put('noHeading', heading < 0 ? 1 : 0);
    put('fromHeading', heading < 0 || index < heading ? 0 : 1 / (1 + (index - heading) / 5));
    put('inCentre', best !== null && isInside(block.place, best) ? 1 : 0);
    put('inWide', wide !== null && isInside(block.place, wide) ? 1 : 0);
    put('inWider', wider !== null && isInside(block.place, wider) ? 1 : 0);
    put('centreShare', share(nearScore, scores.get(best ?? block.place) ?? 0));
    put('centreOfAll', best === null ? 0 : share(scores.get(best) ?? 0, total));
    put('afterComments', (comments[index] ?? -1) >= 0 ? 1 : 0);
    put('isComments', comments[index] === index ? 1 : 0);
    put('nearComments', (comments[index] ?? -1) < 0 ? 0 : 1 / (1 + (index - (comments[index] ?? 0)) / 10));
    put('afterOthers', (others[index] ?? -1) >= 0 ? 1 : 0);
    put('isOthers', others[index] === index ? 1 : 0);
    put('nearOthers', (others[index] ?? -1) < 0 ? 0 : 1 / (1 + (index - (others[index] ?? 0)) / 5));
    put('repeats', Math.min(1, Math.log(repeats) / 4));
    put('repeats>3', repeats > 3 ? 1 : 0);
    put('articleNumber', share(articleNumber(block.place, articles), 5));
    put('repeated', (counts.get(block.text) ?? 0) > 1 ? 1 : 0);
    put('beforeProse', index < firstProse ? 1 : 0);
    put('afterProse', index > lastProse ? 1 : 0);
    put('pageProse', pageProse);

    before += block.text.length;
    vectors.push(Float32Array.from(values));
  });
  return { names, vectors };
};

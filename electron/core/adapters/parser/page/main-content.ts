/**
 * Finds the element that holds what the page is about. What the author marked as main wins where it holds the words;
 * otherwise the smallest element around most of the prose, as text density finds it.
 */
import { attribute, isElement, type XmlElement } from '../parts/xml.ts';
import { type Strictness, prune } from './prune.ts';
import { allElements, type Weight, weigh } from './tree.ts';

/** Fewer characters than this are a page without words: everything that is not navigation is taken. */
const fewCharacters = 140;

export const mainContent = (root: XmlElement): XmlElement => {
  const strict = choose(root, 'strict');
  if (strict.characters >= fewCharacters) return strict.element;
  const lenient = choose(root, 'lenient');
  return lenient.characters > strict.characters * 2 ? lenient.element : strict.element;
};

const choose = (root: XmlElement, strictness: Strictness): { element: XmlElement; characters: number } => {
  const pruned = prune(root, strictness);
  const weights = weigh(pruned);
  const weightOf = (element: XmlElement): Weight =>
    weights.get(element) ?? { text: 0, linked: 0, prose: 0, links: 0, elements: 0 };
  const all = weightOf(pruned);
  const marked = markedMain(pruned, weightOf, all);
  const container = marked ?? densest(pruned, weightOf, all);
  const cleaned = withoutLinkLists(container, weightOf);
  const characters = weightOf(container).text;
  const cleanedCharacters = weigh(cleaned).get(cleaned)?.text ?? 0;
  // A page that is a list of links is about its links.
  return cleanedCharacters >= characters * 0.4
    ? { element: cleaned, characters: cleanedCharacters }
    : { element: container, characters };
};

const isMain = (element: XmlElement): boolean =>
  element.name === 'main' ||
  attribute(element, 'role') === 'main' ||
  (attribute(element, 'itemprop') ?? '').toLowerCase() === 'articlebody';

const markedMain = (
  root: XmlElement,
  weightOf: (element: XmlElement) => Weight,
  all: Weight,
): XmlElement | null => {
  const byText = (a: XmlElement, b: XmlElement): number => weightOf(b).text - weightOf(a).text;
  const main = allElements(root, isMain).sort(byText)[0];
  const holds = (element: XmlElement, share: number): boolean =>
    weightOf(element).text >= fewCharacters &&
    (all.prose === 0
      ? weightOf(element).text >= all.text * share
      : weightOf(element).prose >= all.prose * share);
  const region = main !== undefined && holds(main, 0.3) ? main : null;
  const articles = allElements(region ?? root, ({ name }) => name === 'article').sort(byText);
  const article = articles[0];
  // One article among teasers is the content; several alike are a list of them.
  if (article !== undefined && holds(article, region === null ? 0.5 : 0.7)) return article;
  return region;
};

/** Goes down from the top as long as one child holds nearly all of the prose. */
const densest = (root: XmlElement, weightOf: (element: XmlElement) => Weight, all: Weight): XmlElement => {
  const measure = (element: XmlElement): number => {
    const weight = weightOf(element);
    return all.prose > 0 ? weight.prose : weight.text - weight.linked;
  };
  const whole = Math.max(1, measure(root));
  let at = root;
  for (;;) {
    const inner = at.children.filter(isElement);
    const best = inner.reduce<XmlElement | null>(
      (most, child) => (most === null || measure(child) > measure(most) ? child : most),
      null,
    );
    if (best === null || measure(best) < whole * 0.75 || isLeaf(best)) return at;
    at = best;
  }
};

const isLeaf = (element: XmlElement): boolean =>
  [
    'p',
    'li',
    'td',
    'tr',
    'table',
    'tbody',
    'ul',
    'ol',
    'dl',
    'dd',
    'pre',
    'blockquote',
    'a',
    'span',
  ].includes(element.name);

/** Blocks in which nearly everything is a link lead elsewhere; they are no content of this page. */
const withoutLinkLists = (root: XmlElement, weightOf: (element: XmlElement) => Weight): XmlElement => {
  const leadsElsewhere = (element: XmlElement): boolean => {
    if (!['ul', 'ol', 'div', 'section', 'table', 'dl', 'p'].includes(element.name)) return false;
    const { text, linked, prose, links } = weightOf(element);
    return links >= 3 && prose === 0 && text > 0 && linked / text > 0.75 && text / links < 60;
  };
  const copy = (element: XmlElement): XmlElement => ({
    name: element.name,
    attributes: element.attributes,
    children: element.children
      .filter((node) => !isElement(node) || !leadsElsewhere(node))
      .map((node) => (isElement(node) ? copy(node) : node)),
  });
  return copy(root);
};

/** Questions about a parsed page that several readers ask: words, links, classes. Pure. */
import { isElement, type XmlElement } from '../parts/xml.ts';

// biome-ignore format: a list to glance at
const silent = new Set(['script', 'style', 'noscript', 'template', 'svg', 'math', 'head', 'object', 'embed', 'audio', 'video', 'canvas', 'select', 'datalist']);

const isSilent = (element: XmlElement): boolean => silent.has(element.name);

export type Weight = {
  /** Characters a reader sees, blanks folded. */
  text: number;
  /** Of these within links. */
  linked: number;
  /** Characters in paragraphs of a sentence or more. */
  prose: number;
  links: number;
  elements: number;
};

const proseLength = 80;

/** Weighs each element once; ask the map afterwards. */
export const weigh = (root: XmlElement): Map<XmlElement, Weight> => {
  const weights = new Map<XmlElement, Weight>();
  const visit = (element: XmlElement, inLink: boolean): Weight => {
    const weight: Weight = { text: 0, linked: 0, prose: 0, links: 0, elements: 1 };
    if (!isSilent(element)) {
      const isLink = inLink || element.name === 'a';
      if (element.name === 'a') weight.links += 1;
      let own = 0;
      for (const node of element.children) {
        if (!isElement(node)) {
          const length = node.replace(/\s+/g, ' ').trim().length;
          own += length;
          continue;
        }
        const inner = visit(node, isLink);
        weight.text += inner.text;
        weight.linked += inner.linked;
        weight.prose += inner.prose;
        weight.links += inner.links;
        weight.elements += inner.elements;
      }
      weight.text += own;
      if (isLink) weight.linked += own;
      const isParagraph = ['p', 'blockquote', 'dd', 'pre', 'td', 'li'].includes(element.name);
      if (!isLink && weight.prose === 0 && (isParagraph || own >= proseLength)) {
        const plain = weight.text - weight.linked;
        if (plain >= proseLength) weight.prose = plain;
      }
    }
    weights.set(element, weight);
    return weight;
  };
  visit(root, false);
  return weights;
};

/** First descendant, depth first, that `test` accepts. */
export const findElement = (
  root: XmlElement,
  test: (element: XmlElement) => boolean,
): XmlElement | undefined => {
  for (const node of root.children) {
    if (!isElement(node)) continue;
    if (test(node)) return node;
    const inner = findElement(node, test);
    if (inner !== undefined) return inner;
  }
  return undefined;
};

export const allElements = (root: XmlElement, test: (element: XmlElement) => boolean): XmlElement[] => {
  const found: XmlElement[] = [];
  const visit = (element: XmlElement): void => {
    for (const node of element.children) {
      if (!isElement(node)) continue;
      if (test(node)) found.push(node);
      visit(node);
    }
  };
  visit(root);
  return found;
};

/** Words a reader sees, blanks folded. */
export const visibleText = (element: XmlElement | undefined): string => {
  if (element === undefined) return '';
  let text = '';
  const visit = (at: XmlElement): void => {
    for (const node of at.children) {
      if (!isElement(node)) text += node;
      else if (!isSilent(node)) {
        text += ' ';
        visit(node);
      }
    }
  };
  visit(element);
  return text.replace(/\s+/g, ' ').trim();
};

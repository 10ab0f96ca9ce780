/**
 * A page as the sequence of its text blocks: runs of text and inline elements between two borders of block elements, each with
 * the chain of elements it stands in. Pure; the tree stays as it is.
 */
import { attribute, isElement, type XmlElement } from '../../parts/xml.ts';

/** One element of the chain; shared by all blocks inside it. */
export type Place = {
  element: XmlElement;
  parent: Place | null;
  depth: number;
  /** Filled while the page is read: characters inside, those in links, those in running text. */
  chars: number;
  linkChars: number;
  proseChars: number;
  blocks: number;
};

export type TextBlock = {
  place: Place;
  /** Children `from` to `to` (exclusive) of the place's element. */
  from: number;
  to: number;
  text: string;
  linkChars: number;
  boldChars: number;
};

// biome-ignore format: a list to glance at
const skipped = new Set([
  'script', 'style', 'noscript', 'template', 'head', 'svg', 'math', 'object', 'embed', 'audio', 'video', 'canvas', 'select', 'datalist', 'frameset',
  'iframe', 'input', 'img', 'picture', 'source', 'meta', 'link', 'textarea', 'map', 'area',
]);
// biome-ignore format: a list to glance at
const inline = new Set([
  'a', 'abbr', 'acronym', 'b', 'bdi', 'bdo', 'big', 'cite', 'code', 'data', 'del', 'dfn', 'em', 'font', 'i', 'ins', 'kbd', 'label', 'mark', 'nobr',
  'q', 's', 'samp', 'small', 'span', 'strike', 'strong', 'sub', 'sup', 'time', 'tt', 'u', 'var', 'wbr', 'br',
]);

const isHidden = (element: XmlElement): boolean =>
  skipped.has(element.name) ||
  'hidden' in element.attributes ||
  /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attribute(element, 'style') ?? '');

/** An inline element that holds no block element. */
const isRun = (element: XmlElement): boolean =>
  inline.has(element.name) &&
  element.children.every((node) => !isElement(node) || skipped.has(node.name) || isRun(node));

type Run = { from: number; to: number; text: string; linkChars: number; boldChars: number };
/** Text of at least this length with little of it in links counts as running text. */
const proseLength = 80;

export const textBlocksOf = (root: XmlElement): { blocks: TextBlock[]; top: Place } => {
  const blocks: TextBlock[] = [];

  const gather = (node: XmlElement, run: Run, inLink: boolean, inBold: boolean): void => {
    if (isHidden(node)) return;
    if (node.name === 'br') {
      run.text += '\n';
      return;
    }
    const link = inLink || node.name === 'a';
    const bold = inBold || node.name === 'b' || node.name === 'strong';
    for (const child of node.children) {
      if (isElement(child)) gather(child, run, link, bold);
      else addText(run, child, link, bold);
    }
  };

  const addText = (run: Run, text: string, link: boolean, bold: boolean): void => {
    const flat = text.replace(/\s+/g, ' ');
    run.text += flat;
    const { length } = flat.trim();
    if (link) run.linkChars += length;
    if (bold) run.boldChars += length;
  };

  const visit = (element: XmlElement, parent: Place | null): Place => {
    const place: Place = {
      element,
      parent,
      depth: (parent?.depth ?? -1) + 1,
      chars: 0,
      linkChars: 0,
      proseChars: 0,
      blocks: 0,
    };
    // A block element inside a link makes all its text link text.
    const isLink = element.name === 'a';
    let run: Run | null = null;
    const close = (): void => {
      if (run !== null && run.text.trim() !== '') {
        const text = run.text.replace(/[^\S\n]+/g, ' ').trim();
        const linkChars = Math.min(text.length, isLink || inLink(place) ? text.length : run.linkChars);
        blocks.push({ ...run, text, linkChars, place });
        place.chars += text.length;
        place.linkChars += linkChars;
        place.blocks += 1;
        if (text.length >= proseLength && linkChars < text.length / 3) place.proseChars += text.length;
      }
      run = null;
    };
    element.children.forEach((child, index) => {
      if (isElement(child) && !isRun(child)) {
        if (isHidden(child)) return;
        close();
        const inner = visit(child, place);
        place.chars += inner.chars;
        place.linkChars += inner.linkChars;
        place.proseChars += inner.proseChars;
        place.blocks += inner.blocks;
        return;
      }
      run ??= { from: index, to: index, text: '', linkChars: 0, boldChars: 0 };
      run.to = index + 1;
      if (isElement(child)) gather(child, run, false, false);
      else addText(run, child, false, false);
    });
    close();
    return place;
  };

  const top = visit(root, null);
  return { blocks, top };
};

const inLink = (place: Place): boolean => {
  for (let at: Place | null = place; at !== null; at = at.parent) if (at.element.name === 'a') return true;
  return false;
};

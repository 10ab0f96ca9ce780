/**
 * The main content of a web page: what its visitors came for, without navigation, banners, teasers, comments and imprint lines.
 * Pure and without a network; a page in which nothing stands out keeps everything outside its navigation.
 */
import { attribute, isElement, type XmlElement } from '../../parts/xml.ts';
import { featuresOf } from './features.ts';
import { likelihood, type Network } from './model.ts';
import { pageFactsOf } from './page-facts.ts';
import { type Place, type TextBlock, textBlocksOf } from './text-blocks.ts';

/** Measured on the training pages, left-out folds: recall and precision meet here. */
const threshold = 0.45;
/** For short service pages that look like none of the pages learned from. */
const lowThreshold = 0.2;
/** Characters. Less than this is hardly all that a page says. */
const tooLittle = 200;

const commentBox =
  /^(comments?|comment-?list|comments?-?(area|container|section|wrapper|box|block|list)|post-comments|respond|comment-?(respond|form|content)|comment_content|disqus_thread|kommentare?|kommentar-?(liste|bereich)|leserkommentare|reader-?comments)$/i;
const frameTags = new Set(['nav', 'footer', 'aside', 'form', 'button', 'dialog']);
const frameRoles = /^(navigation|banner|contentinfo|search|dialog|alertdialog|menu|menubar)$/;

const inComments = (place: Place): boolean =>
  anyPlace(place, ({ attributes }) =>
    `${attributes.class ?? ''} ${attributes.id ?? ''}`.split(/\s+/).some((name) => commentBox.test(name)),
  );
const inFrame = (place: Place): boolean =>
  anyPlace(
    place,
    (element) => frameTags.has(element.name) || frameRoles.test(attribute(element, 'role') ?? ''),
  );
const inMain = (place: Place): boolean =>
  anyPlace(place, (element) => element.name === 'main' || attribute(element, 'role') === 'main');
const anyPlace = (place: Place, matches: (element: XmlElement) => boolean): boolean => {
  for (let at: Place | null = place; at !== null; at = at.parent) if (matches(at.element)) return true;
  return false;
};

export type MainContent = {
  /** A copy of the tree with only what is kept, ready to be written as blocks. */
  root: XmlElement;
  /** The kept text, a line per block. */
  text: string;
  /** Characters of the whole page, and those kept. */
  pageLength: number;
  length: number;
};

export const findMainContent = (page: XmlElement, net?: Network): MainContent => {
  const { blocks } = textBlocksOf(page);
  const { vectors } = featuresOf(blocks, pageFactsOf(page));
  const chances = vectors.map((vector) => likelihood(vector, net));
  const kept = choose(blocks, chances);
  return {
    root: copyKept(page, kept),
    text: kept.map(({ text }) => text).join('\n'),
    pageLength: lengthOf(blocks),
    length: lengthOf(kept),
  };
};

const choose = (blocks: readonly TextBlock[], chances: readonly number[]): TextBlock[] => {
  const above = (least: number): TextBlock[] => blocks.filter((_, index) => (chances[index] ?? 0) > least);
  let chosen = above(threshold);
  if (lengthOf(chosen) < tooLittle) chosen = above(lowThreshold);
  if (lengthOf(chosen) < tooLittle / 4) chosen = blocks.filter(({ place }) => !inFrame(place));
  // A page that is a list of links is about its links.
  const marked = blocks.filter(({ place }) => !inFrame(place) && inMain(place));
  if (lengthOf(chosen) < tooLittle * 2 && lengthOf(chosen) < lengthOf(marked) * 0.4) chosen = marked;
  const voices = chosen.filter(({ place }) => inComments(place));
  const others = chosen.filter((block) => !voices.includes(block));
  // A forum is its comments.
  return lengthOf(others) > 250 || lengthOf(others) > lengthOf(voices) ? others : chosen;
};

const lengthOf = (blocks: readonly TextBlock[]): number =>
  blocks.reduce((sum, { text }) => sum + text.length, 0);

/** Elements around what is kept stay, so that lists are lists and tables tables. */
const copyKept = (page: XmlElement, kept: readonly TextBlock[]): XmlElement => {
  const runs = new Map<XmlElement, TextBlock[]>();
  const around = new Set<XmlElement>();
  for (const block of kept) {
    const { element } = block.place;
    runs.set(element, [...(runs.get(element) ?? []), block]);
    for (let at: Place | null = block.place; at !== null; at = at.parent) around.add(at.element);
  }
  const copy = (element: XmlElement): XmlElement => {
    const own = runs.get(element) ?? [];
    const children = element.children.filter((node, index) =>
      isElement(node) && around.has(node) ? true : own.some(({ from, to }) => index >= from && index < to),
    );
    return {
      ...element,
      children: children.map((node) => (isElement(node) && around.has(node) ? copy(node) : node)),
    };
  };
  return copy(page);
};

/**
 * XML as a tree. Entities of a document type are never expanded and nothing external is ever read; damaged input gives
 * the tree as far as it goes. Names lose their prefix, attributes keep theirs.
 */
import { Parser } from 'htmlparser2';
import { documentError, type Limits } from '../kind.ts';
import { decodeText } from './decode.ts';

export type XmlElement = {
  /** Local name. */
  name: string;
  attributes: Record<string, string>;
  children: (XmlElement | string)[];
};

/** Deeper elements become children of the last one allowed, so that readers may recurse. */
const maxDepth = 400;
/** Nobody nests like this; the parser's own time grows with the square of it. */
const hostileDepth = 10_000;

export const parseXml = (source: Uint8Array | string, limits: Pick<Limits, 'elements'>): XmlElement =>
  parse(source, limits, true);

/** HTML the same way: names in lower case, missing end tags filled in, named entities decoded. */
export const parseHtml = (source: Uint8Array | string, limits: Pick<Limits, 'elements'>): XmlElement =>
  parse(source, limits, false);

const parse = (
  source: Uint8Array | string,
  limits: Pick<Limits, 'elements'>,
  xmlMode: boolean,
): XmlElement => {
  const root: XmlElement = { name: '', attributes: {}, children: [] };
  const stack: XmlElement[] = [root];
  let tooDeep = 0;
  let count = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        count += 1;
        if (tooDeep > hostileDepth) throw documentError('documents.UNPACKS_TOO_LARGE', { limit: 'depth' });
        if (count > limits.elements)
          throw documentError('documents.UNPACKS_TOO_LARGE', { limit: 'elements' });
        const parent = stack[stack.length - 1] ?? root;
        const element: XmlElement = { name: xmlMode ? localName(name) : name, attributes, children: [] };
        parent.children.push(element);
        if (stack.length < maxDepth) stack.push(element);
        else tooDeep += 1;
      },
      ontext(text) {
        // Outside the root element stand only leftovers of a document type.
        if (xmlMode && stack.length === 1) return;
        const parent = stack[stack.length - 1] ?? root;
        const before = parent.children.length - 1;
        const previous = parent.children[before];
        if (typeof previous === 'string') parent.children[before] = previous + text;
        else parent.children.push(text);
      },
      onclosetag() {
        if (tooDeep > 0) tooDeep -= 1;
        else if (stack.length > 1) stack.pop();
      },
    },
    { xmlMode, decodeEntities: true },
  );
  parser.end(typeof source === 'string' ? source : decodeText(source).text);
  return root;
};

/** Whether the end tag of the outermost element is there; without it a file was cut off. */
export const isWhole = (bytes: Uint8Array): boolean => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const name = /<([\w:.-]+)[\s>]/.exec(buffer.toString('latin1', 0, 4096))?.[1];
  return name === undefined || buffer.lastIndexOf(`</${name}`, buffer.length, 'latin1') >= 0;
};

const localName = (name: string): string => {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
};

export const isElement = (node: XmlElement | string | undefined): node is XmlElement =>
  node !== undefined && typeof node !== 'string';

/** By its full name, else by its local name. */
export const attribute = (element: XmlElement | undefined, name: string): string | undefined => {
  if (element === undefined) return undefined;
  const exact = element.attributes[name];
  if (exact !== undefined || name.includes(':')) return exact;
  const ending = `:${name}`;
  for (const key in element.attributes) if (key.endsWith(ending)) return element.attributes[key];
  return undefined;
};

export const elements = (element: XmlElement | undefined, name?: string): XmlElement[] =>
  element?.children.filter(
    (child): child is XmlElement => isElement(child) && (name === undefined || child.name === name),
  ) ?? [];

/** Follows first children by name. */
export const child = (element: XmlElement | undefined, ...path: string[]): XmlElement | undefined => {
  let at = element;
  for (const name of path)
    at = at?.children.find((node): node is XmlElement => isElement(node) && node.name === name);
  return at;
};

/** All descendants of that name in document order, not looking inside a match. */
export const descendants = (element: XmlElement | undefined, name: string): XmlElement[] => {
  const found: XmlElement[] = [];
  const visit = (at: XmlElement): void => {
    for (const node of at.children) {
      if (!isElement(node)) continue;
      if (node.name === name) found.push(node);
      else visit(node);
    }
  };
  if (element !== undefined) visit(element);
  return found;
};

export const textOf = (element: XmlElement | string | undefined): string => {
  if (element === undefined) return '';
  if (typeof element === 'string') return element;
  let text = '';
  for (const node of element.children) text += textOf(node);
  return text;
};

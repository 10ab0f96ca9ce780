/**
 * Sets formulas with KaTeX. Its markup is rebuilt as a tree from a list of harmless elements and attributes, so that the page's
 * content policy (no inline styles from strings) holds and nothing a formula contains can link, load or run. A formula
 * KaTeX cannot read, or that is too long to be set in time, is shown as its source.
 */
import katex from 'katex';
import type { ExtraProps } from 'react-markdown';

type Element = NonNullable<ExtraProps['node']>;
type Content = Element['children'][number];
type Parent = { children: Content[] };

/** Longer formulas take KaTeX seconds. */
const maxTexLength = 4000;
const options = { trust: false, strict: 'ignore', throwOnError: true, maxExpand: 200, maxSize: 20 } as const;

const known =
  /^(?:span|svg|path|line|math|semantics|annotation|m(?:row|i|n|o|s|text|space|sup|sub|subsup|frac|sqrt|root|over|under|underover|table|tr|td|style|padded|phantom|enclose|error|multiscripts|prescripts))$/;
const attributes = new Set(
  'class style aria-hidden xmlns width height viewBox preserveAspectRatio d x1 y1 x2 y2 stroke-width encoding display mathvariant stretchy fence separator lspace rspace accent accentunder columnalign columnspacing columnlines rowspacing rowlines scriptlevel displaystyle linethickness minsize maxsize movablelimits notation mathsize mathcolor mathbackground depth voffset symmetric'.split(
    ' ',
  ),
);

/** A rehype plugin; goes before the one that highlights code. */
export const setFormulas = () => (tree: Parent) => {
  visit(tree);
};

function visit(parent: Parent): void {
  for (const [index, node] of parent.children.entries()) {
    if (node.type !== 'element') continue;
    const tex = texOf(node);
    if (tex === null) visit(node);
    else parent.children.splice(index, 1, set(tex, node.tagName === 'pre'));
  }
}

/** remark-math marks formulas as code of the language `math`, displayed ones inside `pre`. */
function texOf(node: Element): string | null {
  const code = node.tagName === 'pre' ? node.children[0] : node;
  if (code?.type !== 'element' || code.tagName !== 'code') return null;
  const { className } = code.properties;
  if (!Array.isArray(className) || !className.includes('language-math')) return null;
  return code.children.map((child) => (child.type === 'text' ? child.value : '')).join('');
}

function set(tex: string, displayMode: boolean): Element {
  if (tex.length > maxTexLength) return source(tex);
  try {
    const [made] = readMarkup(katex.renderToString(tex.trim(), { ...options, displayMode }));
    return made?.type === 'element' ? made : source(tex);
  } catch {
    return source(tex);
  }
}

const source = (tex: string): Element => ({
  type: 'element',
  tagName: 'code',
  properties: { className: ['katex-source'] },
  children: [{ type: 'text', value: tex }],
});

const token = /<(\/?)([a-zA-Z][\w-]*)((?:\s+[\w:-]+="[^"]*")*)\s*(\/?)>|([^<]+)/g;

/** Reads what KaTeX writes: well-formed, every attribute in double quotes. */
function readMarkup(markup: string): Content[] {
  const root: Element = { type: 'element', tagName: 'span', properties: {}, children: [] };
  const open = [root];
  for (const [, closes, tagName = '', written = '', isEmpty, text] of markup.matchAll(token)) {
    if (text !== undefined) open.at(-1)?.children.push({ type: 'text', value: decoded(text) });
    else if (closes) open.pop();
    else {
      const element: Element = { type: 'element', tagName, properties: propertiesOf(written), children: [] };
      if (known.test(tagName)) open.at(-1)?.children.push(element);
      if (!isEmpty) open.push(element);
    }
  }
  return root.children;
}

function propertiesOf(written: string): Element['properties'] {
  const properties: Element['properties'] = {};
  for (const [, name = '', value = ''] of written.matchAll(/([\w:-]+)="([^"]*)"/g)) {
    if (!attributes.has(name)) continue;
    if (name === 'class') properties.className = value.split(' ').filter(Boolean);
    else if (name === 'stroke-width') properties.strokeWidth = decoded(value);
    else if (name === 'aria-hidden') properties.ariaHidden = value;
    else properties[name] = decoded(value);
  }
  return properties;
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" };
const decoded = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#x27);/g, (whole, name: string) => entities[name] ?? whole);

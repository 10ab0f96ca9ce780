/**
 * Reads the Markdown of a message into blocks: the one walk that Word and PDF share. Raw HTML stays text, images become
 * their description and address and are never fetched, addresses other than http, https and mailto are printed, not linked.
 * Never throws: what the parser cannot digest comes back as plain paragraphs.
 */
import type { Definition, Nodes, PhrasingContent, Root, RootContent, TableRow } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Block, Run } from './blocks.ts';
import { cleanText } from './clean-text.ts';

/** Word's lists end at nine levels and no page has room for more. */
const maxDepth = 8;
const maxAddressLength = 500;

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkMath, { singleDollarTextMath: false });

/** Sixty quotes or lists inside each other on one line. */
const tooDeep = /^(?:[ \t]*(?:>|[-*+]|\d+[.)])){60}/m;
/** The parser's time grows with the square of this count: 40,000 marks in one paragraph take 12 s, 2,500 take 50 ms. */
const maxMarks = 2500;

/** Text no person and no healthy model writes, which would hold the engine up. */
function isEntangled(text: string): boolean {
  if (tooDeep.test(text)) return true;
  let marks = 0;
  let fence: string | null = null;
  for (const line of text.split('\n')) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? null;
    if (fence !== null) {
      if (mark?.startsWith(fence)) fence = null;
      continue;
    }
    if (mark !== null) fence = mark;
    const inLine =
      line.length < 200 && line.startsWith('|') ? 0 : (line.match(/[*_~[\]`$<|!]/g)?.length ?? 0);
    marks = line.trim() === '' ? 0 : marks + inLine;
    if (marks > maxMarks) return true;
  }
  return false;
}

export const parseMarkdown = (text: string): Root | null => {
  if (isEntangled(text)) return null;
  try {
    return parser.parse(text);
  } catch {
    return null;
  }
};

/** Blank lines separate paragraphs; single line ends stay. For what people type and for what cannot be parsed. */
export function readPlain(text: string): Block[] {
  return cleanText(text)
    .split(/\n[ \t]*\n+/)
    .map((part) => part.replace(/^\n+|\s+$/g, ''))
    .filter((part) => part !== '')
    .map((part) => ({ kind: 'paragraph', runs: [{ text: part }] }));
}

export function readMarkdown(text: string): Block[] {
  const clean = cleanText(text);
  const root = parseMarkdown(clean);
  if (!root) return readPlain(clean);
  const definitions = new Map<string, Definition>();
  for (const node of root.children) {
    if (node.type === 'definition' && !definitions.has(node.identifier))
      definitions.set(node.identifier, node);
  }
  return blocksOf(root.children, { definitions, depth: 0 });
}

type Context = { definitions: ReadonlyMap<string, Definition>; depth: number };

function blocksOf(nodes: readonly RootContent[], context: Context): Block[] {
  return nodes.flatMap((node) => blockOf(node, context));
}

function blockOf(node: RootContent, context: Context): Block[] {
  const deeper = { ...context, depth: context.depth + 1 };
  switch (node.type) {
    case 'paragraph':
      return paragraph(runsOf(node.children, {}, context));
    case 'heading':
      return [{ kind: 'heading', depth: node.depth, runs: runsOf(node.children, {}, context) }];
    case 'code':
      return [{ kind: 'code', language: node.lang ?? null, lines: node.value.split('\n') }];
    case 'math':
      return [{ kind: 'math', tex: node.value }];
    case 'blockquote': {
      const blocks = blocksOf(node.children, deeper);
      return deeper.depth > maxDepth ? blocks : [{ kind: 'quote', blocks }];
    }
    case 'list': {
      const items = node.children.map((item) => ({
        checked: item.checked ?? null,
        blocks: blocksOf(item.children, deeper),
      }));
      if (deeper.depth > maxDepth) return items.flatMap((item) => item.blocks);
      return [{ kind: 'list', start: node.ordered ? (node.start ?? 1) : null, items }];
    }
    case 'table': {
      const cells = (row: TableRow) => row.children.map((cell) => runsOf(cell.children, {}, context));
      const [head, ...rows] = node.children;
      if (!head) return [];
      return [{ kind: 'table', align: [...(node.align ?? [])], head: cells(head), rows: rows.map(cells) }];
    }
    case 'thematicBreak':
      return [{ kind: 'rule' }];
    case 'html':
      return paragraph([{ text: node.value }]);
    case 'footnoteDefinition': {
      const [first, ...rest] = blocksOf(node.children, context);
      const mark: Run = { text: `[${node.label ?? node.identifier}] ` };
      if (first?.kind === 'paragraph') return [{ kind: 'paragraph', runs: [mark, ...first.runs] }, ...rest];
      return [{ kind: 'paragraph', runs: [mark] }, ...(first ? [first] : []), ...rest];
    }
    case 'definition':
      return [];
    default:
      return paragraph(runsOf([node as PhrasingContent], {}, context));
  }
}

const paragraph = (runs: Run[]): Block[] => (runs.length === 0 ? [] : [{ kind: 'paragraph', runs }]);

type Look = Omit<Run, 'text'>;

function runsOf(nodes: readonly Nodes[], look: Look, context: Context): Run[] {
  return nodes.flatMap((node) => runOf(node, look, context));
}

function runOf(node: Nodes, look: Look, context: Context): Run[] {
  switch (node.type) {
    case 'text':
      // A single line end inside a paragraph is a space in Markdown.
      return [{ ...look, text: node.value.replace(/[ \t]*\n[ \t]*/g, ' ') }];
    case 'strong':
      return runsOf(node.children, { ...look, bold: true }, context);
    case 'emphasis':
      return runsOf(node.children, { ...look, italic: true }, context);
    case 'delete':
      return runsOf(node.children, { ...look, strike: true }, context);
    case 'inlineCode':
      return [{ ...look, text: node.value.replaceAll('\n', ' '), code: true }];
    case 'inlineMath':
      return [{ ...look, text: node.value.replaceAll('\n', ' '), math: true }];
    case 'break':
      return [{ ...look, text: '\n' }];
    case 'html':
      return [{ ...look, text: node.value }];
    case 'link':
      return linked(runsOf(node.children, look, context), node.url);
    case 'linkReference': {
      const runs = runsOf(node.children, look, context);
      const target = context.definitions.get(node.identifier);
      return target ? linked(runs, target.url) : runs;
    }
    case 'image':
      return [{ ...look, text: described(node.alt, node.url) }];
    case 'imageReference':
      return [{ ...look, text: described(node.alt, context.definitions.get(node.identifier)?.url ?? '') }];
    case 'footnoteReference':
      return [{ ...look, text: `[${node.label ?? node.identifier}]` }];
    default:
      return 'children' in node ? runsOf(node.children, look, context) : [];
  }
}

/** Linked where the address is safe to click; otherwise the address is printed behind the text. */
function linked(runs: Run[], url: string): Run[] {
  const address = safeAddress(url);
  if (address !== null) return runs.map((run) => ({ ...run, href: address }));
  return [...runs, { text: ` (${shortened(url)})` }];
}

function safeAddress(url: string): string | null {
  if (!/^(?:https?:\/\/|mailto:)/i.test(url)) return null;
  return URL.canParse(url) ? new URL(url).href : null;
}

const described = (alt: string | null | undefined, url: string): string =>
  [alt ?? '', url === '' ? '' : `(${shortened(url)})`].filter((part) => part !== '').join(' ');

const shortened = (url: string): string => {
  const limit = /^data:/i.test(url) ? 40 : maxAddressLength;
  return url.length > limit ? `${url.slice(0, limit).toWellFormed()}…` : url;
};

/**
 * A conversation as Markdown: one heading per speaker, the text as it was written, with three exceptions. Headings inside
 * an answer move below the speaker's; images become links, so that opening the file fetches nothing; a code block that an
 * answer left open is closed, so that it cannot swallow what follows.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { Nodes, Root, RootContent } from 'mdast';
import { cleanText } from './clean-text.ts';
import { parseMarkdown } from './read-markdown.ts';
import type { Transcript } from './transcript.ts';

const speakerDepth = 2;

export async function toMarkdown({ title, exportedAt, entries }: Transcript): Promise<string> {
  const parts = [`# ${escapeInline(title)}`, `*${escapeInline(exportedAt)}*`];
  for (const entry of entries) {
    parts.push(`## ${escapeInline(entry.speaker)}`, `*${escapeInline(entry.details)}*`);
    const body = settled(cleanText(entry.text).replace(/^\n+|\s+$/g, ''));
    if (body !== '') parts.push(body);
    if (entry.note !== null) parts.push(`> *${escapeInline(entry.note)}*`);
    await turn();
  }
  return `${parts.join('\n\n')}\n`;
}

const escapeInline = (text: string): string => text.replace(/[\\`*_[\]<>#|~]/g, '\\$&');

function settled(text: string): string {
  const root = parseMarkdown(text);
  return root ? closed(applied(text, [...demotions(text, root), ...imageLinks(root)])) : text;
}

type Edit = { start: number; end: number; text: string };

const applied = (text: string, edits: Edit[]): string =>
  edits
    .toSorted((one, other) => other.start - one.start)
    .reduce((whole, edit) => whole.slice(0, edit.start) + edit.text + whole.slice(edit.end), text);

function demotions(text: string, root: Root): Edit[] {
  const edits: Edit[] = [];
  for (const node of root.children) {
    const start = node.position?.start.offset;
    const end = node.position?.end.offset;
    if (node.type !== 'heading' || start === undefined || end === undefined) continue;
    const marks = /^#{1,6}/.exec(text.slice(start, end))?.[0];
    const wanted = '#'.repeat(Math.min(6, node.depth + speakerDepth));
    if (marks !== undefined) {
      edits.push({ start, end: start + marks.length, text: wanted });
    } else {
      // Underlined headings know two levels only. An image inside keeps its place: only the ends are touched.
      const underline = text.slice(start, end).lastIndexOf('\n');
      edits.push({ start, end: start, text: `${wanted} ` }, { start: start + underline, end, text: '' });
    }
  }
  return edits;
}

/** `![description](address)` without its exclamation mark is a link. */
function imageLinks(node: Nodes): Edit[] {
  if (node.type === 'image' || node.type === 'imageReference') {
    const start = node.position?.start.offset;
    return start === undefined ? [] : [{ start, end: start + 1, text: '' }];
  }
  return 'children' in node ? node.children.flatMap(imageLinks) : [];
}

const probe = 'wattosprobe';

/** Appends what ends an open code block, formula or HTML block. */
function closed(text: string): string {
  const last = parseMarkdown(`${text}\n\n${probe}`)?.children.at(-1);
  if (!last || isProbe(last)) return text;
  const start = text.slice(last.position?.start.offset ?? 0);
  const fence = /^ {0,3}(`{3,}|~{3,}|\${2,})/.exec(start)?.[1];
  if (fence !== undefined) return `${text}\n${fence}`;
  if (last.type === 'html') return `${text.slice(0, text.length - start.length)}${start.replace('<', '\\<')}`;
  return text;
}

const isProbe = (node: RootContent): boolean => {
  const child = node.type === 'paragraph' ? node.children[0] : undefined;
  return child?.type === 'text' && child.value === probe;
};

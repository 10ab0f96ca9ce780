/** Markdown (CommonMark with tables and front matter) as a reader sees it: without marks, with links as their text. */
import type { Parser } from '../kind.ts';
import { isoDate } from '../parts/dates.ts';
import { decodeText } from '../parts/decode.ts';
import { nonEmpty } from '../parts/ooxml.ts';
import { createWriter, type Writer } from '../parts/writer.ts';

const item = /^(\s*)([-*+]|\d{1,9}[.)])\s+(.*)$/;
const tableRule = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

export const markdownParser: Parser = {
  formats: ['markdown'],
  parse: async (bytes, context) => {
    const { text, encoding } = decodeText(bytes);
    const lines = text.replace(/\r\n?/g, '\n').split('\n');
    const front = readFrontMatter(lines);
    const writer = createWriter(context);
    writeLines(lines.slice(front.lines), writer);
    return {
      ...writer.finish(),
      ...nonEmpty('title', front.values.get('title')),
      ...nonEmpty('author', front.values.get('author')),
      ...nonEmpty('createdAt', isoDate(front.values.get('date'))),
      metadata: { ...Object.fromEntries(front.values), encoding },
    };
  },
};

const readFrontMatter = (lines: readonly string[]): { lines: number; values: Map<string, string> } => {
  const values = new Map<string, string>();
  const end = lines[0] === '---' ? lines.indexOf('---', 1) : -1;
  if (end < 0 || end > 200) return { lines: 0, values };
  for (const line of lines.slice(1, end)) {
    const found = /^([\w-]{1,60}):\s*(.+)$/.exec(line);
    if (found?.[1] !== undefined && found[2] !== undefined)
      values.set(found[1].toLowerCase(), found[2].replace(/^["']|["']$/g, '').trim());
  }
  return { lines: end + 1, values };
};

const writeLines = (lines: readonly string[], writer: Writer): void => {
  let open: { kind: 'paragraph' | 'list-item'; level: number; lines: string[] } | null = null;
  const flush = (): void => {
    if (open === null) return;
    const text = unmark(open.lines.join('\n'));
    if (open.kind === 'list-item') writer.listItem(text, open.level);
    else writer.paragraph(text);
    open = null;
  };
  for (let at = 0; at < lines.length && !writer.full; at += 1) {
    const line = lines[at] ?? '';
    const fence = /^\s{0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== undefined) {
      flush();
      const rest = lines.slice(at + 1);
      const end = rest.findIndex(
        (candidate) => candidate.trim().startsWith(fence) && candidate.trim().replace(/[`~]/g, '') === '',
      );
      const code = end < 0 ? rest : rest.slice(0, end);
      writer.paragraph(code.join('\n'));
      at += code.length + 1;
      continue;
    }
    const heading = /^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$/.exec(line);
    const underline = open?.kind === 'paragraph' ? /^\s{0,3}(=+|-+)\s*$/.exec(line) : null;
    const listed = item.exec(line);
    if (heading !== null) {
      flush();
      writer.heading(unmark(heading[2] ?? ''), heading[1]?.length ?? 1);
    } else if (underline !== null && open !== null) {
      const text = unmark(open.lines.join(' '));
      open = null;
      writer.heading(text, underline[1]?.startsWith('=') === true ? 1 : 2);
    } else if (
      line.includes('|') &&
      tableRule.test(lines[at + 1] ?? '') &&
      (lines[at + 1] ?? '').includes('-')
    ) {
      flush();
      const rows = [line];
      for (at += 2; at < lines.length && (lines[at] ?? '').includes('|'); at += 1) rows.push(lines[at] ?? '');
      at -= 1;
      writer.table(rows.map((row) => cells(row).map(unmark)));
    } else if (listed !== null) {
      flush();
      const [, indent = '', mark = '', content = ''] = listed;
      const text = /\d/.test(mark) ? `${mark} ${content}` : content;
      open = {
        kind: 'list-item',
        level: Math.floor(indent.replaceAll('\t', '    ').length / 2) + 1,
        lines: [text],
      };
    } else if (line.trim() === '' || /^\s{0,3}([-*_])(\s*\1){2,}\s*$/.test(line)) flush();
    else {
      open ??= { kind: 'paragraph', level: 1, lines: [] };
      open.lines.push(line.replace(/^\s{0,3}>\s?/, ''));
    }
  }
  flush();
};

const cells = (row: string): string[] =>
  row
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());

const unmark = (text: string): string =>
  text
    .replace(/!\[([^\]]{0,500})\]\([^)]*\)/g, '$1')
    .replace(/\[([^\]]{0,2000})\]\((?:[^()]|\([^()]*\))*\)/g, '$1')
    .replace(/<(https?:[^>\s]+|[^\s@>]+@[^\s>]+)>/g, '$1')
    .replace(/<\/?[a-z][^>]{0,500}>/gi, '')
    .replace(/(\*\*|__)(?=\S)([\s\S]{1,5000}?\S)\1/g, '$2')
    .replace(/(?<![\w*])\*(?=\S)([^*\n]{1,2000}?\S)\*(?!\w)/g, '$1')
    .replace(/(?<!\w)_(?=\S)([^_\n]{1,2000}?\S)_(?!\w)/g, '$1')
    .replace(/`([^`\n]+)`/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+\-.!|<>~])/g, '$1');

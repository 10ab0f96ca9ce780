/**
 * Cuts the Markdown of an answer into blocks that can be drawn one by one, so that a growing answer redraws only its end and a
 * long one only what is visible. Pure, linear in the length of the text, and stable: text that only grows at its end keeps
 * its earlier blocks. Not a parser: what belongs together (a list with blank lines, an open fence) stays in one block.
 */

export type CodePart = {
  /** As written behind the fence; may be empty. */
  language: string;
  /** Long code comes in several parts that are drawn as one. */
  part: 'only' | 'first' | 'middle' | 'last';
  /** All of it, for copying; with the first part only. */
  whole: string;
};

export type Block = { text: string; code: CodePart | null };

const maxLines = 120;
/** A list longer than this is cut between two of its items. */
const maxListLines = 40;

const listMarker = /^ {0,3}(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)/;
const openFence = /^( {0,3})(`{3,}|~{3,})([^`]*)$/;
const definition = /^ {0,3}\[(?!\^)([^\]\n]{1,200})\]:[ \t]*\S/;

type Fence = { mark: string; end: RegExp };
const fenceOf = (mark: string): Fence => ({
  mark,
  end: new RegExp(`^ {0,3}${mark[0]}{${mark.length},}[ \\t]*$`),
});

export function splitBlocks(text: string): Block[] {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const blocks: Block[] = [];
  const definitions: { label: string; line: string }[] = [];
  let current: string[] = [];
  let blanks = 0;
  let isList = false;
  /** A fence or a formula inside the current block, which blank lines do not end. */
  let inner: RegExp | null = null;

  const flush = () => {
    if (current.length > 0) blocks.push({ text: current.join('\n'), code: null });
    current = [];
    isList = false;
    blanks = 0;
  };
  const add = (line: string) => {
    for (; blanks > 0 && current.length > 0; blanks -= 1) current.push('');
    blanks = 0;
    current.push(line);
  };

  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (inner !== null) {
      add(line);
      if (inner.test(line)) inner = null;
      continue;
    }
    if (line.trim() === '') {
      blanks += 1;
      continue;
    }
    const fence = openFence.exec(line);
    const isNested = isList && /^[ \t]/.test(line);
    if (fence && !isNested) {
      flush();
      const { mark, end } = fenceOf(fence[2] ?? '```');
      let last = index + 1;
      while (last < lines.length && !end.test(lines[last] ?? '')) last += 1;
      blocks.push(...codeBlocks(lines.slice(index + 1, last), (fence[3] ?? '').trim(), mark));
      index = last;
      continue;
    }
    if (current.length > 0 && endsHere(line, { blanks, isList, length: current.length })) flush();
    add(line);
    isList ||= listMarker.test(line);
    if (fence) inner = fenceOf(fence[2] ?? '```').end;
    else if (/^ {0,3}\$\$(?!.*\$\$)/.test(line)) inner = /\$\$[ \t]*$/;
    else if (/^ {0,3}\\\[(?!.*\\\])/.test(line)) inner = /\\\][ \t]*$/;
    const defined = definition.exec(line)?.[1];
    if (defined !== undefined) definitions.push({ label: `[${defined.toLowerCase()}]`, line });
  }
  flush();
  return definitions.length === 0 ? blocks : blocks.map((block) => withDefinitions(block, definitions));
}

type Ending = { blanks: number; isList: boolean; length: number };

function endsHere(line: string, { blanks, isList, length }: Ending): boolean {
  const isMarker = listMarker.test(line);
  if (isList) {
    if (isMarker && /^\S/.test(line) && length >= maxListLines) return true;
    return blanks > 0 && !isMarker && !/^[ \t]/.test(line);
  }
  return blanks > 0 || length >= maxLines;
}

function codeBlocks(lines: readonly string[], info: string, mark: string): Block[] {
  const language = info.split(/[ \t{]/, 1)[0] ?? '';
  const whole = lines.join('\n');
  const count = Math.max(1, Math.ceil(lines.length / maxLines));
  return Array.from({ length: count }, (_, index) => {
    const text = lines.slice(index * maxLines, (index + 1) * maxLines).join('\n');
    const part = count === 1 ? 'only' : index === 0 ? 'first' : index === count - 1 ? 'last' : 'middle';
    return {
      text: `${mark}${language}\n${text}\n${mark}`,
      code: { language, part, whole: index === 0 ? whole : '' },
    };
  });
}

/** References find their definitions although they stand in another block. */
function withDefinitions(block: Block, definitions: readonly { label: string; line: string }[]): Block {
  if (block.code !== null || !block.text.includes('[')) return block;
  const text = block.text.toLowerCase();
  const used = definitions.filter(({ label, line }) => text.includes(label) && !block.text.includes(line));
  return used.length === 0
    ? block
    : { ...block, text: `${block.text}\n\n${used.map(({ line }) => line).join('\n')}` };
}

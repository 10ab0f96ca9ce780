/** The thread as rows for the virtual list: each block of each message is one, so that even one endless answer stays light. Pure. */
import type { Evidence } from '../../../electron/contract/answers.ts';
import type { Message } from '../../../electron/contract/chat.ts';
import { claimsIn, type PlacedClaim } from '../evidence/claims.ts';
import { type Block, splitBlocks } from './markdown/blocks.ts';

export type Row = { key: string; messageId: string } & (
  | { kind: 'question'; text: string; isFirst: boolean; isLast: boolean }
  | { kind: 'block'; block: Block; claims: readonly PlacedClaim[] }
  /** The quoted sentences of an answer from sources, or that there are none. */
  | { kind: 'extract'; evidence: Evidence; hasProse: boolean }
  | { kind: 'edit' }
  | { kind: 'foot' }
);

/** What one row of a long question holds. */
const maxPortion = 6000;

/** Cuts at line ends where there are any. */
export const portionsOf = (text: string): string[] => {
  const portions: string[] = [];
  let rest = text;
  while (rest.length > maxPortion) {
    const lineEnd = rest.lastIndexOf('\n', maxPortion);
    const cut = lineEnd > maxPortion / 2 ? lineEnd + 1 : maxPortion;
    portions.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  return [...portions, rest];
};

const questionRows = (message: Message): Row[] => {
  const portions = portionsOf(message.text);
  return portions.map((text, index) => ({
    kind: 'question',
    key: `${message.id}:${index}`,
    messageId: message.id,
    text,
    isFirst: index === 0,
    isLast: index === portions.length - 1,
  }));
};

/** The rows of the answer that grew last: what has not changed keeps its identity and is not drawn again. */
let grown: { messageId: string; rows: Row[] } | null = null;

const noClaims: readonly PlacedClaim[] = [];

const answerRows = (message: Message): Row[] => {
  const before = grown?.messageId === message.id ? grown.rows : [];
  const claims = message.evidence?.claims ?? [];
  let at = 0;
  const rows = splitBlocks(message.text).map((block, index): Row => {
    const old = before[index];
    // Where the block begins in the answer; the parser may have normalised it, then nothing in it is marked.
    const found = claims.length === 0 ? -1 : message.text.indexOf(block.text, at);
    if (found >= 0) at = found + block.text.length;
    const own = found < 0 ? noClaims : claimsIn(claims, found, block.text.length);
    if (old?.kind === 'block' && isSameBlock(old.block, block) && own.length === 0 && old.claims.length === 0)
      return old;
    return { kind: 'block', key: `${message.id}:${index}`, messageId: message.id, block, claims: own };
  });
  grown = message.status === 'streaming' ? { messageId: message.id, rows } : null;
  return rows;
};

const isSameBlock = (one: Block, other: Block): boolean =>
  one.text === other.text && one.code?.part === other.code?.part && one.code?.whole === other.code?.whole;

/** Messages keep their identity when a refetch brings nothing new, so their rows are made once. */
const known = new WeakMap<Message, Row[]>();

export const rowsOf = (message: Message): Row[] => {
  const found = known.get(message);
  if (found) return found;
  const body = message.role === 'user' ? questionRows(message) : answerRows(message);
  const { evidence } = message;
  const hasProse = message.role === 'assistant' && message.text.trim() !== '';
  const rows: Row[] = [
    ...(hasProse || message.role === 'user' ? body : []),
    ...(evidence
      ? [
          {
            kind: 'extract' as const,
            key: `${message.id}:extract`,
            messageId: message.id,
            evidence,
            hasProse,
          },
        ]
      : []),
    { kind: 'foot', key: `${message.id}:foot`, messageId: message.id },
  ];
  known.set(message, rows);
  return rows;
};

export const threadRows = (messages: readonly Message[], editingId: string | null): Row[] =>
  messages.flatMap((message): Row[] =>
    message.id === editingId
      ? [{ kind: 'edit', key: `${message.id}:edit`, messageId: message.id }]
      : rowsOf(message),
  );

const guesses = new WeakMap<Row, number>();

/** A guess in design pixels at the height of a row, until it has been measured. `columns`: characters per line. */
export const guessHeight = (row: Row, columns: number): number => {
  const known = guesses.get(row);
  if (known !== undefined) return known;
  const made = guess(row, columns);
  guesses.set(row, made);
  return made;
};

const guess = (row: Row, columns: number): number => {
  switch (row.kind) {
    case 'foot':
      return 52;
    case 'edit':
      return 180;
    case 'extract':
      return (
        90 + row.evidence.extract.reduce((sum, { text }) => sum + linesOf(text, columns * 0.9) * 24 + 12, 0)
      );
    case 'question':
      return linesOf(row.text, columns * 0.9) * 24 + (row.isFirst ? 14 : 0) + (row.isLast ? 14 : 0);
    case 'block':
      if (row.block.code) return linesOf(row.block.text, 10_000) * 20;
      return linesOf(row.block.text, columns) * 24 + 10;
  }
};

const linesOf = (text: string, columns: number): number =>
  text.split('\n').reduce((lines, line) => lines + Math.max(1, Math.ceil(line.length / columns)), 0);

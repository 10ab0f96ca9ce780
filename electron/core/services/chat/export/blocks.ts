/** What an exported message consists of, independent of the file format: blocks of runs, already limited in depth. */

/** A stretch of text with one look. `href` is an http, https or mailto address. A line break is the text `\n`. */
export type Run = {
  text: string;
  bold?: boolean;
  italic?: boolean;
  strike?: boolean;
  code?: boolean;
  math?: boolean;
  href?: string;
};

export type ListItem = { checked: boolean | null; blocks: Block[] };
export type Align = 'left' | 'center' | 'right' | null;

export type Block =
  | { kind: 'paragraph'; runs: Run[] }
  | { kind: 'heading'; depth: number; runs: Run[] }
  | { kind: 'code'; language: string | null; lines: string[] }
  | { kind: 'math'; tex: string }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'list'; start: number | null; items: ListItem[] }
  | { kind: 'table'; align: Align[]; head: Run[][]; rows: Run[][][] }
  | { kind: 'rule' };

export const runsText = (runs: readonly Run[]): string => runs.map((run) => run.text).join('');

/** Tables too wide for the page read better as lines; cells are joined by bars. */
export const tableAsLines = (table: Extract<Block, { kind: 'table' }>): string[] =>
  [table.head, ...table.rows].map((row) =>
    row.map((cell) => runsText(cell).replaceAll('\n', ' ')).join(' | '),
  );

/** The blocks of a list item, a tick box in front where it is a task. */
export function marked({ checked, blocks }: ListItem): Block[] {
  const mark: Run[] = checked === null ? [] : [{ text: checked ? '\u2611\u00A0' : '\u2610\u00A0' }];
  const [first, ...rest] = blocks;
  if (first?.kind === 'paragraph') return [{ ...first, runs: [...mark, ...first.runs] }, ...rest];
  return [{ kind: 'paragraph', runs: mark }, ...blocks];
}

/** The same runs in portions of at most `limit` UTF-16 units, cut behind a blank where there is one. */
export function shortened(runs: readonly Run[], limit: number): Run[][] {
  const portions: Run[][] = [[]];
  let room = limit;
  for (const run of runs) {
    let rest = run.text;
    while (rest.length > room) {
      const cut = rest.lastIndexOf(' ', room - 1) + 1 || (room === limit ? room : 0);
      if (cut > 0) portions.at(-1)?.push({ ...run, text: rest.slice(0, cut) });
      portions.push([]);
      rest = rest.slice(cut);
      room = limit;
    }
    portions.at(-1)?.push({ ...run, text: rest });
    room -= rest.length;
  }
  return portions;
}

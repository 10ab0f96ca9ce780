/** Writes a grammar in llama.cpp's notation (grammars/README.md there). What several places share becomes a rule. */
import type { CharRange, Node } from './node.ts';

export const writeGbnf = (root: Node): string => {
  const uses = countUses(root);
  const names = new Map<Node, string>();
  const rules: string[] = [];

  const write = (node: Node, nested: boolean): string => {
    if (node === root || !deservesRule(node, uses)) return body(node, nested);
    return ruleFor(node);
  };

  const ruleFor = (node: Node): string => {
    const known = names.get(node);
    if (known !== undefined) return known;
    const name = `r${names.size}`;
    names.set(node, name);
    rules.push(`${name} ::= ${body(node, false)}`);
    return name;
  };

  const body = (node: Node, nested: boolean): string => {
    switch (node.kind) {
      case 'text':
        return `"${[...node.text].map((one) => escapeIn('"', one.codePointAt(0) ?? 0)).join('')}"`;
      case 'chars':
        return `[${node.ranges.map(rangeText).join('')}]`;
      case 'seq':
        return node.items.length === 0
          ? '""'
          : group(node.items.map((item) => write(item, true)).join(' '), nested);
      case 'alt':
        return group(node.items.map((item) => write(item, item.kind === 'alt')).join(' | '), nested);
      case 'repeat':
        return `${repeated(node.item)}${times(node.min, node.max)}`;
    }
  };

  /** llama.cpp copies what is repeated, so that anything but a character becomes a rule of its own. */
  const repeated = (item: Node): string =>
    item.kind === 'chars' || item.kind === 'text' ? write(item, true) : ruleFor(item);

  const rootRule = `root ::= ${body(root, false)}`;
  return [rootRule, ...rules].join('\n');
};

const group = (inner: string, nested: boolean): string => (nested ? `(${inner})` : inner);

const times = (min: number, max: number): string => {
  if (min === 0 && max === 1) return '?';
  return min === max ? `{${min}}` : `{${min},${max}}`;
};

/** How many places refer to each node. */
const countUses = (root: Node): Map<Node, number> => {
  const uses = new Map<Node, number>();
  const visit = (node: Node): void => {
    const before = uses.get(node) ?? 0;
    uses.set(node, before + 1);
    if (before > 0) return;
    if (node.kind === 'seq' || node.kind === 'alt') node.items.forEach(visit);
    else if (node.kind === 'repeat') visit(node.item);
  };
  visit(root);
  return uses;
};

const deservesRule = (node: Node, uses: Map<Node, number>): boolean =>
  node.kind !== 'text' && (uses.get(node) ?? 0) > 1 && !(node.kind === 'seq' && node.items.length === 0);

const rangeText = ([from, to]: CharRange): string =>
  from === to ? escapeIn('[]-^', from) : `${escapeIn('[]-^', from)}-${escapeIn('[]-^', to)}`;

/** Everything but plain ASCII as a number: the notation knows `\x`, `\u` and `\U`. */
const escapeIn = (special: string, point: number): string => {
  const character = String.fromCodePoint(point);
  if (point >= 0x20 && point <= 0x7e && character !== '\\' && !special.includes(character)) return character;
  const hex = point.toString(16).toUpperCase();
  if (point <= 0xff) return `\\x${hex.padStart(2, '0')}`;
  return point <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
};

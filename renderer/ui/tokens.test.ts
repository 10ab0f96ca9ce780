/** Every pair of ink and ground that the interface puts together is readable in every theme (WCAG 2.2, 1.4.3 and 1.4.11). */
import { describe, expect, it } from 'vitest';
import css from './tokens.css?raw';

type Tokens = Record<string, string>;

const block = (selector: string): Tokens => {
  const start = css.indexOf(`${selector} {`);
  const body = css.slice(css.indexOf('{', start) + 1, css.indexOf('}', start));
  return Object.fromEntries(
    [...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value]),
  );
};

const pick = (tokens: Tokens, side: 0 | 1): Tokens =>
  Object.fromEntries(
    Object.entries(tokens).map(([name, value]) => {
      const pair = /^light-dark\((#\w+), (#\w+)\)$/.exec(value);
      return [name, pair ? (pair[side + 1] ?? value) : value];
    }),
  );

const base = block(':root');
const themes: Record<string, Tokens> = {
  light: pick(base, 0),
  dark: pick(base, 1),
  contrast: { ...pick(base, 1), ...block(":root[data-theme='contrast']") },
};

/** Relative luminance, WCAG 2.2. */
const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

const contrast = (a: string, b: string): number => {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
};

const grounds = ['canvas', 'surface', 'raised', 'sunken', 'hover', 'pressed'];
const text: [ink: string, ground: string][] = [
  ...grounds.flatMap((ground): [string, string][] => [
    ['ink', ground],
    ['muted', ground],
  ]),
  ...['canvas', 'surface', 'raised', 'sunken', 'hover'].flatMap((ground): [string, string][] => [
    ['faint', ground],
    ['brand-ink', ground],
    ['attention-ink', ground],
    ['verified-ink', ground],
    ['danger-ink', ground],
    ['evidence-ink', ground],
  ]),
  ...['brand', 'attention', 'verified', 'danger', 'evidence'].flatMap((tone): [string, string][] => [
    [`${tone}-ink`, `${tone}-soft`],
    ['ink', `${tone}-soft`],
    ['muted', `${tone}-soft`],
  ]),
  ['on-brand', 'brand'],
  ['on-brand', 'brand-hover'],
  ['on-brand', 'brand-pressed'],
  ['on-danger', 'danger'],
  ['on-danger', 'danger-hover'],
];
const shapes: [mark: string, ground: string][] = [
  ...['canvas', 'surface', 'raised', 'sunken'].flatMap((ground): [string, string][] => [
    ['control', ground],
    ['focus', ground],
    ['brand', ground],
    ['danger', ground],
    ['evidence', ground],
  ]),
];

describe.each(Object.entries(themes))('%s', (_name, tokens) => {
  const ratio = ([a, b]: [string, string]) => contrast(tokens[a] ?? '', tokens[b] ?? '');

  it('has only plain colours in its pairs', () => {
    for (const name of new Set([...text, ...shapes].flat()))
      expect(tokens[name], name).toMatch(/^#[0-9a-f]{6}$/);
  });
  it.each(text)('%s on %s reads as text', (...pair) => {
    expect(ratio(pair)).toBeGreaterThanOrEqual(4.5);
  });
  it.each(shapes)('%s on %s is seen as a shape', (...pair) => {
    expect(ratio(pair)).toBeGreaterThanOrEqual(3);
  });
});

it('high contrast gives text at least 7:1', () => {
  const tokens = themes.contrast ?? {};
  for (const [ink, ground] of text) {
    expect(contrast(tokens[ink] ?? '', tokens[ground] ?? ''), `${ink} on ${ground}`).toBeGreaterThanOrEqual(
      7,
    );
  }
});

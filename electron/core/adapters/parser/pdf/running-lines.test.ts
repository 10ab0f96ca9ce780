import { expect, test } from 'vitest';
import type { Line } from './line.ts';
import { putFeetLast } from './running-lines.ts';

const line = (text: string, y0: number): Line => ({
  text,
  x0: 70,
  y0,
  x1: 300,
  y1: y0 + 12,
  size: 11,
  bold: false,
  pieces: [{ text, x0: 70, x1: 300 }],
  upright: false,
  tag: null,
});
const order = (...lines: Line[]): string[] => {
  const page = { heightPt: 842, lines };
  putFeetLast([page]);
  return page.lines.map(({ text }) => text);
};

test('a foot drawn before the text is read after it, a head stays in front', () => {
  expect(order(line('Kopf', 40), line('Fuß', 800), line('Satzung', 100), line('§ 1', 120))).toEqual([
    'Kopf',
    'Satzung',
    '§ 1',
    'Fuß',
  ]);
});

test('the last line of the left column stays before the right column', () => {
  const lines = [line('links oben', 100), line('links unten', 800), line('rechts oben', 100)];
  expect(order(...lines)).toEqual(['links oben', 'links unten', 'rechts oben']);
});

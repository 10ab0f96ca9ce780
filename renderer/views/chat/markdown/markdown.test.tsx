/** Hostile answers: nothing an answer contains may run, load, or lead away, and nothing it says may vanish. */
import i18next from 'i18next';
import ICU from 'i18next-icu';
import { renderToStaticMarkup } from 'react-dom/server';
import { initReactI18next } from 'react-i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import { chat } from '../../../i18n/de/chat.ts';
import { splitBlocks } from './blocks.ts';
import { Markdown } from './markdown.tsx';

beforeAll(() =>
  i18next
    .use(new ICU())
    .use(initReactI18next)
    .init({ lng: 'de', fallbackLng: false, resources: { de: { chat } } }),
);

const drawn = (text: string) =>
  splitBlocks(text)
    .map((block) => renderToStaticMarkup(<Markdown text={block.text} />))
    .join('\n');

/** Names of all elements and all attribute names, as a browser would see them. */
const elements = (html: string) =>
  [...html.matchAll(/<([a-zA-Z][\w-]*)/g)].map((match) => match[1]?.toLowerCase());
const attributes = (html: string) =>
  [...html.matchAll(/<[^<>]*?>/g)].flatMap(([tag]) =>
    [...tag.matchAll(/\s([\w:-]+)=/g)].map((match) => match[1]),
  );

const forbidden = [
  'script',
  'img',
  'iframe',
  'object',
  'embed',
  'form',
  'style',
  'link',
  'video',
  'audio',
  'base',
  'meta',
  'a',
];

const hostile: [string, string][] = [
  ['a script', '<script>alert(1)</script>'],
  ['an image with a handler', '<img src=x onerror=alert(1)>'],
  ['an image inside a line', 'Text <img src="https://evil.example/x.png" onerror="alert(1)"> Text'],
  ['a link to a script', '[klick](javascript:alert(1))'],
  [
    'a hidden link to a script',
    '[klick](java\nscript:alert(1)) [k](JaVaScRiPt:alert(1)) <javascript:alert(1)>',
  ],
  ['a data image', '![x](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+)'],
  ['a remote image', '![Zählpixel](https://evil.example/pixel.png?id=1)'],
  ['a remote image by reference', '![x][1]\n\n[1]: https://evil.example/pixel.png'],
  ['a link in a formula', '$$\\href{javascript:alert(1)}{x}$$'],
  ['a remote image in a formula', '$$\\includegraphics{https://evil.example/x.png}$$'],
  ['HTML in a formula', '$$\\htmlId{x}{y} \\htmlStyle{background:url(https://evil.example)}{z}$$'],
  ['a frame', '<iframe src="https://evil.example"></iframe>'],
  ['an open comment', 'Text\n\n<!-- <script>alert(1)</script>'],
  [
    'a style sheet',
    '<style>body{display:none}</style>\n\n<link rel=stylesheet href=https://evil.example/x.css>',
  ],
  ['a form', '<form action=https://evil.example><input name=a></form>'],
];

describe('hostile Markdown', () => {
  for (const [name, text] of hostile) {
    test(`${name} neither runs nor loads`, () => {
      const html = drawn(text);
      expect(elements(html).filter((element) => forbidden.includes(element ?? ''))).toEqual([]);
      expect(
        attributes(html).filter((attribute) =>
          /^(?:on|src$|srcset$|href$|xlink:href$|action$|formaction$)/i.test(attribute ?? ''),
        ),
      ).toEqual([]);
      expect(html).not.toMatch(/style="[^"]*url\(/);
    });
  }

  test('an image is named with its description and address', () => {
    const html = drawn('![Plan](https://example.org/plan.png)');
    expect(html).toContain('Bild (nicht geladen): Plan');
    expect(html).toContain('https://example.org/plan.png');
  });

  test('a data image does not flood the page', () => {
    expect(drawn(`![x](data:image/png;base64,${'A'.repeat(50_000)})`).length).toBeLessThan(1500);
  });

  test('a link shows its address and is a button that leads nowhere', () => {
    const html = drawn('[Rathaus](https://example.org/rathaus)');
    expect(html).toContain('<button type="button" title="https://example.org/rathaus');
  });

  test('a link that must not be copied prints its address', () => {
    expect(drawn('[klick](javascript:alert(1))')).toContain('(javascript:alert(1))');
  });

  test('raw HTML is shown as it was written', () => {
    expect(drawn('<b onclick="x()">fett</b>')).toContain('&lt;b onclick=&quot;x()&quot;&gt;fett&lt;/b&gt;');
  });
});

describe('formulas', () => {
  test('are set', () => {
    expect(drawn('$$\n\\frac{a}{b}\n$$')).toContain('class="katex-display"');
    expect(drawn('Es gilt \\(a^2\\) und $b^2$.').match(/class="katex"/g)).toHaveLength(2);
  });

  test('with errors show their source', () => {
    expect(drawn('$$\\frac{a$$')).toContain('\\frac{a');
  });

  test('that grow without end are stopped', () => {
    const html = drawn(
      '$$\\def\\a{\\b\\b}\\def\\b{\\c\\c}\\def\\c{\\d\\d}\\def\\d{\\e\\e}\\def\\e{\\a\\a}\\a$$',
    );
    expect(html.length).toBeLessThan(20_000);
  });

  test('of a book’s length stay text', () => {
    expect(drawn(`$$\n${'x+'.repeat(5000)}y\n$$`).includes('<code class="katex-source">x+x+')).toBe(true);
  });

  test('are not made of prices', () => {
    expect(drawn('Das kostet $5 oder $10, also $5-$10.')).not.toContain('katex');
  });
});

describe('what an answer says stays visible', () => {
  test('footnotes', () => {
    const html = drawn('Satz[^1].\n\n[^1]: Anmerkung');
    expect(html).toContain('Anmerkung');
    expect(html).toContain('[^1]');
  });

  test('tables scroll, task lists have words', () => {
    const html = drawn('| a | b |\n|--:|---|\n| 1 | 2 |\n\n- [x] ja\n- [ ] nein');
    expect(html).toContain('class="table-scroll"');
    expect(html).toContain('aria-label="erledigt"');
    expect(html).not.toContain('<input');
  });

  test('code is highlighted and keeps its characters', () => {
    const html = drawn('```ts\nconst a = 1 < 2;\n```');
    expect(html).toContain('hljs-keyword');
    expect(html).toContain('&lt;');
  });

  test('an unknown language is no error', () => {
    expect(drawn('```brainfuck-xyz\n+++\n```')).toContain('+++');
  });
});

test.each([
  ['**a'.repeat(20_000)],
  ['[a][b]'.repeat(20_000)],
  ['> '.repeat(2000)],
  ['~a~'.repeat(20_000)],
  [`${'|a'.repeat(5000)}|\n${'|-'.repeat(5000)}|`],
  ['x'.repeat(150_000)],
])('degenerate text %#: takes seconds at most', (text) => {
  const start = performance.now();
  expect(drawn(text).length).toBeGreaterThan(0);
  // A second on an idle machine; what runs away takes minutes on any.
  expect(performance.now() - start).toBeLessThan(60_000);
});

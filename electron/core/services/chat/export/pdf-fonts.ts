/**
 * The fonts of exported PDFs and what they can show. Roboto (shipped with pdfmake) knows Latin, Greek and Cyrillic; code is
 * set in Courier, one of the fonts every PDF reader has. Characters neither knows are replaced visibly, never dropped.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const folder = join(
  dirname(createRequire(import.meta.url).resolve('pdfmake/package.json')),
  'fonts',
  'Roboto',
);
const roboto = (style: string) => join(folder, `Roboto-${style}.ttf`);

export const pdfFonts = {
  Roboto: {
    normal: roboto('Regular'),
    bold: roboto('Medium'),
    italics: roboto('Italic'),
    bolditalics: roboto('MediumItalic'),
  },
  Courier: {
    normal: 'Courier',
    bold: 'Courier-Bold',
    italics: 'Courier-Oblique',
    bolditalics: 'Courier-BoldOblique',
  },
};

/** The only things the PDF library may open. */
export const isFont = (path: string): boolean =>
  Object.values(pdfFonts).some((font) => Object.values(font).includes(path));

const missing = '\uFFFD';

/** Signs that models like and Roboto lacks, in characters that say the same. */
// biome-ignore format: one glance at the pairs says more than thirty lines
const spoken: Record<string, string> = {
  '→': '->', '←': '<-', '↔': '<->', '⇒': '=>', '⇐': '<=', '⇔': '<=>', '↑': '^', '↓': 'v',
  '✓': '[x]', '✔': '[x]', '✅': '[x]', '☑': '[x]', '☐': '[ ]', '✗': '[-]', '✘': '[-]', '❌': '[-]', '⚠': '(!)',
  '●': '•', '▪': '•', '■': '•', '◦': '•', '○': 'o', '★': '*', '☆': '*', '−': '-', '‐': '-', '\u202F': '\u00A0', '\u2060': '',
};

let known: ReadonlySet<number> | null = null;
const robotoKnows = (code: number): boolean => {
  known ??= codePoints(readFileSync(pdfFonts.Roboto.normal));
  return known.has(code);
};

// Joiners, variation selectors, combining marks and skin tones.
const belonging = /\u200D|\p{M}|\p{Emoji_Modifier}/u;

/** Text that Roboto can show. A joined emoji becomes one replacement mark. */
export function fitRoboto(text: string): string {
  // ASCII needs no look at the font.
  if (/^[\n -~]*$/.test(text)) return breakable(text);
  let out = '';
  let belongs = false;
  let joined = false;
  for (const char of text.normalize('NFC')) {
    // What modifies or continues a replaced sign is part of it.
    if (belongs && (joined || belonging.test(char))) {
      joined = char === '\u200D';
      continue;
    }
    const shown = char === '\n' ? char : glyphs(char);
    belongs = shown === missing;
    joined = false;
    out += shown;
  }
  return breakable(out);
}

/** The library's time to cut a word into lines grows with the square of its length: it gets places to break at. */
const breakable = (text: string): string => text.replace(/[^\s\u200B]{80}(?=\S)/gu, '$&\u200B');

function glyphs(char: string): string {
  const knows = (candidate: string) => [...candidate].every((part) => robotoKnows(part.codePointAt(0) ?? 0));
  if (knows(char)) return char;
  const said = spoken[char];
  if (said !== undefined) return said;
  if (/[\u2500-\u257F]/.test(char)) return boxes(char);
  if (/\p{Cf}|\p{Variation_Selector}/u.test(char)) return '';
  const plain = char.normalize('NFKC');
  return plain !== char && knows(plain) ? plain : missing;
}

const boxes = (char: string): string =>
  /[─━┄┅┈┉═╌╍]/.test(char) ? '-' : /[│┃┆┇┊┋║╎╏]/.test(char) ? '|' : '+';

/** Characters of Windows-1252, the encoding of the standard fonts. */
const winAnsi = /[ -~\u00A0-\u00FF€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]+/g;

export type FontRun = { text: string; font: 'Courier' | 'Roboto' };

/** Code cut into what Courier can show and the rest. */
export function fitCourier(text: string): FontRun[] {
  const runs: FontRun[] = [];
  let end = 0;
  const rest = (until: number) => {
    if (until > end) runs.push({ text: fitRoboto(text.slice(end, until)), font: 'Roboto' });
  };
  for (const match of text.matchAll(winAnsi)) {
    rest(match.index);
    runs.push({ text: match[0], font: 'Courier' });
    end = match.index + match[0].length;
  }
  rest(text.length);
  return runs;
}

/** Every code point of a TrueType font's character map. Reads formats 4 and 12 (OpenType specification, `cmap`). */
function codePoints(font: Uint8Array): Set<number> {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const found = new Set<number>();
  const cmap = tableOffset(view, 'cmap');
  if (cmap === null) return found;
  for (let index = 0; index < view.getUint16(cmap + 2); index += 1) {
    const at = cmap + view.getUint32(cmap + 4 + index * 8 + 4);
    const format = view.getUint16(at);
    if (format === 4) {
      const segments = view.getUint16(at + 6) / 2;
      for (let segment = 0; segment < segments; segment += 1) {
        const last = view.getUint16(at + 14 + segment * 2);
        const first = view.getUint16(at + 16 + segments * 2 + segment * 2);
        for (let code = first; code <= last && code < 0xffff; code += 1) found.add(code);
      }
    } else if (format === 12) {
      for (let group = 0; group < view.getUint32(at + 12); group += 1) {
        const first = view.getUint32(at + 16 + group * 12);
        const last = view.getUint32(at + 20 + group * 12);
        for (let code = first; code <= last; code += 1) found.add(code);
      }
    }
  }
  return found;
}

function tableOffset(view: DataView, tag: string): number | null {
  for (let index = 0; index < view.getUint16(4); index += 1) {
    const at = 12 + index * 16;
    const name = String.fromCharCode(
      view.getUint8(at),
      view.getUint8(at + 1),
      view.getUint8(at + 2),
      view.getUint8(at + 3),
    );
    if (name === tag) return view.getUint32(at + 8);
  }
  return null;
}

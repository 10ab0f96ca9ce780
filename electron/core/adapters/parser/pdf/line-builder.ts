/**
 * Makes lines of glyphs that arrive in reading order: pieces where a wide gap parts a line, blanks, raised numbers, marks of
 * lists. Pure. Coordinates are points, origin top left.
 */
import type { Line, Piece } from './line.ts';
import type { Tag } from './tags.ts';

export type Run = { size: number; bold: boolean; mcid: number };

/** PDFium's sign for a hyphen it took from the end of a line. */
export const generatedHyphen = 0x02;

const gapInSizes = 1.6;
/** In font sizes: nearer than a blank, or a blank away. */
const besideInSizes = 0.25;
const besideBlankInSizes = 0.7;
const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹';
/** A mark of a list in the private area of a symbol font. */
const privateMark = /^[\uE000-\uF8FF](?=\s)/u;

type Glyph = { letter: string; size: number; bottom: number };

/** A number that stands higher and smaller than its line is a note, a power or the number of a sentence: “§ 5¹” is not “§ 51”. */
const lettersOf = (glyphs: readonly Glyph[], size: number): string[] => {
  const baseline = glyphs.find((glyph) => glyph.size > size * 0.95)?.bottom ?? 0;
  return glyphs.map((glyph) =>
    /^\d$/.test(glyph.letter) && glyph.size < size * 0.85 && baseline - glyph.bottom > size * 0.2
      ? (raised[Number(glyph.letter)] ?? glyph.letter)
      : glyph.letter,
  );
};

export const createLineBuilder = () => {
  const lines: Line[] = [];
  let codes: Glyph[] = [];
  let pieces: { from: number; to: number; x0: number; x1: number }[] = [];
  let pieceStart = 0;
  let pieceX0 = 0;
  let x0 = 0;
  let y0 = 0;
  let x1 = 0;
  let y1 = 0;
  let lastX1 = 0;
  let lastSize = 0;
  let size = 0;
  let glyphs = 0;
  let boldGlyphs = 0;
  let vertical = 0;
  let lastX0 = 0;
  let lastY0 = 0;
  let lastY1 = 0;
  let broken = false;
  let tag: Tag | null = null;

  const blank: Glyph = { letter: ' ', size: 0, bottom: 0 };
  const endPiece = (): void => {
    pieces.push({ from: pieceStart, to: codes.length, x0: pieceX0, x1: lastX1 });
    pieceStart = codes.length;
  };

  const end = (): void => {
    if (glyphs > 0) {
      endPiece();
      const letters = lettersOf(codes, size);
      const text = letters.join('').replace(/\s+/g, ' ').trim().replace(privateMark, '•');
      if (text !== '') {
        const upright = glyphs > 2 && vertical > glyphs * 0.7;
        const parts = pieces.flatMap((piece): Piece[] => {
          const part = letters.slice(piece.from, piece.to).join('').trim();
          return part === '' ? [] : [{ text: part, x0: piece.x0, x1: piece.x1 }];
        });
        lines.push({
          text,
          x0,
          y0,
          x1,
          y1,
          size,
          bold: boldGlyphs > glyphs * 0.8,
          pieces: upright ? [] : parts,
          upright,
          tag,
        });
      }
    }
    codes = [];
    pieces = [];
    pieceStart = 0;
    glyphs = 0;
    boldGlyphs = 0;
    vertical = 0;
    size = 0;
    broken = false;
  };

  /** PDFium breaks the line at every raised or lowered sign; what goes on right beside it goes on. */
  const goesOn = (left: number, top: number, bottom: number, run: Run): boolean =>
    Math.abs(run.size - lastSize) > 0.1 * Math.max(run.size, lastSize) &&
    Math.abs(left - lastX1) <
      (codes.at(-1) === blank ? besideBlankInSizes : besideInSizes) * Math.max(run.size, lastSize) &&
    Math.min(bottom, lastY1) - Math.max(top, lastY0) > 0.5 * Math.min(bottom - top, lastY1 - lastY0);

  const glyph = (code: number, left: number, top: number, right: number, bottom: number, run: Run): void => {
    const letter = code === generatedHyphen ? '\u0002' : code === 0x09 ? ' ' : String.fromCodePoint(code);
    const sign = { letter, size: run.size, bottom };
    const seen = right - left > 0 && bottom - top > 0;
    if (letter.trim() === '') {
      if (glyphs > 0) codes.push(blank);
      return;
    }
    if (broken && glyphs > 0 && !(seen && goesOn(left, top, bottom, run))) end();
    broken = false;
    // What a font has no width for stands beside what has one, or begins a line of its kind.
    if (!seen && glyphs > 0) {
      codes.push(sign);
      return;
    }
    if (glyphs > 0) {
      const gap = left - lastX1;
      // A line break PDFium takes away with the hyphen before it, or missed.
      if (Math.abs(bottom - lastY1) > run.size * 0.7 && left < lastX0 - run.size * 0.2) end();
      else if (gap > gapInSizes * Math.max(run.size, 4) && codes[codes.length - 1]?.letter !== '.') {
        endPiece();
        codes.push(blank);
        pieceStart = codes.length;
        pieceX0 = left;
      }
    }
    if (glyphs === 0) {
      x0 = left;
      y0 = top;
      x1 = right;
      y1 = bottom;
      pieceX0 = left;
      pieceStart = codes.length;
    } else {
      if (Math.abs(left - lastX0) < run.size * 0.1 && Math.abs(top - lastY0) > run.size * 0.3) vertical += 1;
      x0 = Math.min(x0, left);
      y0 = Math.min(y0, top);
      x1 = Math.max(x1, right);
      y1 = Math.max(y1, bottom);
    }
    codes.push(sign);
    glyphs += 1;
    if (run.bold) boldGlyphs += 1;
    if (run.size > size) size = run.size;
    lastSize = run.size;
    lastX0 = left;
    lastX1 = right;
    lastY0 = top;
    lastY1 = bottom;
  };

  return {
    glyph,
    /** The line ends here, unless what follows shows that it goes on. */
    breakLine: (): void => {
      broken = true;
    },
    setTag: (next: Tag | null): void => {
      if (next?.element === tag?.element) return;
      end();
      tag = next;
    },
    finish: (): Line[] => {
      end();
      return lines;
    },
  };
};

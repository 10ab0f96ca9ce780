/**
 * Running heads and page numbers: what stands at the edge of most pages. The first occurrence stays, so that nothing said is lost;
 * the others would only cut paragraphs and answers in two.
 */
import type { Line } from './line.ts';

type LinedPage = { heightPt: number; lines: Line[] };

/** Of the page's height, at the top and at the bottom. */
const edge = 0.09;
const minPages = 3;
/** Lines at each edge that may belong to head or foot. */
const edgeLines = 3;

export const dropRunningLines = (pages: readonly LinedPage[]): void => {
  if (pages.length < minPages) return;
  const counts = new Map<string, number>();
  const atEdge = pages.map((page) => edgesOf(page));
  for (const lines of atEdge)
    for (const key of new Set([...lines].map(keyOf))) counts.set(key, (counts.get(key) ?? 0) + 1);
  const needed = Math.max(minPages, pages.length * 0.3);
  const seen = new Set<string>();
  for (const [index, page] of pages.entries()) {
    const candidates = atEdge[index];
    if (candidates === undefined) continue;
    page.lines = page.lines.filter((line) => {
      const key = keyOf(line);
      if (!candidates.has(line) || (counts.get(key) ?? 0) < needed) return true;
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew && /\p{L}{2}/u.test(line.text);
    });
  }
};

/**
 * Word processors draw the foot of a page before its text; a reader comes to it last. Only what stands in front of all text is moved:
 * the last line of a column belongs where it is.
 */
export const putFeetLast = (pages: readonly LinedPage[]): void => {
  for (const page of pages) {
    const isFoot = ({ y0, upright, tag }: Line): boolean =>
      tag === null && !upright && y0 > page.heightPt * (1 - edge);
    const isHead = ({ y1, upright }: Line): boolean => !upright && y1 < page.heightPt * edge;
    const body = page.lines.findIndex((line) => !isFoot(line) && !isHead(line));
    if (body <= 0) continue;
    const front = page.lines.slice(0, body);
    const feet = front.filter(isFoot);
    if (feet.length > 0)
      page.lines = [...front.filter((line) => !isFoot(line)), ...page.lines.slice(body), ...feet];
  }
};

/** Left and right pages place the same line differently; numbers count up. */
const keyOf = (line: Line): string => line.text.replace(/\d+/g, '#').replace(/\s+/g, ' ').toLowerCase();

const edgesOf = ({ heightPt, lines }: LinedPage): Set<Line> => {
  const upright = lines.filter((line) => !line.upright).sort((a, b) => a.y0 - b.y0);
  const top = upright.slice(0, edgeLines).filter((line) => line.y1 < heightPt * edge);
  const bottom = upright.slice(-edgeLines).filter((line) => line.y0 > heightPt * (1 - edge));
  return new Set([...top, ...bottom]);
};

/** The structure a tagged PDF carries: which marked content belongs to which heading, paragraph, list item or table cell. */
import type { OpenPdf } from './engine.ts';

export type Tag = {
  /** Serial number of the block's element on its page. */
  element: number;
  kind: 'heading' | 'paragraph' | 'list-item' | 'cell';
  level: number;
  /** Serial numbers, for cells. */
  table: number;
  row: number;
};
/** By marked-content id. */
export type Tags = ReadonlyMap<number, Tag>;

type Surroundings = {
  element: number;
  kind: Tag['kind'];
  level: number;
  table: number;
  row: number;
  list: number;
};

const maxDepth = 60;
const maxElements = 50_000;
const paragraphs = new Set([
  'P',
  'Caption',
  'BlockQuote',
  'Note',
  'Formula',
  'TOCI',
  'Title',
  'Index',
  'BibEntry',
  'Code',
  'Form',
  'Figure',
]);

/** `null` when the page has no usable structure. */
export const readTags = (pdf: OpenPdf, page: number): Tags | null => {
  const { api } = pdf;
  const tree = api._FPDF_StructTree_GetForPage(page);
  if (tree === 0) return null;
  const tags = new Map<number, Tag>();
  let serial = 0;

  const visit = (element: number, above: Surroundings, depth: number): void => {
    if (element === 0 || depth > maxDepth || serial > maxElements) return;
    serial += 1;
    const type = pdf.string((buffer, size) => api._FPDF_StructElement_GetType(element, buffer, size));
    const here = enter(type, above, serial);
    const count = api._FPDF_StructElement_CountChildren(element);
    for (let index = 0; index < count; index += 1) {
      const mcid = api._FPDF_StructElement_GetChildMarkedContentID(element, index);
      if (mcid >= 0) {
        const { element: owner, kind, level, table, row } = here;
        tags.set(mcid, { element: owner, kind, level, table, row });
      } else visit(api._FPDF_StructElement_GetChildAtIndex(element, index), here, depth + 1);
    }
  };

  try {
    const top: Surroundings = { element: 0, kind: 'paragraph', level: 0, table: 0, row: 0, list: 0 };
    const count = api._FPDF_StructTree_CountChildren(tree);
    for (let index = 0; index < count; index += 1)
      visit(api._FPDF_StructTree_GetChildAtIndex(tree, index), top, 0);
  } finally {
    api._FPDF_StructTree_Close(tree);
  }
  return tags.size === 0 ? null : tags;
};

/** Inline elements stay with the block around them; so does everything inside a cell or list item. */
const enter = (type: string, above: Surroundings, serial: number): Surroundings => {
  if (type === 'Table') return { ...above, table: above.table === 0 ? serial : above.table, row: 0 };
  if (type === 'TR') return { ...above, row: serial };
  if (type === 'TD' || type === 'TH') return { ...above, element: serial, kind: 'cell' };
  if (above.kind === 'cell') return above;
  if (type === 'L') return { ...above, list: above.list + 1 };
  if (type === 'LI') return { ...above, element: serial, kind: 'list-item', level: above.list };
  if (above.kind === 'list-item') return above;
  const heading = /^H([1-6])?$/.exec(type);
  if (heading !== null) return { ...above, element: serial, kind: 'heading', level: Number(heading[1] ?? 2) };
  if (paragraphs.has(type) || above.element === 0)
    return { ...above, element: serial, kind: type === 'Title' ? 'heading' : 'paragraph', level: 1 };
  return above;
};

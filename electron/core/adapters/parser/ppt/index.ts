/** PowerPoint 97–2003: text of slides, notes and comments, slide by slide, and embedded files. Source: [MS-PPT]. */
import { inflateSync, type inflateRawSync } from 'node:zlib';
import { documentError, type Page, type ParseContext, type ParsedContent, type Parser } from '../kind.ts';
import { type Compound, openCompound } from '../parts/compound.ts';
import { decodeCodePage } from '../parts/decode.ts';
import { attachObject } from '../parts/ole-object.ts';
import { readPropertySets } from '../parts/property-set.ts';
import { inflateCapped } from '../parts/unzip.ts';
import { createWriter, type Writer } from '../parts/writer.ts';

// Record types, [MS-PPT] 2.13.24
// biome-ignore format: pairs
const record = {
  document: 1000, slide: 1006, notes: 1008, mainMaster: 1016, textHeader: 3999, textCharacters: 4000, textBytes: 4008, listWithText: 4080,
  slidePersist: 1011, comment: 12000, cString: 4026, notesAtom: 1009, object: 4113, encryption: 0x2f14, documentEnd: 1002, headersFooters: 4057,
} as const;
const titleTypes = new Set([0, 6]);
const bodyTypes = new Set([1, 5, 7, 8]);
const maxDepth = 40;

type Rec = { version: number; instance: number; type: number; body: Buffer };

export const pptParser: Parser = {
  formats: ['ppt'],
  parse: async (bytes, context): Promise<ParsedContent> => {
    const compound = openCompound(bytes);
    const stream =
      compound.read('PowerPoint Document') ??
      compound.read('PP97_DUALSTORAGE/PowerPoint Document') ??
      Buffer.alloc(0);
    if (compound.has('EncryptedSummary') || isEncrypted(compound))
      throw documentError('documents.ENCRYPTED', {});
    const top = [...records(stream)];
    const writer = createWriter(context);
    const document = top.findLast(({ type }) => type === record.document);
    const outlines = document === undefined ? [] : readOutlines(document.body);
    const pages: Page[] = [];
    // A slide saved again stands there twice; the outline of the latest document says how many there are.
    const slides = lastVersions(
      top.filter(({ type }) => type === record.slide),
      outlines.length,
    );
    const count = Math.max(slides.length, outlines.length);
    for (let index = 0; index < count; index += 1) {
      const before = writer.length;
      const texts = [...(outlines[index] ?? []), ...textsOf(slides[index]?.body)];
      writeTexts(texts, index + 1, writer);
      pages.push({
        widthPt: 0,
        heightPt: 0,
        startOffset: Math.min(writer.length, before + (before > 0 && writer.length > before ? 2 : 0)),
        endOffset: writer.length,
      });
    }
    for (const notes of top.filter(({ type, body }) => type === record.notes && !isNotesMaster(body)))
      writeTexts(textsOf(notes.body), undefined, writer);
    attachObjects(top, context);
    if (compound.incomplete) context.warn('damaged');
    return { ...writer.finish(), pages, ...readPropertySets(compound) };
  },
};

/** The pattern for notes belongs to no slide; its text only says where to click. */
const isNotesMaster = (notes: Buffer): boolean => {
  for (const { type, body } of records(notes))
    if (type === record.notesAtom && body.length >= 4) return !isSlideId(body.readUInt32LE(0));
  return false;
};

/** [MS-PPT] 2.2.25 */
const isSlideId = (id: number): boolean => id >= 0x100 && id < 0x80000000;

/** The current-user atom carries a mark of encrypted files. */
const isEncrypted = (compound: Compound): boolean => {
  const user = compound.read('Current User');
  return user !== null && user.length >= 16 && user.readUInt32LE(12) === 0xf3d1c4df;
};

function* records(bytes: Buffer): Generator<Rec> {
  let at = 0;
  while (at + 8 <= bytes.length) {
    const head = bytes.readUInt16LE(at);
    const length = bytes.readUInt32LE(at + 4);
    yield {
      version: head & 15,
      instance: head >> 4,
      type: bytes.readUInt16LE(at + 2),
      body: bytes.subarray(at + 8, at + 8 + length),
    };
    at += 8 + length;
  }
}

type Text = { type: number; text: string };

/** Texts of title and body placeholders, per slide, as the document keeps them for its outline. */
const readOutlines = (document: Buffer): Text[][] => {
  const outlines: Text[][] = [];
  for (const list of records(document)) {
    if (list.type !== record.listWithText || list.instance !== 0) continue;
    let kind = 4;
    for (const entry of records(list.body)) {
      if (entry.type === record.slidePersist) outlines.push([]);
      else if (entry.type === record.textHeader && entry.body.length >= 4) kind = entry.body.readUInt32LE(0);
      else {
        const text = atomText(entry);
        if (text !== null) outlines[outlines.length - 1]?.push({ type: kind, text });
      }
    }
  }
  return outlines;
};

const lastVersions = (slides: readonly Rec[], wanted: number): readonly Rec[] =>
  wanted > 0 && slides.length > wanted ? slides.slice(-wanted) : slides;

const atomText = ({ type, body }: Rec): string | null => {
  if (type === record.textCharacters) return body.toString('utf16le');
  return type === record.textBytes ? decodeCodePage(body, 1252) : null;
};

const textsOf = (body: Buffer | undefined): Text[] => {
  const texts: Text[] = [];
  const visit = (bytes: Buffer, depth: number): void => {
    let kind = 4;
    for (const entry of records(bytes)) {
      if (entry.type === record.textHeader && entry.body.length >= 4) kind = entry.body.readUInt32LE(0);
      const text = atomText(entry);
      if (text !== null) texts.push({ type: kind, text });
      else if (entry.type === record.cString && depth > 0) {
        const string = entry.body.toString('utf16le');
        if (/\s|\p{L}{3}/u.test(string) && !string.startsWith('___')) texts.push({ type: 4, text: string });
      } else if (entry.version === 15 && depth < maxDepth) visit(entry.body, depth + 1);
    }
  };
  if (body !== undefined) visit(body, 0);
  return texts;
};

const writeTexts = (texts: readonly Text[], page: number | undefined, writer: Writer): void => {
  const place = page === undefined ? {} : { page };
  const seen = new Set<string>();
  for (const { type, text } of texts) {
    // `*` stands where a slide number or date goes.
    const clean = text.replaceAll('\u000b', '\n').trim();
    if (clean === '' || clean === '*' || seen.has(clean)) continue;
    seen.add(clean);
    if (titleTypes.has(type)) writer.heading(clean.replace(/[\r\n]+/g, ' '), 1, place);
    else if (bodyTypes.has(type)) for (const line of clean.split('\r')) writer.listItem(line, 1, place);
    else for (const line of clean.split('\r')) writer.paragraph(line, place);
  }
};

/** Objects are compound files of their own, deflated behind their length when `instance` is 1. */
const attachObjects = (top: readonly Rec[], context: ParseContext): void => {
  let count = 0;
  for (const { type, instance, body } of top) {
    if (type !== record.object) continue;
    count += 1;
    const content =
      instance === 1 ? inflateCapped(body.subarray(4), context, inflateSync as typeof inflateRawSync) : body;
    if (content !== null) attachObject(content, `object-${count}`, context);
  }
};

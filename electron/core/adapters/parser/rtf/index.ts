/** Rich Text Format: headings, list labels, tables, notes, embedded files. Unknown and binary destinations are passed over. */
import type { ParseContext, ParsedContent, Parser } from '../kind.ts';
import { decodeCodePage } from '../parts/decode.ts';
import { readRtfTokens } from '../parts/rtf-tokens.ts';
import { createWriter } from '../parts/writer.ts';
import { characters, codePageOf } from './charsets.ts';
import { infoFields, known, later, nowhere } from './destinations.ts';
import { attachRtfObject } from './objects.ts';
import { createParagraphs, type Paragraphs } from './paragraphs.ts';
import { readProperties } from './properties.ts';

/** Where text of a group goes. */
type Target = 'body' | 'later' | 'label' | 'fonts' | 'styles' | 'info' | 'object' | 'nowhere';
type Group = {
  target: Target;
  codePage: number;
  unicodeSkip: number;
  hidden: boolean;
  /** Taken out by a tracked change. */
  deleted: boolean;
  field: string;
  inInfo: boolean;
  twice: boolean;
};

export const rtfParser: Parser = {
  formats: ['rtf'],
  parse: async (bytes, context) =>
    createInterpreter(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), context).run(),
};

const createInterpreter = (bytes: Buffer, context: ParseContext) => {
  const writer = createWriter(context);
  const main = createParagraphs(writer);
  let notes: { depth: number; paragraphs: Paragraphs }[] = [];
  const finished: Paragraphs[] = [];
  const fonts = new Map<number, number>();
  const styles = new Map<number, string>();
  const info = new Map<string, string>();
  const times = new Map<string, number[]>();
  const objectHex: Buffer[] = [];
  const stack: Group[] = [];
  let group: Group = {
    target: 'body',
    codePage: 1252,
    unicodeSkip: 1,
    hidden: false,
    deleted: false,
    field: '',
    inInfo: false,
    twice: false,
  };
  let documentPage = 1252;
  let toSkip = 0;
  let starred = false;
  let fontNumber = 0;
  let styleNumber = 0;
  let defaultFont = 0;
  let pending: number[] = [];
  let pendingPage = 1252;

  const flow = (): Paragraphs => notes[notes.length - 1]?.paragraphs ?? main;

  const put = (text: string): void => {
    if (text === '' || group.hidden || group.deleted) return;
    switch (group.target) {
      case 'body':
      case 'later':
        flow().text(text);
        break;
      case 'label':
        flow().label(text);
        break;
      case 'styles':
        styles.set(styleNumber, (styles.get(styleNumber) ?? '') + text);
        break;
      case 'info':
        info.set(group.field, (info.get(group.field) ?? '') + text);
        break;
      case 'object':
        objectHex.push(Buffer.from(text, 'latin1'));
        break;
      case 'fonts':
      case 'nowhere':
        break;
    }
  };
  const flush = (): void => {
    if (pending.length === 0) return;
    const text = decodeCodePage(Buffer.from(pending), pendingPage);
    pending = [];
    put(text);
  };

  const close = (): void => {
    const before = group;
    group = stack.pop() ?? group;
    if (before.target === 'object' && group.target !== 'object') {
      attachRtfObject(Buffer.concat(objectHex), context);
      objectHex.length = 0;
    }
    const note = notes[notes.length - 1];
    if (note !== undefined && stack.length < note.depth) {
      notes = notes.slice(0, -1);
      note.paragraphs.endParagraph();
      finished.push(note.paragraphs);
    }
  };

  const enter = (word: string): boolean => {
    if (word === 'fonttbl') group.target = 'fonts';
    else if (word === 'stylesheet') group.target = 'styles';
    else if (word === 'info') {
      group.target = 'nowhere';
      group.inInfo = true;
    } else if (infoFields.has(word) && group.inInfo) {
      group.target = 'info';
      group.field = word;
    } else if (word === 'listtext' || word === 'pntext') group.target = 'label';
    else if (word === 'objdata') group.target = 'object';
    else if (word === 'atnauthor') {
      group.target = 'info';
      group.field = `comment ${finished.length}`;
    } else if (
      later.has(word) &&
      (group.target === 'body' || group.target === 'later' || word === 'shptxt')
    ) {
      group.target = 'later';
      notes = [...notes, { depth: stack.length, paragraphs: createParagraphs(null) }];
    } else if (nowhere.has(word)) {
      // Text boxes lie deep inside the description of a shape.
      group.target = 'nowhere';
    } else return false;
    return true;
  };

  const control = (word: string, value: number | null): void => {
    const on = value !== 0;
    const character = characters[word];
    if (character !== undefined) put(character);
    else if (enter(word)) return;
    else {
      switch (word) {
        case 'upr':
          group.twice = true;
          break;
        case 'ud':
          group.target = stack[stack.length - 1]?.target ?? group.target;
          group.inInfo = stack[stack.length - 1]?.inInfo ?? false;
          break;
        case 'ansicpg':
          documentPage = value ?? 1252;
          group.codePage = documentPage;
          break;
        case 'pc':
        case 'pca':
          documentPage = word === 'pc' ? 437 : 850;
          group.codePage = documentPage;
          break;
        case 'mac':
          documentPage = 10000;
          group.codePage = documentPage;
          break;
        case 'deff':
          defaultFont = value ?? 0;
          break;
        case 'f':
          if (group.target === 'fonts') fontNumber = value ?? 0;
          else group.codePage = fonts.get(value ?? 0) ?? documentPage;
          break;
        case 'fcharset':
          if (group.target === 'fonts') fonts.set(fontNumber, codePageOf(value ?? 0) ?? documentPage);
          break;
        case 'cpg':
          if (group.target === 'fonts') fonts.set(fontNumber, value ?? documentPage);
          break;
        case 'plain':
          group.codePage = fonts.get(defaultFont) ?? documentPage;
          group.hidden = false;
          group.deleted = false;
          break;
        case 'uc':
          group.unicodeSkip = Math.min(8, Math.max(0, value ?? 1));
          break;
        case 'u':
          put(String.fromCharCode((((value ?? 0) % 65_536) + 65_536) % 65_536));
          toSkip = group.unicodeSkip;
          break;
        case 'v':
          group.hidden = on;
          break;
        case 'deleted':
          group.deleted = on;
          break;
        case 's':
          if (group.target === 'styles') styleNumber = value ?? 0;
          else flow().style(styles.get(value ?? 0) ?? '');
          break;
        case 'yr':
        case 'mo':
        case 'dy':
        case 'hr':
        case 'min':
          if (group.target === 'info')
            times.set(group.field, [...(times.get(group.field) ?? []), value ?? 0]);
          break;
        default:
          if (group.target === 'body' || group.target === 'later') flow().control(word, value);
      }
    }
  };

  const run = (): ParsedContent => {
    for (const token of readRtfTokens(bytes)) {
      if (token.type === 'byte') {
        if (toSkip > 0) toSkip -= 1;
        else if (!token.plain || (token.value !== 10 && token.value !== 13)) {
          if (pendingPage !== group.codePage) flush();
          pendingPage = group.codePage;
          pending.push(token.value);
        }
        continue;
      }
      flush();
      if (token.type === 'open') {
        stack.push(group);
        // Of a text written twice (`\upr`) the second, in Unicode, counts.
        group = {
          ...group,
          target: group.twice ? 'nowhere' : group.target,
          inInfo: group.inInfo && !group.twice,
          twice: false,
        };
        starred = false;
      } else if (token.type === 'close') {
        toSkip = 0;
        close();
      } else if (token.type === 'binary') {
        if (group.target === 'object') objectHex.push(Buffer.from(token.bytes.toString('hex'), 'latin1'));
      } else if (token.word === '*') starred = true;
      else {
        if (starred && !known.has(token.word) && !nowhere.has(token.word) && !later.has(token.word))
          group.target = 'nowhere';
        else control(token.word, token.value);
        starred = false;
      }
      if (writer.full || context.signal.aborted) break;
    }
    flush();
    // The group that is the document was never closed: it was cut off.
    if (stack.length > 0 && !writer.full && !context.signal.aborted) context.warn('damaged');
    main.finish();
    for (const note of finished) note.writeTo(writer);
    for (const note of notes) note.paragraphs.writeTo(writer);
    return { ...writer.finish(), ...readProperties(info, times) };
  };

  return { run };
};

/** Outlook items (.msg): messages, appointments, tasks, notes. Attached files and items are handed over. Source: [MS-OXMSG]. */
import type { ParseContext, ParsedContent, Parser } from '../kind.ts';
import { type Compound, openCompound } from '../parts/compound.ts';
import { decodeCodePage } from '../parts/decode.ts';
import { fileTime, shownMoment } from '../parts/dates.ts';
import { decompressRtf, htmlInRtf, tags } from '../parts/mapi.ts';
import { writeMessage } from '../parts/message-writer.ts';
import { nonEmpty } from '../parts/ooxml.ts';
import { createWriter } from '../parts/writer.ts';

export const msgParser: Parser = {
  formats: ['msg'],
  parse: async (bytes, context) => {
    const compound = openCompound(bytes);
    const content = readItem(compound, 32, context);
    if (compound.incomplete) context.warn('damaged');
    return content;
  },
};

type Item = {
  text(tag: number): string;
  binary(tag: number): Buffer | null;
  time(tag: number): string | null;
};

const unicode = '001F';
const ansi = '001E';
const binary = '0102';

const streamName = (tag: number, type: string): string =>
  `__substg1.0_${tag.toString(16).toUpperCase().padStart(4, '0')}${type}`;

/** `header`: bytes before the first property, which differ between an item and what lies within. */
const openItem = (
  compound: Compound,
  header: number,
  inherited: number | null,
): Item & { codePage: number } => {
  const numbers = new Map<number, Buffer>();
  const properties = compound.read('__properties_version1.0') ?? Buffer.alloc(0);
  for (let at = header; at + 16 <= properties.length; at += 16)
    numbers.set(properties.readUInt16LE(at + 2), properties.subarray(at + 8, at + 16));
  const codePage =
    numbers.get(tags.messageCodePage)?.readUInt32LE(0) ??
    numbers.get(tags.codePage)?.readUInt32LE(0) ??
    inherited ??
    1252;
  return {
    codePage,
    text: (tag) => {
      const wide = compound.read(streamName(tag, unicode));
      if (wide !== null) return wide.toString('utf16le').replace(/\0+$/, '');
      const narrow = compound.read(streamName(tag, ansi));
      return narrow === null ? '' : decodeCodePage(narrow, codePage).replace(/\0+$/, '');
    },
    binary: (tag) => compound.read(streamName(tag, binary)),
    time: (tag) => {
      const value = numbers.get(tag);
      return value === undefined ? null : fileTime(value.readBigUInt64LE(0));
    },
  };
};

const readItem = (compound: Compound, header: number, context: ParseContext): ParsedContent => {
  const item = openItem(compound, header, null);
  const writer = createWriter(context);
  const subject = item.text(tags.subject);
  const address = item.text(tags.senderSmtp) || item.text(tags.senderEmail);
  const name = item.text(tags.senderName);
  const from =
    name === '' || name === address ? address : address.includes('@') ? `${name} <${address}>` : name;
  const sent =
    item.time(tags.clientSubmitTime) ?? item.time(tags.deliveryTime) ?? item.time(tags.creationTime);
  writeMessage(
    {
      subject,
      headers: [
        ['from', from],
        ['to', item.text(tags.displayTo)],
        ['cc', item.text(tags.displayCc)],
        ['date', sent === null ? '' : shownMoment(sent)],
      ],
      text: item.text(tags.body),
      html: htmlOf(item, item.codePage, context),
    },
    writer,
    context.limits,
  );
  for (const storage of childStorages(compound, '__attach_version1.0_'))
    attach(compound, storage, item.codePage, writer.paragraph, context);
  const messageClass = item.text(tags.messageClass);
  return {
    ...writer.finish(),
    ...nonEmpty('title', subject.trim()),
    ...nonEmpty('author', from),
    ...nonEmpty('createdAt', sent),
    ...nonEmpty('modifiedAt', item.time(tags.modificationTime)),
    metadata: messageClass === '' ? {} : { messageClass },
  };
};

const childStorages = (compound: Compound, prefix: string): string[] => {
  const names = new Set<string>();
  for (const path of compound.streams) {
    const slash = path.indexOf('/');
    if (slash > 0 && path.startsWith(prefix)) names.add(path.slice(0, slash));
  }
  return [...names];
};

/** The HTML body, or the one hidden in the RTF; a body that exists only as RTF becomes an attachment. */
const htmlOf = (item: Item, codePage: number, context: ParseContext): string => {
  const html = item.binary(tags.html);
  if (html !== null && html.length > 0) return decodeHtml(html, codePage);
  const wide = item.text(tags.html);
  if (wide !== '') return wide;
  const packed = item.binary(tags.compressedRtf);
  const rtf = packed === null ? null : decompressRtf(packed);
  if (rtf === null) return '';
  const inside = htmlInRtf(rtf);
  if (inside === null && item.text(tags.body).trim() === '') context.attach('body.rtf', rtf);
  return inside ?? '';
};

const decodeHtml = (html: Buffer, codePage: number): string => {
  const head = html.toString('latin1', 0, 2000);
  const declared = /charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1];
  try {
    return new TextDecoder(declared ?? 'utf-8', { fatal: true }).decode(html);
  } catch {
    return decodeCodePage(html, codePage);
  }
};

const attach = (
  compound: Compound,
  storage: string,
  codePage: number,
  note: (text: string) => void,
  context: ParseContext,
): void => {
  const within = compound.within(storage);
  const item = openItem(within, 8, codePage);
  const fileName =
    item.text(tags.attachLongFileName) ||
    item.text(tags.attachFileName) ||
    item.text(tags.displayName) ||
    'attachment';
  const content = item.binary(tags.attachData);
  if (content !== null) {
    context.attach(fileName, content);
    return;
  }
  const embedded = within.within(`${streamName(tags.attachData, '000D')}`);
  if (embedded.streams.length === 0) return;
  if (embedded.read('__properties_version1.0') !== null) {
    // An item within an item has no file of its own to hand over; it is read in place.
    const inner = readItem(embedded, 24, context);
    note(inner.text);
    return;
  }
  const object = embedded.read('CONTENTS') ?? embedded.read('Package');
  if (object !== null) context.attach(fileName, object);
};

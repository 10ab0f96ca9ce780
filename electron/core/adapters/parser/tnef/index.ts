/** `winmail.dat`: what Outlook wraps messages in for Outlook. Body and attached files. Source: [MS-OXTNEF]. */
import type { Parser } from '../kind.ts';
import { decodeCodePage } from '../parts/decode.ts';
import { decompressRtf, htmlInRtf, tags } from '../parts/mapi.ts';
import { writeMessage } from '../parts/message-writer.ts';
import { nonEmpty } from '../parts/ooxml.ts';
import { createWriter } from '../parts/writer.ts';

// biome-ignore format: pairs
const attribute = {
  subject: 0x8004, body: 0x800c, messageProperties: 0x9003, renderData: 0x9002, attachTitle: 0x8010, attachData: 0x800f, attachment: 0x9005, codePage: 0x9007,
} as const;
const fixedBytes: Record<number, number> = {
  2: 4,
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 8,
  10: 4,
  11: 4,
  20: 8,
  64: 8,
  72: 16,
};

export const tnefParser: Parser = {
  formats: ['tnef'],
  parse: async (bytes, context) => {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let codePage = 1252;
    let subject = '';
    let text = '';
    let html = '';
    const attachments: { title: string; data: Buffer | null }[] = [];
    const decode = (value: Buffer): string => decodeCodePage(value, codePage).replace(/\0+$/, '');
    for (let at = 6; at + 9 <= buffer.length; ) {
      const id = buffer.readUInt16LE(at + 1);
      const length = buffer.readUInt32LE(at + 5);
      const value = buffer.subarray(at + 9, at + 9 + length);
      const open = attachments[attachments.length - 1];
      if (id === attribute.codePage && value.length >= 4) codePage = value.readUInt32LE(0);
      else if (id === attribute.subject) subject = decode(value);
      else if (id === attribute.body) text = decode(value);
      else if (id === attribute.messageProperties) {
        const properties = readProperties(value);
        subject ||= decode(properties.get(tags.subject) ?? Buffer.alloc(0));
        const packed = properties.get(tags.compressedRtf);
        const rtf = packed === undefined ? null : decompressRtf(packed);
        const page = properties.get(tags.html);
        html = page === undefined ? '' : decode(page);
        if (rtf !== null && html === '') html = htmlInRtf(rtf) ?? '';
        if (rtf !== null && html === '' && text.trim() === '') context.attach('body.rtf', rtf);
      } else if (id === attribute.renderData) attachments.push({ title: '', data: null });
      else if (id === attribute.attachTitle && open !== undefined) open.title ||= decode(value);
      else if (id === attribute.attachData && open !== undefined) open.data = value;
      else if (id === attribute.attachment && open !== undefined) {
        const properties = readProperties(value);
        const long = properties.get(tags.attachLongFileName);
        if (long !== undefined) open.title = decode(long) || open.title;
      }
      at += 9 + length + 2;
    }
    const writer = createWriter(context);
    writeMessage({ subject, headers: [], text, html }, writer, context.limits);
    for (const { title, data } of attachments) if (data !== null) context.attach(title || 'attachment', data);
    return { ...writer.finish(), ...nonEmpty('title', subject.trim()), metadata: {} };
  },
};

/** Strings and binary values of a property list; what cannot be read ends it. Wide strings come out narrow where they fit. */
const readProperties = (bytes: Buffer): Map<number, Buffer> => {
  const found = new Map<number, Buffer>();
  if (bytes.length < 4) return found;
  const count = Math.min(bytes.readUInt32LE(0), 5000);
  let at = 4;
  for (let index = 0; index < count && at + 4 <= bytes.length; index += 1) {
    const type = bytes.readUInt16LE(at) & 0xfff;
    const several = (bytes.readUInt16LE(at) & 0x1000) !== 0;
    const id = bytes.readUInt16LE(at + 2);
    at += 4;
    if (id >= 0x8000) {
      // Named: a class id, then a number or a name.
      if (at + 24 > bytes.length) return found;
      const byName = bytes.readUInt32LE(at + 16) === 1;
      at += 20 + (byName ? 4 + padded(bytes.readUInt32LE(at + 20)) : 4);
    }
    const sized = [13, 30, 31, 258].includes(type);
    if (at + 4 > bytes.length) return found;
    let values = 1;
    if (several || sized) {
      values = bytes.readUInt32LE(at);
      at += 4;
    }
    for (let step = 0; step < Math.min(values, 10_000); step += 1) {
      let length = fixedBytes[type];
      if (sized) {
        if (at + 4 > bytes.length) return found;
        length = bytes.readUInt32LE(at);
        at += 4;
      }
      if (length === undefined || at + length > bytes.length) return found;
      const value = bytes.subarray(at, at + length);
      if (!found.has(id))
        found.set(id, type === 31 ? Buffer.from(value.toString('utf16le'), 'latin1') : value);
      at += sized ? padded(length) : length;
    }
  }
  return found;
};

const padded = (length: number): number => (length + 3) & ~3;

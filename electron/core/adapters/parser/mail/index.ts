/** Mail messages and mailboxes (RFC 5322, MIME, mbox). Attached files and messages are handed over; nothing remote is loaded. */
import PostalMime, { type Address, type Attachment, decodeWords, type Email } from 'postal-mime';
import { documentError, type ParseContext, type ParsedContent, type Parser } from '../kind.ts';
import { isoDate, shownMoment } from '../parts/dates.ts';
import { languageOfMessage, writeMessage } from '../parts/message-writer.ts';
import { nonEmpty } from '../parts/ooxml.ts';
import { createWriter, type Writer } from '../parts/writer.ts';

/** The longest mailbox whose messages are read here; the rest is cut. */
const maxMessages = 20_000;
// biome-ignore format: pairs
const extensions: Record<string, string> = {
  'message/rfc822': 'eml', 'text/calendar': 'ics', 'text/vcard': 'vcf', 'text/html': 'html', 'text/plain': 'txt', 'application/pdf': 'pdf', 'text/csv': 'csv',
};

export const mailParser: Parser = {
  formats: ['eml', 'mbox'],
  parse: async (bytes, context) =>
    startsWithFrom(bytes) ? readMailbox(bytes, context) : readMail(bytes, context),
};

const startsWithFrom = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, 5)).toString('latin1') === 'From ';

const parse = async (bytes: Uint8Array): Promise<Email> => {
  try {
    return await PostalMime.parse(bytes, { forceRfc822Attachments: true, maxNestingDepth: 64 });
  } catch (cause) {
    throw documentError('documents.CORRUPT', { format: 'eml' }, { cause });
  }
};

const readMail = async (bytes: Uint8Array, context: ParseContext): Promise<ParsedContent> => {
  const email = await parse(bytes);
  const writer = createWriter(context);
  write(email, languageOf(email), writer, context);
  const metadata: Record<string, string> = {};
  if (email.messageId !== undefined) metadata.messageId = email.messageId;
  if (email.inReplyTo !== undefined) metadata.inReplyTo = email.inReplyTo;
  return {
    ...writer.finish(),
    ...nonEmpty('title', email.subject?.trim()),
    ...nonEmpty('author', sender(email)),
    ...nonEmpty('createdAt', isoDate(email.date)),
    metadata,
  };
};

const readMailbox = async (bytes: Uint8Array, context: ParseContext): Promise<ParsedContent> => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const writer = createWriter(context);
  let language: string | null = null;
  let start = 0;
  let count = 0;
  while (start < buffer.length && !writer.full && !context.signal.aborted) {
    const bodyStart = buffer.indexOf(0x0a, start) + 1;
    if (bodyStart === 0) break;
    let next = buffer.indexOf('\nFrom ', bodyStart, 'latin1');
    // Only a line with a time is a border; prose may begin with “From ” too.
    while (next >= 0 && !/\d{1,2}:\d{2}/.test(lineAt(buffer, next + 1)))
      next = buffer.indexOf('\nFrom ', next + 1, 'latin1');
    const end = next < 0 ? buffer.length : next + 1;
    count += 1;
    if (count > maxMessages) {
      context.warn('truncated');
      break;
    }
    const raw = buffer
      .subarray(bodyStart, end)
      .toString('latin1')
      .replace(/^>(>*From )/gm, '$1');
    const email = await parse(Buffer.from(raw, 'latin1'));
    // One language for the box: telling it for each of thousands of messages takes longer than reading them.
    language ??= languageOf(email);
    write(email, language, writer, context);
    start = end;
  }
  return { ...writer.finish(), metadata: { messages: String(count) } };
};

const lineAt = (buffer: Buffer, at: number): string => {
  const end = buffer.indexOf(0x0a, at);
  return buffer.toString('latin1', at, Math.min(end < 0 ? buffer.length : end, at + 400));
};

const languageOf = ({ subject = '', text = '', html = '' }: Email): string | null =>
  languageOfMessage({ subject, text, html });

/** On the clock of the sender, as the message has it. */
const sentAt = ({ date = '', headers }: Email): string => {
  if (isoDate(date) === null) return date;
  const zone = /([+-])(\d\d):?(\d\d)\b/.exec(headers.find(({ key }) => key === 'date')?.value ?? '');
  const minutes = zone === null ? 0 : Number(zone[2]) * 60 + Number(zone[3]);
  return shownMoment(date, zone?.[1] === '-' ? -minutes : minutes);
};

const write = (email: Email, language: string | null, writer: Writer, context: ParseContext): void => {
  writeMessage(
    {
      subject: email.subject ?? '',
      headers: [
        ['from', sender(email)],
        ['to', shown(email.to ?? [])],
        ['cc', shown(email.cc ?? [])],
        ['date', sentAt(email)],
      ],
      text: email.text ?? '',
      html: email.html ?? '',
    },
    writer,
    context.limits,
    language,
  );
  for (const [index, attachment] of email.attachments.entries()) attach(attachment, index, context);
};

const attach = ({ filename, mimeType, content }: Attachment, index: number, context: ParseContext): void => {
  if (typeof content === 'string') return;
  const bytes = content instanceof ArrayBuffer ? new Uint8Array(content) : content;
  context.attach(filename ?? `part-${index + 1}.${extensions[mimeType] ?? 'bin'}`, bytes);
};

/** “Meier, Anna <a@x>” without quotes is taken for two senders, the first without an address: then the line says what it says. */
const sender = ({ from, headers }: Email): string => {
  if (from === undefined) return '';
  const raw = headers.find(({ key }) => key === 'from')?.value ?? '';
  return from.group === undefined && (from.address ?? '') === '' && raw.includes('@')
    ? decodeWords(raw)
    : shown([from]);
};

const shown = (addresses: readonly Address[]): string =>
  addresses
    .map((address) => {
      if (address.group !== undefined) return `${address.name}: ${shown(address.group)}`;
      const { name, address: place = '' } = address;
      if (name === '' || name === place) return place;
      return place === '' ? name : `${name} <${place}>`;
    })
    .join(', ');

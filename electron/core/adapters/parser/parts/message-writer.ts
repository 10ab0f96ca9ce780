/** How a message reads, whatever it was stored as: subject, a table of who and when, the body. */
import type { Limits } from '../kind.ts';
import { writeHtml } from './html-writer.ts';
import type { Writer } from './writer.ts';
import { parseHtml } from './xml.ts';

export type Message = {
  subject: string;
  /** Header name and value, as they stand in a message. */
  headers: readonly (readonly [string, string])[];
  text: string;
  html: string;
};

const headingLevel = 1;
/** `> quoted` lines and what stands before them stay together; empty lines part paragraphs. */
const paragraphs = /\r?\n[^\S\n]*(?:\r?\n)+/;

export const writeMessage = (
  { subject, headers, text, html }: Message,
  writer: Writer,
  limits: Pick<Limits, 'elements'>,
): void => {
  writer.heading(subject, headingLevel);
  writer.table(headers.filter(([, value]) => value !== '').map(([name, value]) => [name, value]));
  const before = writer.length;
  if (html.trim() !== '') writeHtml(parseHtml(html, limits), writer, limits);
  // An HTML body without a word (a picture, a tracking pixel) does not hide the text beside it.
  if (writer.length === before) for (const paragraph of text.split(paragraphs)) writer.paragraph(paragraph);
};

/** How a message reads, whatever it was stored as: subject, a table of who and when, the body. */
import type { Limits } from '../kind.ts';
import { writeHtml } from './html-writer.ts';
import { detectLanguage } from './language.ts';
import { labelsIn, type MessageLabel } from './locales/labels.ts';
import type { Writer } from './writer.ts';
import { parseHtml } from './xml.ts';

export type Message = {
  subject: string;
  headers: readonly (readonly [MessageLabel, string])[];
  text: string;
  html: string;
};

const headingLevel = 1;
/** `> quoted` lines and what stands before them stay together; empty lines part paragraphs. */
const paragraphs = /\r?\n[^\S\n]*(?:\r?\n)+/;

const sampleLength = 1000;

/** ISO 639-1; `null`: it says too little. */
export const languageOfMessage = ({ subject, text, html }: Omit<Message, 'headers'>): string | null => {
  const body = text.trim() === '' ? html.replace(/<(style|script)\b[\s\S]*?<\/\1>|<[^>]*>/gi, ' ') : text;
  return detectLanguage(`${subject} ${body.slice(0, sampleLength)}`);
};

/** `language`: that of the mailbox, where it is known; otherwise the message's own. */
export const writeMessage = (
  { subject, headers, text, html }: Message,
  writer: Writer,
  limits: Pick<Limits, 'elements'>,
  language = languageOfMessage({ subject, text, html }),
): void => {
  const labels = labelsIn(language);
  writer.heading(subject, headingLevel);
  writer.table(headers.filter(([, value]) => value !== '').map(([name, value]) => [labels[name], value]));
  const before = writer.length;
  if (html.trim() !== '') writeHtml(parseHtml(html, limits), writer, limits);
  // An HTML body without a word (a picture, a tracking pixel) does not hide the text beside it.
  if (writer.length === before) for (const paragraph of text.split(paragraphs)) writer.paragraph(paragraph);
};

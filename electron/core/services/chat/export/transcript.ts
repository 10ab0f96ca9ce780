/** A conversation on its way to a file: the words and the order all three formats have in common. */
import type { z } from 'zod';
import type { Evidence } from '../../../../contract/answers.ts';
import type { Conversation, exportLabels, Message } from '../../../../contract/chat.ts';
import type { Block } from './blocks.ts';
import { cleanLine } from './clean-text.ts';

export type ExportLabels = z.infer<typeof exportLabels>;
export type ExportFormat = 'markdown' | 'docx' | 'pdf';

export type ExportRequest = {
  conversation: Pick<Conversation, 'title'>;
  /** The shown branch, oldest first. */
  messages: readonly Pick<Message, 'role' | 'text' | 'status' | 'modelName' | 'createdAt' | 'evidence'>[];
  format: ExportFormat;
  locale: 'de' | 'en';
  labels: ExportLabels;
  now: Date;
};

export type Entry = {
  role: 'user' | 'assistant';
  speaker: string;
  /** Model and time, e.g. `Modell: TinyLlama · 9. März 2026, 14:05`. */
  details: string;
  text: string;
  /** Why the answer is not whole, or `null`. */
  note: string | null;
};

export type Transcript = {
  title: string;
  exportedAt: string;
  locale: 'de' | 'en';
  now: Date;
  entries: Entry[];
};

export function toTranscript({ conversation, messages, labels, locale, now }: ExportRequest): Transcript {
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' });
  return {
    title: cleanLine(conversation.title) || labels.untitled,
    exportedAt: `${labels.exportedAt} ${when.format(now)}`,
    locale,
    now,
    entries: messages.map((message) => {
      const time = when.format(new Date(message.createdAt));
      const model = message.modelName === null ? '' : cleanLine(message.modelName);
      return {
        role: message.role,
        speaker: labels[message.role],
        details: model === '' ? time : `${labels.model}: ${model} · ${time}`,
        text: textOf(message, labels),
        note: noteOf(message.status, labels),
      };
    }),
  };
}

/** Prose, or the extract where there is none; then what it cites, as Markdown. */
function textOf({ text, evidence }: Pick<Message, 'text' | 'evidence'>, labels: ExportLabels): string {
  if (evidence === null) return text;
  if (evidence.abstained && evidence.citations.length === 0) return text || labels.abstained;
  const body = text.trim() === '' ? extractOf(evidence) : withMarks(text, evidence, labels);
  if (evidence.citations.length === 0) return body;
  const sources = evidence.citations.map((citation) => {
    const page = citation.page === null ? '' : `, ${labels.page} ${citation.page}`;
    const where = [citation.title, ...citation.headingPath.filter((heading) => heading !== citation.title)];
    return `- \\[${citation.number}\\] ${plainLine(where.join(' › '))}${page}: „${plainLine(citation.quote)}“ (${plainLine(citation.source)})`;
  });
  return `${body}\n\n**${labels.sources}**\n\n${sources.join('\n')}`;
}

const extractOf = ({ extract }: Evidence): string =>
  extract.map((unit) => `${plainLine(unit.text)} \\[${unit.citation}\\]`).join('\n\n');

/** A claim without proof says so on paper as well. */
const withMarks = (text: string, { claims }: Evidence, labels: ExportLabels): string =>
  claims
    .filter((claim) => claim.status === 'unverified')
    .toSorted((a, b) => b.endOffset - a.endOffset)
    .reduce(
      (marked, { endOffset }) =>
        `${marked.slice(0, endOffset)} *(${labels.unverified})*${marked.slice(endOffset)}`,
      text,
    );

/** Quoted text is text: nothing in it is markup of ours. */
const plainLine = (text: string): string => cleanLine(text).replace(/[\\`*_[\]<>#|~]/g, '\\$&');

/** An answer that failed or is still being written is, on paper, an interrupted one. */
function noteOf(status: Message['status'], labels: ExportLabels): string | null {
  switch (status) {
    case 'complete':
      return null;
    case 'stopped':
      return labels.stopped;
    case 'interrupted':
    case 'failed':
    case 'streaming':
      return labels.interrupted;
  }
}

/** An entry whose text has been read. */
export type ReadEntry = Entry & { blocks: Block[] };

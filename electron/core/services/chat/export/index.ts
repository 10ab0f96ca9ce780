/**
 * Writes a conversation as Markdown, Word or PDF. Speaks only the words it is handed, fetches nothing, opens no file but
 * the fonts the PDF library ships. Between messages the event loop gets its turn; only the layout of Word and PDF is one
 * piece of work, about half a second for 3,000 lines on an office laptop.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { exportFileName } from '../../../kernel/export-file-name.ts';
import { readMarkdown, readPlain } from './read-markdown.ts';
import {
  type Entry,
  type ExportFormat,
  type ExportRequest,
  type ReadEntry,
  toTranscript,
} from './transcript.ts';

export type { ExportRequest } from './transcript.ts';

export type ExportedFile = { fileName: string; mimeType: string; content: Uint8Array };

const files: Record<ExportFormat, { extension: string; mimeType: string }> = {
  markdown: { extension: 'md', mimeType: 'text/markdown; charset=utf-8' },
  docx: {
    extension: 'docx',
    mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
  pdf: { extension: 'pdf', mimeType: 'application/pdf' },
};

export async function exportConversation(request: ExportRequest): Promise<ExportedFile> {
  const transcript = toTranscript(request);
  const { extension, mimeType } = files[request.format];
  const fileName = exportFileName(transcript.title, request.labels.untitled, request.now, extension);
  switch (request.format) {
    case 'markdown': {
      const { toMarkdown } = await import('./markdown.ts');
      return { fileName, mimeType, content: new TextEncoder().encode(await toMarkdown(transcript)) };
    }
    case 'docx': {
      const { toDocx } = await import('./docx.ts');
      return { fileName, mimeType, content: await toDocx(transcript, await read(transcript.entries)) };
    }
    case 'pdf': {
      const { toPdf } = await import('./pdf.ts');
      return { fileName, mimeType, content: await toPdf(transcript, await read(transcript.entries)) };
    }
  }
}

/** What people type is shown as typed; answers are Markdown. */
async function read(entries: readonly Entry[]): Promise<ReadEntry[]> {
  const read: ReadEntry[] = [];
  for (const entry of entries) {
    read.push({ ...entry, blocks: entry.role === 'user' ? readPlain(entry.text) : readMarkdown(entry.text) });
    await turn();
  }
  return read;
}

/** Any Markdown as Word or PDF, with the same look as a conversation. */
export async function exportDocument(wish: {
  title: string;
  markdown: string;
  format: 'pdf' | 'docx';
  locale: 'de' | 'en';
  now: Date;
}): Promise<ExportedFile> {
  const { title, markdown, format, locale, now } = wish;
  const { extension, mimeType } = files[format];
  const transcript = { title, exportedAt: '', locale, now, entries: [] };
  const [entry] = await read([{ role: 'assistant', speaker: '', details: '', text: markdown, note: null }]);
  const entries = entry === undefined ? [] : [entry];
  const fileName = exportFileName(title, title, now, extension);
  const content =
    format === 'docx'
      ? await (await import('./docx.ts')).toDocx(transcript, entries)
      : await (await import('./pdf.ts')).toPdf(transcript, entries);
  return { fileName, mimeType, content };
}

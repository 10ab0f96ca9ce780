/** Tells kinds of text apart: markup, mail, calendars, tables, Markdown. */
import { documentError, type DocumentFormat } from '../../core/adapters/parser/kind.ts';
import { decodeText } from '../../core/adapters/parser/parts/decode.ts';

const sampleBytes = 32_768;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controls = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/g;

const extensionOf = (fileName: string): string =>
  /\.([a-z0-9]{1,8})$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';

/** Formats that are never plain text, by what their files are called; templates and files with macros included. */
const binaryNames = /^(pdf|doc|xls|ppt|msg|epub|odt|ods|odp|zip|dot|(doc|xls|ppt)[mx]|dotx)$/;

/** What a file claims to be by its name; `null` when that could be text or is nothing we read. */
export const claimedFormat = (fileName: string): string | null => {
  const extension = extensionOf(fileName);
  return binaryNames.test(extension) ? extension : null;
};

/** Throws `documents.UNSUPPORTED` for what is no text at all, `documents.CORRUPT` when its name says that it should be readable. */
export const sniffText = (bytes: Uint8Array, fileName: string): DocumentFormat => {
  const { text } = decodeText(bytes.subarray(0, sampleBytes));
  if (isBinary(text)) {
    const format = claimedFormat(fileName);
    throw format === null
      ? documentError('documents.UNSUPPORTED', { kind: 'binary' })
      : documentError('documents.CORRUPT', { format });
  }
  const extension = extensionOf(fileName);
  // The inside of a PDF that has lost its beginning reads like text.
  if (extension === 'pdf' && /\bendobj\b/.test(text))
    throw documentError('documents.CORRUPT', { format: 'pdf' });
  const start = text.trimStart();
  return (
    ofMarkup(start) ??
    (/^BEGIN:VCALENDAR/i.test(start) ? 'ics' : null) ??
    (/^BEGIN:VCARD/i.test(start) ? 'vcf' : null) ??
    ofMail(start, extension) ??
    (extension === 'md' || extension === 'markdown' ? 'markdown' : null) ??
    (['csv', 'tsv', 'tab'].includes(extension) || (extension === '' && looksTabular(start)) ? 'csv' : null) ??
    (extension === 'html' || extension === 'htm' || extension === 'xhtml' ? 'html' : 'text')
  );
};

const isBinary = (text: string): boolean => {
  const found = text.match(controls)?.length ?? 0;
  return found > 8 && found > text.length / 200;
};

const ofMarkup = (start: string): DocumentFormat | null => {
  if (!start.startsWith('<')) return null;
  if (/^<(!doctype\s+html|html|head|body|meta|title|script|style|div|table|p|h[1-6]|span|a)\b/i.test(start))
    return 'html';
  const body = start.replace(/^(<\?[^>]*\?>|<!--[\s\S]*?-->|<!doctype[^>[]*(\[[\s\S]*?\])?\s*>|\s+)+/i, '');
  if (/^<html\b/i.test(body) || /<html[\s>]/i.test(start.slice(0, 2000))) return 'html';
  if (/^<(\w+:)?(wordDocument|package)\b[^>]*(office\/word\/2003|xmlPackage)/.test(body)) return 'docx';
  if (/^<(\w+:)?Workbook\b[^>]*office:spreadsheet/.test(body)) return 'xls';
  if (/^<office:document\b/.test(body)) {
    if (/mimetype="[^"]*spreadsheet"/.test(body)) return 'ods';
    return /mimetype="[^"]*presentation"/.test(body) ? 'odp' : 'odt';
  }
  if (start.startsWith('<?xml') || /^<[\w:.-]+[\s>/]/.test(body)) return 'xml';
  return null;
};

const mailHeader =
  /^(received|return-path|from|to|cc|subject|date|message-id|mime-version|content-type|x-[\w-]+|delivered-to|reply-to|sender|in-reply-to|references|content-transfer-encoding|status|organization)\s*:/i;

/** A mail starts with header lines, of which at least three are customary ones. */
const ofMail = (start: string, extension: string): DocumentFormat | null => {
  const isBox = /^From \S+.*\d{2}:\d{2}/.test(start) || (extension === 'mbox' && start.startsWith('From '));
  const lines = start.split(/\r?\n/, 200);
  const rest = isBox || start.startsWith('From ') ? lines.slice(1) : lines;
  let customary = 0;
  for (const line of rest) {
    if (line === '') break;
    if (/^[ \t>]/.test(line)) continue;
    if (mailHeader.test(line)) customary += 1;
    else if (!/^[\w-]+\s*:/.test(line)) break;
  }
  if (isBox && customary > 0) return 'mbox';
  return customary >= 3 || (customary >= 1 && ['eml', 'mht', 'mhtml'].includes(extension)) ? 'eml' : null;
};

const looksTabular = (text: string): boolean => {
  const lines = text
    .split(/\r?\n/, 12)
    .slice(0, 10)
    .filter((line) => line !== '');
  if (lines.length < 3) return false;
  return [';', '\t', ','].some((separator) => {
    const counts = lines.map((line) => line.split(separator).length);
    return (counts[0] ?? 0) > 2 && counts.every((count) => count === counts[0]);
  });
};

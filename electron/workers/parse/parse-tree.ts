/**
 * One file and everything embedded in it, within one budget. A failing attachment is an error beside its name; it never
 * takes its parent with it. What contains itself is not followed.
 */
import { createHash } from 'node:crypto';
import {
  type Attachment,
  documentError,
  type DocumentFailure,
  type DocumentFormat,
  failureOf,
  isDocumentError,
  type Limits,
  type OcrOptions,
  type ParseContext,
  type ParsedContent,
  type ParsedDocument,
  type Warning,
} from '../../core/adapters/parser/kind.ts';
import { markLanguages } from '../../core/adapters/parser/parts/language.ts';
import { parsers } from './registry.ts';
import { type Sniffed, sniff } from './sniff.ts';
import { claimedFormat } from './sniff-text.ts';

export type TreeOptions = {
  limits: Limits;
  ocr: OcrOptions | null;
  signal: AbortSignal;
  /** The file itself is done, its attachments are not; called only if there are any. */
  onContent(document: ParsedDocument, pending: readonly string[]): void;
  onProgress(page: number, pages: number): void;
  log(message: string): void;
};

type Budget = { unpackedBytes: number; attachments: number };
type Waiting = { fileName: string; bytes: Uint8Array };

export const parseTree = (
  bytes: Uint8Array,
  fileName: string,
  options: TreeOptions,
): Promise<ParsedDocument> =>
  parseOne({ fileName, bytes }, [], { unpackedBytes: 0, attachments: 0 }, options);

const parseOne = async (
  file: Waiting,
  ancestors: readonly string[],
  budget: Budget,
  options: TreeOptions,
): Promise<ParsedDocument> => {
  if (file.bytes.length === 0) throw documentError('documents.EMPTY', {});
  const digest = createHash('sha1').update(file.bytes).digest('hex');
  if (ancestors.includes(digest)) throw documentError('documents.UNPACKS_TOO_LARGE', { limit: 'depth' });
  const waiting: Waiting[] = [];
  const seen = new Set<Warning>();
  const context: ParseContext = {
    fileName: file.fileName,
    limits: options.limits,
    ocr: options.ocr,
    signal: options.signal,
    attach: (fileName, bytes) => {
      if (bytes.length === 0) return;
      budget.attachments += 1;
      if (budget.attachments > options.limits.attachments) seen.add('attachments-skipped');
      else waiting.push({ fileName: shortName(fileName), bytes });
    },
    warn: (warning) => seen.add(warning),
    progress: options.onProgress,
    spend: (unpackedBytes) => {
      budget.unpackedBytes += unpackedBytes;
      if (budget.unpackedBytes > options.limits.unpackedBytes)
        throw documentError('documents.UNPACKS_TOO_LARGE', { limit: 'size' });
    },
  };
  const document = await readContent(file, context, options);
  // Nothing could be saved: not a document without words, but none.
  if (seen.has('damaged') && !seen.has('needs-ocr') && document.text === '' && waiting.length === 0)
    throw documentError('documents.CORRUPT', { format: document.format });
  document.warnings.push(...seen);
  if (ancestors.length === 0 && waiting.length > 0)
    options.onContent(
      document,
      waiting.map(({ fileName }) => fileName),
    );
  const path = [...ancestors, digest];
  for (const next of waiting) document.attachments.push(await parseAttachment(next, path, budget, options));
  return document;
};

const readContent = async (
  file: Waiting,
  context: ParseContext,
  options: TreeOptions,
): Promise<ParsedDocument> => {
  const { format, bytes } = sniffed(file, context);
  const parser = await parsers[format]();
  try {
    const content = await parser.parse(bytes, context);
    const { text, blocks, metadata } = content;
    const language = markLanguages(text, blocks, metadata.language);
    const title = titleOf(content, format);
    const { title: _own, ...rest } = content;
    return { format, ...rest, ...(title === '' ? {} : { title }), language, attachments: [], warnings: [] };
  } catch (error) {
    if (isDocumentError(error)) throw error;
    options.log(`${format}: ${error instanceof Error ? error.stack : String(error)}`);
    throw documentError('documents.CORRUPT', { format }, { cause: error });
  }
};

const sniffed = ({ bytes, fileName }: Waiting, context: ParseContext): Sniffed => {
  try {
    return sniff(bytes, fileName, context);
  } catch (error) {
    if (isDocumentError(error)) throw error;
    throw documentError(
      'documents.CORRUPT',
      { format: claimedFormat(fileName) ?? 'unknown' },
      { cause: error },
    );
  }
};

/** How far into a document a heading may stand and still be its title. */
const titleBlocks = 8;
const maxTitleLength = 200;
/** What programs write where nobody gave a title. */
const noTitle =
  /^(untitled|unbenannt|document\d*|dokument\d*|presentation\d*|präsentation\d*|powerpoint[- ]pr[aä]sentation|powerpoint presentation|slide \d+|folie \d+|mappe\d+|book\d+)?$/i;

/** The title it carries, without what printing programs put in front; else its first heading. */
const titleOf = ({ title = '', text, blocks }: ParsedContent, format: DocumentFormat): string => {
  const own = title
    .replace(/^(Microsoft (Word|PowerPoint|Excel) - )/i, '')
    .replace(/\.(docx?|pptx?|xlsx?|rtf|indd|odt)$/i, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (!noTitle.test(own)) return own.slice(0, maxTitleLength);
  // The first heading of a workbook is the name of a sheet.
  if (['xlsx', 'xls', 'ods', 'csv'].includes(format)) return '';
  const headings = blocks.slice(0, titleBlocks).filter(({ kind }) => kind === 'heading');
  const first = headings.sort((a, b) => (a.level ?? 9) - (b.level ?? 9))[0];
  return first === undefined
    ? ''
    : text.slice(first.startOffset, first.endOffset).replace(/\s+/g, ' ').slice(0, maxTitleLength);
};

const parseAttachment = async (
  file: Waiting,
  path: readonly string[],
  budget: Budget,
  options: TreeOptions,
): Promise<Attachment> => {
  const { fileName } = file;
  try {
    if (path.length > options.limits.depth)
      throw documentError('documents.UNPACKS_TOO_LARGE', { limit: 'depth' });
    return { fileName, document: await parseOne(file, path, budget, options) };
  } catch (error) {
    return { fileName, error: asFailure(error) };
  }
};

export const asFailure = (error: unknown): DocumentFailure =>
  failureOf(
    isDocumentError(error)
      ? error
      : documentError('documents.CORRUPT', { format: 'unknown' }, { cause: error }),
  );

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const shortName = (name: string): string => name.replace(/[\u0000-\u001f]/g, '').slice(-255) || 'unnamed';

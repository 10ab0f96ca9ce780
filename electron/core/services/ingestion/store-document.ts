/** A parsed file becomes a document of its space, its attachments documents below it. Runs inside a transaction. */
import { basename, extname } from 'node:path';
import type { ParsedDocument } from '../../adapters/parser/kind.ts';
import type { Analysis, DocumentInput } from '../knowledge/index.ts';

export type Stored = { id: string; versionId: string };
export type StoreTools = {
  add(input: DocumentInput): Stored;
  drop(documentId: string): void;
  analysisOf?: (document: ParsedDocument) => Analysis | undefined;
  /** Documents below one, as they were stored before. */
  attachmentsOf(documentId: string): { id: string; source: string }[];
  /** After each document. */
  onStored?: (document: ParsedDocument, stored: Stored) => void;
};

export type FileFacts = { spaceId: string; fileName: string; source: string; documentId: string | undefined };

/** Beyond this, titles are sentences. */
const longestTitle = 160;
/** What programs write when nobody thought of a title. */
const emptyTitle =
  /^(microsoft (word|excel|powerpoint)\b|untitled|unbenannt|ohne titel|document\d*$|dokument\d*$|folie 1$|slide 1$|powerpoint)/i;

const hasText = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

/** The title somebody gave it, its highest heading, or the file's name. */
const titleOf = (document: ParsedDocument, fileName: string): string => {
  const given = document.title?.replaceAll(/\s+/g, ' ').trim() ?? '';
  const isFileName = /\.[a-z0-9]{2,5}$/i.test(given);
  if (given.length >= 3 && given.length <= longestTitle && !emptyTitle.test(given) && !isFileName)
    return given;
  const heading = document.blocks.find((block) => block.kind === 'heading' && (block.level ?? 1) === 1);
  const text =
    heading && document.text.slice(heading.startOffset, heading.endOffset).replaceAll(/\s+/g, ' ').trim();
  if (text !== undefined && text.length >= 3 && text.length <= longestTitle && hasText(text)) return text;
  return basename(fileName, extname(fileName)).replaceAll('_', ' ') || fileName;
};

/** The file's document and its attachments that will be documents, each with the text that is stored. */
export function* inputsOf(
  document: ParsedDocument,
  fileName: string,
): Generator<[ParsedDocument, Pick<DocumentInput, 'title' | 'language' | 'text' | 'blocks'>]> {
  const facts = { spaceId: '', source: '', documentId: undefined, fileName };
  if (hasText(document.text)) yield [document, inputOf(document, facts)];
  for (const attachment of document.attachments)
    if ('document' in attachment) yield* inputsOf(attachment.document, attachment.fileName);
}

const inputOf = (document: ParsedDocument, facts: FileFacts): DocumentInput => {
  const { author, createdAt, modifiedAt, language } = document;
  return {
    spaceId: facts.spaceId,
    ...(facts.documentId === undefined ? {} : { documentId: facts.documentId }),
    title: titleOf(document, facts.fileName),
    ...(language === null ? {} : { language }),
    date: (modifiedAt ?? createdAt)?.slice(0, 10) ?? null,
    source: facts.source,
    text: document.text,
    blocks: document.blocks,
    pages: document.pages ?? [],
    format: document.format,
    metadata: {
      ...document.metadata,
      ...(author === undefined ? {} : { author }),
      ...(createdAt === undefined ? {} : { createdAt }),
      ...(modifiedAt === undefined ? {} : { modifiedAt }),
    },
    warnings: warningsOf(document),
  };
};

/** What is true of an attachment that could not become a document is said of what it came with. */
const warningsOf = (document: ParsedDocument): string[] => {
  const warnings = new Set<string>(document.warnings);
  for (const attachment of document.attachments) {
    if ('error' in attachment) warnings.add('attachments-skipped');
    else if (!hasText(attachment.document.text))
      for (const warning of warningsOf(attachment.document)) warnings.add(warning);
  }
  return [...warnings];
};

export const storeDocument = (document: ParsedDocument, facts: FileFacts, tools: StoreTools): Stored => {
  const input = { ...inputOf(document, facts), analysis: tools.analysisOf?.(document) ?? null };
  const worthKeeping = document.attachments.some((one) => 'document' in one && hasText(one.document.text));
  // A mail without a word may carry the one file that matters.
  const stored = tools.add(
    !hasText(input.text) && worthKeeping
      ? {
          ...input,
          text: facts.fileName,
          blocks: [{ kind: 'paragraph', startOffset: 0, endOffset: facts.fileName.length }],
          pages: [],
        }
      : input,
  );
  tools.onStored?.(document, stored);
  const before = tools.attachmentsOf(stored.id);
  for (const attachment of document.attachments) {
    if (!('document' in attachment) || !hasText(attachment.document.text)) continue;
    const source = `${facts.source} › ${attachment.fileName}`;
    const at = before.findIndex((known) => known.source === source);
    const [known] = at < 0 ? [] : before.splice(at, 1);
    storeBelow(
      attachment.document,
      { ...facts, source, fileName: attachment.fileName, documentId: known?.id },
      stored.id,
      tools,
    );
  }
  for (const gone of before) tools.drop(gone.id);
  return stored;
};

const storeBelow = (
  document: ParsedDocument,
  facts: FileFacts,
  parentId: string,
  tools: StoreTools,
): void => {
  storeDocument(document, facts, {
    ...tools,
    add: (input) => tools.add(input.parentId === undefined ? { ...input, parentId } : input),
  });
};

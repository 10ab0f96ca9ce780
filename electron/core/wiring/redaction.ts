/** Every file on its way into a space passes the space's privacy policy, and so does each of its attachments. */
import { basename, extname } from 'node:path';
import type { ParsedDocument } from '../adapters/parser/kind.ts';
import type { Prepare } from '../services/ingestion/index.ts';
import type { DocumentInput, Knowledge } from '../services/knowledge/index.ts';
import type { Privacy, Redaction } from '../services/privacy/index.ts';

type Kept = Pick<Redaction<never, never>, 'policy' | 'report' | 'spans' | 'dropOriginal'>;

export const prepareWith =
  (privacy: Pick<Privacy, 'redact' | 'keep'>): Prepare =>
  async (document, about) => {
    const redactions = new Map<ParsedDocument, Kept>();

    const prepared = async (one: ParsedDocument, source: string): Promise<ParsedDocument> => {
      const fileName = basename(source, extname(source)).replaceAll('_', ' ');
      const { author, createdAt, modifiedAt, ...rest } = one;
      const redaction = await privacy.redact(about.tenantId, {
        spaceId: about.spaceId,
        scope: source,
        title: one.title ?? fileName,
        text: one.text.toWellFormed(),
        language: one.language,
        blocks: one.blocks,
        pages: one.pages,
        metadata: { ...one.metadata, ...(author === undefined ? {} : { author }) },
        warnings: one.warnings,
        signal: about.signal,
      });
      const attachments: ParsedDocument['attachments'] = [];
      for (const attachment of one.attachments)
        attachments.push(
          'document' in attachment
            ? {
                ...attachment,
                document: await prepared(attachment.document, `${source} › ${attachment.fileName}`),
              }
            : attachment,
        );
      // A title is made of the file's name only where there is none, and then it must not say what the text no longer says.
      const title = one.title === undefined && redaction.title === fileName ? undefined : redaction.title;
      const ready: ParsedDocument = {
        ...rest,
        text: redaction.text,
        blocks: redaction.blocks ?? [],
        metadata: redaction.metadata,
        attachments,
        ...(redaction.pages === undefined ? {} : { pages: redaction.pages }),
        ...(title === undefined ? {} : { title }),
        ...(createdAt === undefined ? {} : { createdAt }),
        ...(modifiedAt === undefined ? {} : { modifiedAt }),
      };
      redactions.set(ready, redaction);
      return ready;
    };

    const ready = await prepared(document, about.source);
    return {
      document: ready,
      keepOriginal: redactions.get(ready)?.dropOriginal !== true,
      onStored: (one, { id, versionId }) => {
        const redaction = redactions.get(one);
        if (redaction !== undefined)
          privacy.keep(about.tenantId, { id, spaceId: about.spaceId, versionId }, redaction);
      },
    };
  };

/** The same for whoever stores documents without the queue, e.g. the pages of a crawl. */
export const addRedacted =
  (privacy: Pick<Privacy, 'redact' | 'keep'>, knowledge: Pick<Knowledge, 'addDocument'>) =>
  async (tenantId: string, input: DocumentInput, signal: AbortSignal): Promise<string> => {
    const redaction = await privacy.redact(tenantId, {
      spaceId: input.spaceId,
      scope: input.source,
      title: input.title,
      text: input.text.toWellFormed(),
      language: input.language ?? null,
      blocks: input.blocks,
      pages: input.pages,
      metadata: input.metadata,
      warnings: input.warnings,
      signal,
    });
    const { title, text, blocks, pages, metadata } = redaction;
    const stored = knowledge.addDocument(tenantId, {
      ...input,
      title,
      text,
      ...(blocks === undefined ? {} : { blocks }),
      ...(pages === undefined ? {} : { pages }),
      ...(input.metadata === undefined ? {} : { metadata }),
    });
    privacy.keep(tenantId, stored, redaction);
    return stored.id;
  };

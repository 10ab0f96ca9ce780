/** What can go wrong with knowledge spaces and documents, as data; spread into the table of all errors. */
import { z } from 'zod';

const nothing = z.object({});
const define = <F extends 'INVALID' | 'NOT_FOUND' | 'CONFLICT', D extends z.ZodObject>(
  family: F,
  data: D,
) => ({ family, data });

export const knowledgeErrors = {
  'knowledge.SPACE_NOT_FOUND': define('NOT_FOUND', nothing),
  'knowledge.SPACE_NAME_TAKEN': define('CONFLICT', z.object({ name: z.string() })),
  'knowledge.DOCUMENT_NOT_FOUND': define('NOT_FOUND', nothing),
  /** The original was not kept, or has no pages that can be drawn. */
  'knowledge.NO_PAGE_IMAGE': define('NOT_FOUND', nothing),
  'knowledge.ANSWER_NOT_FOUND': define('NOT_FOUND', nothing),
  /** There is no text in it to find. */
  'knowledge.DOCUMENT_EMPTY': define('INVALID', nothing),
  /** Not, or no longer, in the queue: the document did not come from a file, or it was removed. */
  'ingestion.FILE_NOT_FOUND': define('NOT_FOUND', nothing),
} as const;

export type KnowledgeErrorCode = keyof typeof knowledgeErrors;
export type KnowledgeErrorData<C extends KnowledgeErrorCode> = z.infer<(typeof knowledgeErrors)[C]['data']>;

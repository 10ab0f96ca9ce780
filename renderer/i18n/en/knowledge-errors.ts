/** What can be wrong with documents and knowledge spaces. */
import type { ErrorMessages } from '../translated.ts';

export const knowledgeErrors: Pick<ErrorMessages, 'documents' | 'knowledge' | 'ingestion'> = {
  documents: {
    UNREADABLE: {
      title: 'The file cannot be read',
      help: 'It was moved or deleted, or you lack the permission to read it. Check this and try again.',
    },
    EMPTY: { title: 'The file is empty', help: 'There is nothing in it to read.' },
    UNSUPPORTED: {
      title: 'Files of this kind are not read',
      help: 'It seems to be “{kind}”. Save its content as PDF or DOCX, for example, and add that file.',
    },
    ENCRYPTED: {
      title: 'The file is protected by a password',
      help: 'Save it without a password and add it again.',
    },
    CORRUPT: {
      title: 'The file is damaged',
      help: 'It cannot be read as {format}. Open it in its own program, save it again and retry.',
    },
    TOO_LARGE: {
      title: 'The file is too large',
      help: 'It has {sizeMb}; at most {limitMb} are read. Split it into smaller files.',
    },
    UNPACKS_TOO_LARGE: {
      title: 'The file unpacks to far more than it should',
      help: '{limit, select, depth {Files are nested in it too deeply.} entries {There are too many files in it.} elements {There are too many elements in it.} other {Its content is much larger than the file itself.}} It may be an attack; open it only if you trust its sender.',
    },
    TIMEOUT: {
      title: 'Reading the file took too long',
      help: 'It was stopped after {limitMs}. Split the file into smaller ones or try again.',
    },
    OUT_OF_MEMORY: {
      title: 'The file needs too much memory',
      help: 'The limit is {limitMb}. Split the file into smaller ones.',
    },
    PARSER_CRASHED: {
      title: 'The file made its parser crash',
      help: 'Everything else is untouched. Save the content in another format and try with that.',
    },
  },
  ingestion: {
    FILE_NOT_FOUND: {
      title: 'This file is no longer in the queue',
      help: 'It was removed, or the document did not come from a file. Add the file again.',
    },
  },
  knowledge: {
    SPACE_NOT_FOUND: {
      title: 'This knowledge space no longer exists',
      help: 'It was deleted. Choose another one.',
    },
    SPACE_NAME_TAKEN: {
      title: 'This name is taken',
      help: 'Another knowledge space is already called “{name}”. Choose another name.',
    },
    DOCUMENT_NOT_FOUND: {
      title: 'This document no longer exists',
      help: 'It was deleted. Reload the list.',
    },
    NO_PAGE_IMAGE: {
      title: 'There is no picture of this page',
      help: 'The original was not kept, or its format has no pages. The text is complete.',
    },
    ANSWER_NOT_FOUND: {
      title: 'This answer is gone',
      help: 'A document it quotes was deleted, or it is too old. Ask the question again.',
    },
    DOCUMENT_EMPTY: {
      title: 'There is no text in the document',
      help: 'If it is an image or a scan, install text recognition under “Models” and read it again.',
    },
  },
};

/** Guided start of an analysis: single documents, conversations, and the languages of the agents. */
import type { guidedStart as german } from '../de/guided-start.ts';
import type { Translated } from '../translated.ts';

export const guidedStart: Translated<typeof german> = {
  chosen: '{count, plural, one {# chosen} other {# chosen}}',
  nothing: 'Nothing was found for this.',
  more: 'There is more. Search by title.',
  documents: {
    title: 'Single documents',
    help: 'Besides whole spaces. The agents will answer from the spaces these documents are in.',
    search: 'Search documents',
    none: 'There are no documents yet.',
  },
  conversations: {
    title: 'Conversations',
    help: 'What people asked in them counts as a question. Answers from the AI are not evidence.',
    search: 'Search conversations',
    none: 'There are no conversations yet.',
    untitled: 'Untitled',
    open: 'Open the conversation',
    openNamed: 'Open the conversation: “{title}”',
  },
  agents: {
    label: 'Languages of the agents',
    automatic: 'None chosen: the languages found in the sources.',
    exactly: 'Each persona gets an agent in exactly these languages.',
  },
};

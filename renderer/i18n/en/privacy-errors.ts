/** What can be wrong with findings and pseudonyms. */
import type { ErrorMessages } from '../translated.ts';

export const privacyErrors: Pick<ErrorMessages, 'privacy'> = {
  privacy: {
    SPACE_NOT_FOUND: {
      title: 'There is no such knowledge space',
      help: 'It may have been deleted. The list is up to date now.',
    },
    DOCUMENT_NOT_FOUND: {
      title: 'There is no such document',
      help: 'It may have been deleted. Go back to the library.',
    },
    FINDING_NOT_FOUND: {
      title: 'This finding is gone',
      help: 'The document was read again meanwhile. The list is up to date now.',
    },
    PSEUDONYM_NOT_FOUND: {
      title: 'Nothing leads back from this pseudonym any more',
      help: 'The last document that used it was deleted.',
    },
    ORIGINAL_GONE: {
      title: 'The original text was removed',
      help: 'Nothing leads back to it. Change the file itself and add it again.',
    },
    RANGE_INVALID: {
      title: 'Nothing can be marked here',
      help: 'Select a piece of text that holds no finding yet.',
    },
  },
};

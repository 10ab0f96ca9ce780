/** Was an Fundstellen und Pseudonymen nicht stimmen kann. */
import type { ErrorMessages } from '../translated.ts';

export const privacyErrors: Pick<ErrorMessages, 'privacy'> = {
  privacy: {
    SPACE_NOT_FOUND: {
      title: 'Diesen Wissensraum gibt es nicht',
      help: 'Er wurde vielleicht gelöscht. Die Liste ist jetzt aktuell.',
    },
    DOCUMENT_NOT_FOUND: {
      title: 'Dieses Dokument gibt es nicht',
      help: 'Es wurde vielleicht gelöscht. Gehen Sie zurück zur Bibliothek.',
    },
    FINDING_NOT_FOUND: {
      title: 'Diese Fundstelle gibt es nicht mehr',
      help: 'Das Dokument wurde inzwischen neu eingelesen. Die Liste ist jetzt aktuell.',
    },
    PSEUDONYM_NOT_FOUND: {
      title: 'Von diesem Pseudonym führt nichts mehr zurück',
      help: 'Das letzte Dokument, in dem es stand, wurde gelöscht.',
    },
    ORIGINAL_GONE: {
      title: 'Der ursprüngliche Text ist entfernt',
      help: 'Nichts führt zu ihm zurück. Ändern Sie die Datei selbst und fügen Sie sie erneut hinzu.',
    },
    RANGE_INVALID: {
      title: 'Hier lässt sich nichts markieren',
      help: 'Wählen Sie ein Stück Text aus, in dem noch keine Fundstelle steht.',
    },
  },
};

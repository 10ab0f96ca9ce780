/** Was an Dokumenten und Wissensräumen nicht stimmen kann. */
import type { ErrorMessages } from '../translated.ts';

export const knowledgeErrors: Pick<ErrorMessages, 'documents' | 'knowledge' | 'ingestion'> = {
  documents: {
    UNREADABLE: {
      title: 'Die Datei ist nicht lesbar',
      help: 'Sie wurde verschoben oder gelöscht, oder Ihnen fehlt das Recht, sie zu lesen. Prüfen Sie das und versuchen Sie es erneut.',
    },
    EMPTY: { title: 'Die Datei ist leer', help: 'Es gibt in ihr nichts zu lesen.' },
    UNSUPPORTED: {
      title: 'Diese Art von Datei wird nicht gelesen',
      help: 'Erkannt wurde „{kind}“. Speichern Sie den Inhalt zum Beispiel als PDF oder DOCX und fügen Sie die Datei erneut hinzu.',
    },
    ENCRYPTED: {
      title: 'Die Datei ist mit einem Passwort geschützt',
      help: 'Speichern Sie sie ohne Passwort und fügen Sie sie erneut hinzu.',
    },
    CORRUPT: {
      title: 'Die Datei ist beschädigt',
      help: 'Als {format} ist sie nicht lesbar. Öffnen Sie sie in ihrem Programm, speichern Sie sie neu und versuchen Sie es erneut.',
    },
    TOO_LARGE: {
      title: 'Die Datei ist zu groß',
      help: 'Sie hat {sizeMb}, gelesen werden höchstens {limitMb}. Teilen Sie sie in kleinere Dateien.',
    },
    UNPACKS_TOO_LARGE: {
      title: 'Die Datei entpackt sich zu weit mehr, als sie dürfte',
      help: '{limit, select, depth {Sie enthält zu tief ineinander verschachtelte Dateien.} entries {Sie enthält zu viele Dateien.} elements {Sie enthält zu viele Elemente.} other {Ihr Inhalt ist viel größer als die Datei selbst.}} Vielleicht ist sie ein Angriff; öffnen Sie sie nur, wenn Sie dem Absender trauen.',
    },
    TIMEOUT: {
      title: 'Das Lesen der Datei dauerte zu lange',
      help: 'Nach {limitMs} wurde abgebrochen. Teilen Sie die Datei in kleinere oder versuchen Sie es erneut.',
    },
    OUT_OF_MEMORY: {
      title: 'Die Datei braucht zu viel Arbeitsspeicher',
      help: 'Erlaubt sind {limitMb}. Teilen Sie die Datei in kleinere.',
    },
    PARSER_CRASHED: {
      title: 'Die Datei brachte das Leseprogramm zum Absturz',
      help: 'Alles andere ist unberührt. Speichern Sie den Inhalt in einem anderen Format und versuchen Sie es damit.',
    },
  },
  ingestion: {
    FILE_NOT_FOUND: {
      title: 'Diese Datei steht nicht mehr in der Warteschlange',
      help: 'Sie wurde entfernt, oder das Dokument stammt nicht aus einer Datei. Fügen Sie die Datei erneut hinzu.',
    },
  },
  knowledge: {
    SPACE_NOT_FOUND: {
      title: 'Diesen Wissensraum gibt es nicht mehr',
      help: 'Er wurde gelöscht. Wählen Sie einen anderen.',
    },
    SPACE_NAME_TAKEN: {
      title: 'Diesen Namen gibt es schon',
      help: 'Ein anderer Wissensraum heißt bereits „{name}“. Wählen Sie einen anderen Namen.',
    },
    DOCUMENT_NOT_FOUND: {
      title: 'Dieses Dokument gibt es nicht mehr',
      help: 'Es wurde gelöscht. Laden Sie die Liste neu.',
    },
    NO_PAGE_IMAGE: {
      title: 'Von dieser Seite gibt es kein Bild',
      help: 'Das Original wurde nicht aufbewahrt, oder sein Format hat keine Seiten. Der Text ist vollständig.',
    },
    ANSWER_NOT_FOUND: {
      title: 'Diese Antwort gibt es nicht mehr',
      help: 'Ein Dokument, aus dem sie zitiert, wurde gelöscht, oder sie ist zu alt. Stellen Sie die Frage erneut.',
    },
    DOCUMENT_EMPTY: {
      title: 'Im Dokument steht kein Text',
      help: 'Ist es ein Bild oder ein Scan, installieren Sie unter „Modelle“ die Texterkennung und lesen Sie es erneut.',
    },
  },
};

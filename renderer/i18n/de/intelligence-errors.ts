/** Was an Analysen, Agenten und Figuren nicht stimmen kann. */
import type { ErrorMessages } from '../translated.ts';

export const intelligenceErrors: Pick<ErrorMessages, 'intelligence' | 'agents'> = {
  intelligence: {
    ANALYSIS_NOT_FOUND: {
      title: 'Diese Analyse gibt es nicht mehr',
      help: 'Sie wurde entfernt. Die Liste ist jetzt aktuell.',
    },
    GROUP_NOT_FOUND: {
      title: 'Diese Zielgruppe gibt es nicht mehr',
      help: 'Sie wurde entfernt oder mit einer anderen zusammengeführt.',
    },
    PERSONA_NOT_FOUND: {
      title: 'Diese Persona gibt es nicht mehr',
      help: 'Sie wurde entfernt. Die Ansicht ist jetzt aktuell.',
    },
    EVIDENCE_NOT_FOUND: {
      title: 'Dieser Beleg ist nicht mehr da',
      help: 'Das Dokument wurde entfernt oder die Analyse inzwischen wiederholt.',
    },
    HISTORY_NOT_FOUND: {
      title: 'Diesen früheren Stand gibt es nicht',
      help: 'Es gibt nichts, zu dem es zurückgehen könnte.',
    },
    VERSION_NOT_FOUND: {
      title: 'Diese Fassung gibt es nicht',
      help: 'Eine Fassung {version} wurde nie fertig. Wählen Sie eine andere.',
    },
    NO_SOURCES: {
      title: 'Es fehlen die Quellen',
      help: 'Wählen Sie mindestens einen Wissensraum, ein Dokument oder ein Gespräch.',
    },
    RUNNING: { title: 'Die Analyse läuft noch', help: 'Warten Sie, bis sie endet, oder halten Sie sie an.' },
    LOCKED: { title: '„{name}“ ist bestätigt', help: 'Heben Sie die Bestätigung auf, um etwas zu ändern.' },
  },
  agents: {
    NOT_FOUND: {
      title: 'Diesen Agenten gibt es nicht mehr',
      help: 'Er wurde entfernt. Die Liste ist jetzt aktuell.',
    },
    TEMPLATE_NOT_FOUND: {
      title: 'Diese Rollenvorlage gibt es nicht',
      help: 'Eine Vorlage „{name}“ ist nicht vorhanden. Wählen Sie eine andere.',
    },
    CHARACTER_NOT_FOUND: {
      title: 'Diese Figur gibt es nicht mehr',
      help: 'Sie wurde entfernt. Die Liste ist jetzt aktuell.',
    },
    PACKAGE_UNREADABLE: {
      title: 'Die Datei ist kein Agentenpaket',
      help: 'Sie ist beschädigt, etwas anderes, oder kommt aus einer neueren Version. Es wurde nichts übernommen.',
    },
    PACKAGE_TOO_LARGE: {
      title: 'Das Paket ist zu groß',
      help: 'Möglich sind {limitMb, number} MB. Lassen Sie es in mehrere Pakete teilen. Es wurde nichts übernommen.',
    },
    PACKAGE_NOT_FOUND: {
      title: 'Das Paket ist nicht mehr geöffnet',
      help: 'Wählen Sie die Datei noch einmal aus. Es wurde nichts übernommen.',
    },
    NO_KNOWLEDGE: {
      title: 'Der Agent hat noch kein Wissen',
      help: 'Verknüpfen Sie zuerst einen Wissensraum.',
    },
    PERSONA_REMOVED: {
      title: 'Die Persona dieses Agenten wurde entfernt',
      help: 'Holen Sie die Persona in der Analyse zurück, dann kann der Agent wieder veröffentlicht werden.',
    },
    NOT_AVAILABLE: {
      title: 'Der Agent „{name}“ ist nicht mehr verfügbar',
      help: 'Er wurde zurückgezogen oder entfernt. Geben Sie ihn wieder frei oder beginnen Sie ein neues Gespräch.',
    },
  },
};

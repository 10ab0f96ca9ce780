/** Deutsch der Shell. */
import type { Words } from './words.ts';

export const de: Words = {
  menu: {
    file: 'Datei',
    quit: 'Beenden',
    edit: 'Bearbeiten',
    undo: 'Rückgängig',
    redo: 'Wiederholen',
    cut: 'Ausschneiden',
    copy: 'Kopieren',
    paste: 'Einfügen',
    selectAll: 'Alles auswählen',
    view: 'Ansicht',
    zoomIn: 'Vergrößern',
    zoomOut: 'Verkleinern',
    resetZoom: 'Originalgröße',
    fullScreen: 'Vollbild',
    about: 'Über WattOS Desktop',
    hide: 'WattOS Desktop ausblenden',
    hideOthers: 'Andere ausblenden',
    showAll: 'Alle einblenden',
  },
  dialog: {
    engineFailed: 'WattOS kann nicht starten',
    engineGone: 'Der Kern von WattOS ist mehrmals hintereinander abgestürzt.',
    engineGoneDetail:
      'Gespeichertes ist nicht verloren. Starten Sie ihn neu; hilft das nicht, finden Sie die Ursache im Protokoll des Datenordners.',
    restart: 'Neu starten',
    quit: 'Beenden',
    windowRestored: 'Das Fenster war abgestürzt und wurde wiederhergestellt.',
    windowRestoredDetail: 'Gespeichertes ist nicht verloren. Nicht gesendeter Text kann fehlen.',
    close: 'Schließen',
    modelFiles: 'Sprachmodelle (GGUF)',
    allFiles: 'Alle Dateien',
  },
};

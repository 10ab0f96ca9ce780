/** Auf dem Brett einer Auswertung: die Quellen sind nicht mehr, wie sie gelesen wurden. */
export const sourcesChanged = {
  title: 'Die Quellen haben sich geändert',
  newOrChanged:
    '{count, plural, one {# Dokument ist neu oder geändert} other {# Dokumente sind neu oder geändert}}',
  removed: '{count, plural, one {# Dokument ist weg} other {# Dokumente sind weg}}',
  help: 'Was hier steht, stammt vom letzten Lesen. Was Sie bestätigt haben, bleibt bei der Wiederholung erhalten.',
  repeat: 'Wiederholen',
  automatically: 'Künftig nach jedem Crawl von selbst wiederholen',
  more: '{left, plural, one {Noch # Satz zeigen} other {Weitere Sätze zeigen (noch #)}}',
};

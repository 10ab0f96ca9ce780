/** The way from an address to an agent: what leads from one view to the next, and the sample to try it with. */
export const journey = {
  groups: 'Zielgruppen finden',
  groupsTitle: 'Die Website ist gelesen.',
  groupsHelp: 'Als Nächstes zeigt WattOS, wen diese Seiten ansprechen – mit Beleg für jede Aussage.',
  groupsWaiting:
    '{count, plural, one {# Dokument wird} other {# Dokumente werden}} noch gelesen. Danach geht es weiter.',
  agents: {
    title: 'Agenten dieser Persona',
    help: 'Ein freigegebener Agent kann im Chat und am Kiosk gewählt werden.',
    none: 'Für diese Persona gibt es noch keinen Agenten.',
    make: 'Agenten erzeugen',
    made: '{count, plural, =0 {Kein Agent erzeugt.} one {# Agent ist da.} other {# Agenten sind da.}}',
  },
  sample: {
    title: 'Mit der Beispielgemeinde ausprobieren',
    help: 'Lindenau am See, eine erfundene Gemeinde: Seiten, PDF-Dateien und ein Scan. Ohne Internet, in weniger als einer Minute zu Zielgruppen, Personas und Agenten.',
    action: 'Beispiel ansehen',
    reading: 'Die Beispielseiten werden gelesen …',
  },
};

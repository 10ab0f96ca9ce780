/** Guided start of an analysis: single documents, conversations, and the languages of the agents. */
export const guidedStart = {
  chosen: '{count, plural, one {# gewählt} other {# gewählt}}',
  nothing: 'Dazu wurde nichts gefunden.',
  more: 'Es gibt mehr. Suchen Sie nach dem Titel.',
  documents: {
    title: 'Einzelne Dokumente',
    help: 'Zusätzlich zu ganzen Räumen. Die Agenten antworten später aus den Räumen, in denen diese Dokumente liegen.',
    search: 'Dokumente suchen',
    none: 'Es gibt noch keine Dokumente.',
  },
  conversations: {
    title: 'Gespräche',
    help: 'Was Menschen darin gefragt haben, zählt als Frage. Antworten der KI zählen nicht als Beleg.',
    search: 'Gespräche suchen',
    none: 'Es gibt noch keine Gespräche.',
    untitled: 'Ohne Titel',
    open: 'Im Gespräch öffnen',
    openNamed: 'Im Gespräch öffnen: „{title}“',
  },
  agents: {
    label: 'Sprachen der Agenten',
    automatic: 'Nichts gewählt: die Sprachen, die in den Quellen vorkommen.',
    exactly: 'Zu jeder Persona entsteht ein Agent in genau diesen Sprachen.',
  },
};

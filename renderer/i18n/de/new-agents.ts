/** The ways to a new agent: from a role template, or from a package of another installation. */
export const newAgents = {
  back: 'Alle Agenten',
  menu: {
    label: 'Neuer Agent',
    sources: 'Aus Ihren Quellen',
    sourcesDetail: 'Zu jeder Persona einer je Sprache',
    template: 'Aus einer Vorlage',
    templateDetail: 'Bürgerservice, IT-Support, Vertrieb und andere Rollen',
    package: 'Aus einem Paket',
    packageDetail: 'Agenten einer anderen Installation übernehmen',
    characters: 'Figuren verwalten',
  },
  spaces: { none: 'Es gibt noch keinen Wissensraum.', add: 'Unter „Wissen“ anlegen' },
  tools: {
    'web.open': 'Webseiten öffnen',
    'mail.draft': 'E-Mails entwerfen',
    'calendar.find': 'Termine finden',
    'tickets.create': 'Tickets anlegen',
    later: 'Vorgesehen, in dieser Version aber noch nicht verfügbar: {tools}.',
  },
  template: {
    title: 'Agent aus einer Vorlage',
    intro: 'Wählen Sie eine Rolle und das Wissen, aus dem der Agent antworten darf.',
    role: 'Rolle',
    language: 'Sprache des Agenten',
    told: 'Was der Agent mitbekommt',
    knowledge: 'Wissen',
    knowledgeHelp: 'Der Agent antwortet nur aus diesen Räumen und nennt immer die Stelle.',
    chooseFirst: 'Wählen Sie zuerst eine Rolle.',
    withoutKnowledge: 'Ohne Wissen kann der Agent nicht antworten und nicht freigegeben werden.',
    create: 'Agent anlegen',
    made: '„{name}“ ist angelegt, noch nicht freigegeben.',
  },
  package: {
    title: 'Agentenpaket einlesen',
    intro:
      'Ein Paket enthält Agenten, ihre Figuren und die Texte, aus denen sie antworten. Sie sehen zuerst, was darin ist.',
    drop: 'Ziehen Sie die Paketdatei hierher.',
    other: 'Doch eine andere Datei?',
    choose: 'Datei auswählen',
    opening: 'Das Paket wird geprüft.',
    sent: '{sent} von {size}',
    taking:
      '{count, plural, =0 {Die Agenten werden übernommen.} one {Die Agenten und # Dokument werden übernommen.} other {Die Agenten und # Dokumente werden übernommen.}}',
    inside: 'Das ist darin',
    character: 'Figur: {name}',
    documents:
      '{count, plural, =0 {Ohne Dokumente: Die Agenten brauchen danach einen Wissensraum.} one {# Dokument} other {# Dokumente}}',
    language: '{count, number} auf {language}',
    notes: {
      unsigned:
        'Pakete tragen keine Unterschrift. Übernehmen Sie nur, was Sie von jemandem haben, dem Sie vertrauen.',
      unpublished: 'Die Agenten kommen nicht freigegeben an. Prüfen Sie sie, bevor andere sie benutzen.',
      redacted:
        'Die Dokumente kommen in einen neuen Wissensraum. Persönliche Daten werden dort behandelt wie bei jeder Datei.',
    },
    cancel: 'Verwerfen',
    take: '{count, plural, one {# Agenten übernehmen} other {# Agenten übernehmen}}',
    done: '{count, plural, one {# Agent ist übernommen.} other {# Agenten sind übernommen.}}',
  },
};

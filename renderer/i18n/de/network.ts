/** The ledger of outbound connections. */
export const network = {
  title: 'Netzwerk-Nachweis',
  intro:
    'Jede Verbindung, die WattOS nach außen aufgebaut oder verweigert hat. Die Liste lässt sich nicht ändern, nur ausdrucken.',
  print: 'Drucken',
  empty: 'Noch keine Verbindung nach außen',
  emptyHelp: 'Alles, was Sie bisher getan haben, ist auf diesem Rechner geblieben.',
  caption: 'Verbindungen nach außen, die neueste zuerst',
  time: 'Zeitpunkt',
  purpose: 'Zweck',
  host: 'Gegenstelle',
  decision: 'Entscheidung',
  received: 'Empfangen',
  allowed: 'Zugelassen',
  denied: 'Verweigert',
  purposes: {
    'model-download': 'Modell laden',
    crawler: 'Website lesen',
    provider: 'Sprachmodell bei {name}',
    providerGone: 'Sprachmodell eines entfernten Anbieters',
  },
  printed: 'Ausgedruckt am {at}',
  count: '{count, plural, one {# Eintrag} other {# Einträge}}',
  partial: 'Es gibt ältere Einträge, die noch nicht geladen sind.',
};

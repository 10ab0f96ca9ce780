/** The four screens of the first start. */
export const onboarding = {
  label: 'Einführung',
  step: 'Schritt {step, number} von {of, number}',
  welcome: {
    title: 'Willkommen bei WattOS',
    intro: 'Ihr KI-Arbeitsplatz auf diesem Rechner. Er arbeitet auch, wenn das Netzwerkkabel gezogen ist.',
    points: {
      local: 'Sprachmodell, Gespräche und Einstellungen bleiben auf diesem Rechner.',
      encrypted: 'Alles Gespeicherte ist verschlüsselt.',
      ledger: 'Jede Verbindung nach außen steht in einem Nachweis, den Sie ausdrucken können.',
    },
    language: 'Sprache der Oberfläche',
    start: 'Los geht’s',
  },
  hardware: {
    title: 'Was dieser Rechner kann',
    checking: 'Der Rechner wird geprüft …',
    cpu: 'Prozessor',
    cpuValue: '{model}, {cores, plural, one {# Kern} other {# Kerne}}',
    memory: 'Arbeitsspeicher',
    memoryValue: '{total}, davon {free} frei',
    disk: 'Freier Speicherplatz',
    gpu: 'Grafikkarte',
    noGpu: 'Keine nötig: Antworten rechnet der Prozessor.',
    small: 'Ein kleines Modell läuft hier. Rechnen Sie mit ruhigem Tempo.',
    medium: 'Gut für kleine und mittlere Modelle.',
    large: 'Auch große Modelle laufen hier.',
  },
  model: {
    title: 'Wählen Sie ein Sprachmodell',
    intro:
      'Es wird einmal geladen und bleibt dann auf diesem Rechner. Sie können das jederzeit unter „Modelle“ ändern.',
    choose: 'Modell',
    installedHint: '{name} ist schon da. Sie können gleich anfangen.',
    continueWithout: 'Ohne Modell weiter',
    background: 'Der Download läuft weiter, auch wenn Sie fortfahren.',
    import: 'Von Datei einlesen',
    none: 'Zurzeit steht kein Sprachmodell zum Laden bereit.',
    connects: 'Verbindet sich einmalig mit {hosts}.',
  },
  ready: {
    emptyTitle: 'Alles bereit',
    title: 'Stellen Sie Ihre erste Frage',
    intro:
      'Die Antwort entsteht auf diesem Rechner. Sie landen in einem echten Gespräch, das Sie fortsetzen können.',
    noModel: 'Sie können jetzt alles ansehen. Sobald ein Modell da ist, beantwortet WattOS Ihre Fragen.',
    downloading: 'Das Modell wird noch geladen. Sobald es da ist, können Sie Ihre erste Frage stellen.',
    question: 'Ihre Frage',
    ask: 'Frage stellen',
    englishOnly: 'Das Startmodell versteht nur Englisch, darum sind die Vorschläge auf Englisch.',
    suggestions: {
      letter:
        'Schreiben Sie einen kurzen, freundlichen Brief, der die Nachbarschaft zu einem Straßenfest einlädt.',
      explain: 'Erklären Sie in drei Sätzen, was ein Sprachmodell ist.',
      list: 'Nennen Sie fünf Dinge, die man vor einer Vertragsunterschrift prüfen sollte.',
    },
    suggestionsEnglish: {
      letter: 'Write a short, friendly letter inviting neighbours to a street party.',
      explain: 'Explain in three sentences what a language model is.',
      list: 'List five things to check before signing a contract.',
    },
    finish: 'WattOS öffnen',
  },
};

/** Deutsch der Hosts und der Kommandozeile. */
import { crawlerErrorsDe, crawlerWordsDe } from './crawler.ts';
import { number } from './format.ts';
import { helpDe } from './help.ts';
import { intelligenceDe } from './intelligence.ts';
import { intelligenceCliDe } from './intelligence-cli.ts';
import { knowledgeCliDe, knowledgeDe } from './knowledge.ts';
import { privacyCliDe, privacyDe } from './privacy.ts';
import type { Words } from './words.ts';

export const de: Words = {
  locale: 'de',
  errors: {
    'request.INVALID': ({ issues }) =>
      `Die Anfrage ist ungültig${issues.length ? `: ${issues.map((issue) => `${issue.path || 'Eingabe'}: ${issue.problem}`).join('; ')}` : ''}.`,
    'request.UNAUTHENTICATED': () =>
      'Dieser Host verlangt seinen Schlüssel und bekam keinen oder einen falschen.',
    'request.FORBIDDEN': ({ permission }) => `Ihnen fehlt die Berechtigung „${permission}“.`,
    'request.RATE_LIMITED': ({ retryAfterMs }) =>
      `Zu viele Anfragen. Versuchen Sie es in ${number(Math.ceil(retryAfterMs / 1000), 'de')} s wieder.`,
    'request.CANCELLED': () => 'Abgebrochen.',
    'request.UNKNOWN_PROCEDURE': () =>
      'Dieser Host kennt die Anfrage nicht. Host und Programm haben vielleicht verschiedene Versionen.',
    'internal.BUG': ({ reference }) =>
      `Ein Fehler in WattOS selbst. Das Protokoll erklärt ihn unter ${reference}.`,
    'vault.LOCKED': () =>
      'Die Datenbank ist gesperrt. Geben Sie die Passphrase mit --passphrase-file an oder entsperren Sie sie im Fenster.',
    'vault.WRONG_KEY': () =>
      'Passphrase oder Schlüssel öffnen diese Datenbank nicht. Nichts wurde verändert.',
    'vault.WEAK_PASSPHRASE': ({ minLength }) => `Die Passphrase braucht mindestens ${minLength} Zeichen.`,
    'vault.ALREADY_OPEN': () => 'Die Datenbank ist bereits geöffnet.',
    'vault.KEY_MISSING': () =>
      'Der Schlüssel dieser Datenbank fehlt hier. Nennen Sie die Schlüsseldatei mit WATTOS_KEY_FILE oder nutzen Sie das Konto und den Rechner, die sie angelegt haben.',
    'database.FROM_THE_FUTURE': ({ found, supported }) =>
      `Ein neueres WattOS hat diese Datenbank geschrieben (Schema ${found}, dieses kennt ${supported}). Installieren Sie die neuere Version; nichts wurde verändert.`,
    'database.CORRUPT': ({ backup }) =>
      `Die Datenbankdatei ist beschädigt und blieb unberührt. ${backup ? `Die letzte Sicherung ist ${backup}.` : 'In ihrem Ordner liegt keine Sicherung.'}`,
    'database.LOCKED_BY_ANOTHER': ({ pid }) =>
      `Ein anderes WattOS nutzt diesen Datenordner${pid === null ? '' : ` (Prozess ${pid})`}. Schließen Sie es oder wählen Sie mit --data einen anderen Ordner.`,
    'database.DISK_FULL': () =>
      'Der Datenträger ist voll. Gespeichertes ist nicht verloren; schaffen Sie Platz und versuchen Sie es erneut.',
    'database.READ_ONLY': () =>
      'Der Datenordner ist nicht beschreibbar. Prüfen Sie seine Rechte oder wählen Sie mit --data einen anderen.',
    'database.MIGRATION_FAILED': ({ migration, backup }) =>
      `Die Datenbank konnte nicht aktualisiert werden (${migration}) und blieb, wie sie war.${backup ? ` Eine Sicherung ist ${backup}.` : ''}`,
    'chat.CONVERSATION_NOT_FOUND': () => 'Dieses Gespräch gibt es nicht.',
    'chat.MESSAGE_NOT_FOUND': () => 'Diese Nachricht gibt es nicht.',
    'chat.MESSAGE_EMPTY': () => 'Die Nachricht ist leer.',
    'chat.MESSAGE_TOO_LONG': ({ length, limit }) =>
      `Die Nachricht hat ${number(length, 'de')} Zeichen, möglich sind ${number(limit, 'de')}. Kürzen Sie sie.`,
    'chat.BUSY': () => 'In diesem Gespräch entsteht gerade eine Antwort. Warten Sie oder halten Sie sie an.',
    'chat.NO_MODEL': () =>
      'Es ist kein Sprachmodell installiert. Laden Sie eines mit: wattos models pull starter',
    'chat.CONTEXT_OVERFLOW': ({ needTokens, haveTokens }) =>
      `Die Nachricht braucht ${number(needTokens, 'de')} Token, das Modell fasst ${number(haveTokens, 'de')}. Kürzen Sie sie oder wählen Sie ein anderes Modell.`,
    'chat.NOTHING_TO_EXPORT': () => 'Das Gespräch ist leer; es gibt nichts zu exportieren.',
    'models.NOT_FOUND': () => 'Dieses Modell gibt es nicht. Siehe: wattos models list',
    'models.NOT_INSTALLED': ({ modelId }) =>
      `Das Modell ${modelId} ist nicht installiert. Laden Sie es mit: wattos models pull ${modelId}`,
    'models.FILE_MISSING': ({ modelId }) =>
      `Die Datei des Modells ${modelId} fehlt. Laden Sie sie erneut mit: wattos models pull ${modelId}`,
    'models.FILE_TRUNCATED': ({ modelId }) =>
      `Die Datei des Modells ${modelId} ist unvollständig. Vervollständigen Sie sie mit: wattos models pull ${modelId}`,
    'models.WRONG_HASH': ({ modelId }) =>
      `Was für ${modelId} geladen wurde, passt nicht zur Prüfsumme und wurde verworfen. Versuchen Sie es später erneut.`,
    'models.NOT_A_MODEL': ({ fileName }) => `${fileName} ist kein Modell im Format GGUF.`,
    'models.UNSUPPORTED_VERSION': ({ fileName, version }) =>
      `${fileName} nutzt Version ${version} des Formats GGUF, die dieses WattOS nicht lesen kann.`,
    'models.TOO_LARGE': ({ needMb, haveMb }) =>
      `Das Modell braucht ${number(needMb, 'de')} MB Arbeitsspeicher, frei sind ${number(haveMb, 'de')} MB. Wählen Sie ein kleineres.`,
    'models.DISK_FULL': ({ needMb, haveMb }) =>
      `Der Download braucht ${number(needMb, 'de')} MB Platz, frei sind ${number(haveMb, 'de')} MB.`,
    'models.SOURCE_UNREACHABLE': ({ modelId, host }) =>
      `${host} ist nicht erreichbar, ${modelId} ist deshalb nicht vollständig. Der nächste Versuch macht hier weiter.`,
    'models.LOAD_FAILED': ({ modelId }) =>
      `Das Modell ${modelId} ließ sich nicht laden. Laden Sie es neu herunter oder wählen Sie ein anderes.`,
    'models.SCHEMA_UNSUPPORTED': ({ keyword, path }) =>
      `Auf dieses JSON-Schema lässt sich das Modell nicht festlegen: „${keyword}“ bei „${path}“.`,
    'models.SCHEMA_UNSATISFIABLE': () => 'Kein Wert erfüllt dieses JSON-Schema.',
    'models.IN_USE': ({ modelId }) => `Das Modell ${modelId} wird gerade benutzt.`,
    'models.STILL_USED': ({ modelId }) =>
      `Einstellungen, Gespräche oder Wissensräume nennen das Modell ${modelId}. Entfernen Sie es trotzdem mit: wattos models remove ${modelId} --even-if-used`,
    'models.NOTHING_TO_IMPORT': ({ folder }) => `In ${folder} liegt kein Modell, das WattOS kennt.`,
    'worker.CRASHED': ({ worker }) =>
      `Der Prozess „${worker}“ endete unerwartet. Das bisher Geschriebene bleibt; versuchen Sie es erneut.`,
    'worker.BREAKER_OPEN': ({ worker }) =>
      `Der Prozess „${worker}“ ist dreimal gescheitert und ruht. Setzen Sie ihn im Fenster zurück oder starten Sie WattOS neu.`,
    'worker.UNKNOWN': ({ worker }) => `Den Prozess „${worker}“ gibt es nicht.`,
    'network.DENIED': ({ host }) =>
      `Die Verbindung zu ${host} ist nicht erlaubt. Darüber entscheiden die Netzwerkeinstellungen.`,
    'runs.NOT_FOUND': () => 'Diesen Vorgang gibt es nicht.',
    'runs.INTERRUPTED': () => 'Der Vorgang endete mit dem Programm. Das bisher Getane bleibt.',
    'gateway.PROVIDER_NOT_FOUND': () => 'Diesen Anbieter gibt es nicht.',
    'gateway.PROVIDER_DISABLED': ({ provider }) =>
      `${provider} ist nicht freigegeben; es wurde nichts dorthin gesendet. Geben Sie ihn im Fenster unter „Anbieter“ frei.`,
    'gateway.NAME_TAKEN': ({ name }) =>
      `Einen Anbieter namens „${name}“ gibt es schon. Wählen Sie einen anderen Namen.`,
    'gateway.BAD_ADDRESS': ({ problem }) =>
      problem === 'plain-text'
        ? 'Ein Server im Internet muss über https:// erreicht werden.'
        : 'Diese Adresse ist nicht verständlich. Geben Sie sie vollständig an, mit http:// oder https://.',
    'gateway.NO_KEY_STORE': () =>
      'Auf diesem Rechner gibt es keinen sicheren Ort für Schlüssel. Der Schlüssel wurde nicht gespeichert.',
    'gateway.KEY_MISSING': ({ provider }) => `Für ${provider} ist kein Schlüssel hinterlegt.`,
    'gateway.KEY_REFUSED': ({ provider, status }) =>
      `${provider} hat den Schlüssel abgelehnt (${status}). Prüfen Sie ihn und hinterlegen Sie ihn neu.`,
    'gateway.MODEL_UNKNOWN': ({ provider, modelId }) =>
      `${provider} kennt das Modell ${modelId} nicht. Wählen Sie ein anderes.`,
    'gateway.RATE_LIMITED': ({ provider, retryAfterMs }) =>
      `${provider} nimmt gerade keine weiteren Anfragen an. Versuchen Sie es ${retryAfterMs === null ? 'später' : `in ${number(Math.ceil(retryAfterMs / 1000), 'de')} s`} wieder.`,
    'gateway.PROVIDER_QUOTA': ({ provider }) =>
      `Das Guthaben bei ${provider} ist aufgebraucht. Laden Sie es dort auf oder wählen Sie ein anderes Modell.`,
    'gateway.REQUEST_REFUSED': ({ provider, status }) =>
      `${provider} hat die Anfrage abgelehnt (${status}). Prüfen Sie Modell und Eingabe.`,
    'gateway.PROVIDER_FAILED': ({ provider, status }) =>
      `Bei ${provider} ist ein Fehler aufgetreten${status === null ? '' : ` (${status})`}. Versuchen Sie es später erneut.`,
    'gateway.UNREACHABLE': ({ provider, host }) =>
      `${provider} (${host}) ist nicht erreichbar. Prüfen Sie Verbindung und Adresse.`,
    'gateway.TIMEOUT': ({ provider, waitedMs }) =>
      `${provider} hat ${number(Math.ceil(waitedMs / 1000), 'de')} s lang nicht geantwortet. Versuchen Sie es erneut.`,
    'gateway.STREAM_CUT': ({ provider }) =>
      `Die Verbindung zu ${provider} brach mitten in der Antwort ab. Das bisher Geschriebene bleibt.`,
    'gateway.MALFORMED_ANSWER': ({ provider }) =>
      `${provider} hat etwas geschickt, das sich nicht lesen lässt. Prüfen Sie Art und Adresse des Anbieters.`,
    'gateway.BAD_TOOL_CALL': ({ provider, tool }) =>
      `${provider} hat das Werkzeug „${tool}“ falsch aufgerufen; es wurde nicht ausgeführt.`,
    'gateway.CIRCUIT_OPEN': ({ provider, retryAfterMs }) =>
      `${provider} ruht nach mehreren Fehlern noch ${number(Math.ceil(retryAfterMs / 1000), 'de')} s.`,
    'gateway.BUDGET_SPENT': ({ measure, limit, resetsAt }) =>
      `Das Budget von ${number(limit, 'de')} ${measure === 'money' ? 'US-Dollar' : 'Token'} ist ausgeschöpft. Es gilt wieder ab ${resetsAt}; lokale Modelle antworten weiter.`,
    'gateway.PRICE_UNKNOWN': ({ modelId }) =>
      `Der Preis von ${modelId} ist nicht bekannt, und es gilt ein Budget in Geld. Begrenzen Sie stattdessen die Token.`,
    'gateway.CONFIDENTIAL_STAYS_LOCAL': () =>
      'Dieser Text ist vertraulich und darf nur lokale Modelle erreichen, es ist aber keines installiert.',
    'gateway.UNSUPPORTED': ({ modelId, feature }) =>
      `Das Modell ${modelId} kann das nicht (${feature}). Wählen Sie ein anderes.`,
    'gateway.ENDPOINT_KEY_NOT_FOUND': () =>
      'Diesen Schlüssel gibt es nicht; vielleicht ist er schon widerrufen.',
    'gateway.BUDGET_NOT_FOUND': () => 'Dieses Budget gibt es nicht mehr.',
    ...knowledgeDe,
    ...crawlerErrorsDe,
    ...privacyDe,
    ...intelligenceDe,
    'host.PORT_TAKEN': ({ port }) =>
      `Port ${port} ist von einem anderen Programm belegt. Wählen Sie mit --port einen anderen oder mit --port 0 irgendeinen freien.`,
  },
  host: {
    running: (url) => `WattOS läuft. Öffnen Sie es in einem Browser auf diesem Rechner:\n  ${url}`,
    stop: 'Strg+C beendet es.',
    stopping: 'Wird beendet …',
    locked: 'Die Datenbank ist gesperrt; die Seite wird nach der Passphrase fragen.',
    passphrase: 'Passphrase der Datenbank: ',
    wrongPassphrase: 'Diese Passphrase öffnet die Datenbank nicht.',
    passphraseFileUnreadable: (file) => `Die Passphrase-Datei ${file} ist nicht lesbar.`,
    badPort: (value) => `„${value}“ ist kein Port. Geben Sie eine Zahl von 0 bis 65535 an.`,
    unknownOption: (option) => `Die Angabe „${option}“ gibt es nicht. Siehe: wattos help`,
    optionWithoutValue: (option) => `Hinter ${option} fehlt ein Wert.`,
    optionWithValue: (option) => `${option} nimmt keinen Wert.`,
    badOption: (detail) => `Diese Angaben sind nicht verständlich: ${detail}`,
    noPage: 'Die Oberfläche ist nicht gebaut; nur die Programmschnittstelle wird angeboten.',
  },
  page: {
    title: 'WattOS: bitte den Link benutzen',
    unauthenticated:
      'Diese Seite gehört der Person, die WattOS gestartet hat. Öffnen Sie die Adresse, die WattOS beim Start ausgegeben hat; sie trägt den Schlüssel zu dieser Seite.',
    tooMany: 'Zu viele Versuche mit falschem Schlüssel. Warten Sie eine Minute.',
    wrongHost: 'WattOS antwortet nur unter 127.0.0.1 und localhost.',
    again: 'Erneut versuchen',
  },
  cli: {
    help: helpDe,
    unknownCommand: (command) => `Den Befehl „${command}“ gibt es nicht. Siehe: wattos help`,
    missing: (what) => `${what} fehlt.`,
    usage: (line) => `Aufruf: ${line}`,
    emptyQuestion: 'Die Frage ist leer. Schreiben Sie sie in Anführungszeichen hinter den Befehl.',
    emptyName: 'Der Name ist leer. Schreiben Sie ihn in Anführungszeichen hinter den Befehl.',
    badNumber: (option, least) => `Hinter ${option} gehört eine ganze Zahl ab ${least}.`,
    unreachable:
      'Der laufende WattOS-Host antwortet nicht. Starten Sie ihn neu oder entfernen Sie seine host.json, falls es ihn nicht mehr gibt.',
    interrupted: (goesOn) => {
      if (goesOn === null) return 'Abgebrochen.';
      const command = goesOn === 'crawl' ? 'wattos crawl --resume' : 'derselbe Befehl';
      return `Abgebrochen. Was fertig ist, bleibt; ${command} macht dort weiter.`;
    },
    noModels: 'Der Katalog ist leer.',
    modelStates: {
      available: 'verfügbar',
      queued: 'wartet',
      downloading: 'wird geladen',
      partial: 'unvollständig',
      installed: 'installiert',
      broken: 'beschädigt',
    },
    pulling: (name, size) => `${name}: ${size}`,
    pullTotal: (size) => `Zusammen: ${size}`,
    imported: (count) => (count === 1 ? 'Ein Modell eingelesen.' : `${count} Modelle eingelesen.`),
    pullNothing: 'Es ist nichts zu laden.',
    pullAlreadyThere: (name) => `${name} ist bereits installiert.`,
    pullVerified: (name) => `${name} ist vollständig und geprüft.`,
    removed: (name, size) => `${name} wurde entfernt; ${size} sind wieder frei.`,
    noSetting: (path) => `Die Einstellung „${path}“ gibt es nicht. Siehe: wattos settings`,
    written: (file) => `Geschrieben: ${file}`,
    noConversations: 'Es gibt noch keine Gespräche.',
    untitled: 'Ohne Titel',
    intelligence: intelligenceCliDe,
    crawler: crawlerWordsDe,
    knowledge: knowledgeCliDe,
    privacy: privacyCliDe,
    deviceReasons: {
      'no-gpu': 'keine geeignete Grafikkarte gefunden',
      'no-gpu-driver': 'zur Grafikkarte fehlt die Vulkan- oder CUDA-Bibliothek',
      'no-gpu-build': 'diese Ausgabe enthält keine Grafikunterstützung',
      'gpu-off': 'Grafikkarte in den Einstellungen ausgeschaltet',
      'gpu-failed': 'die Grafikkarte oder ihr Treiber hat versagt',
      'gpu-memory': 'das Modell ist für den Grafikspeicher zu groß',
      'gpu-partly':
        'Grafikkarte und Prozessor gemeinsam: das Modell passt nur zum Teil in den Grafikspeicher',
      'gpu-used': 'Grafikkarte in Gebrauch',
    },
    doctor: {
      versions: 'Versionen',
      computer: 'Rechner',
      memory: 'Arbeitsspeicher',
      disk: 'Datenträger',
      free: 'frei',
      gpu: 'Grafik',
      database: 'Datenbank',
      encrypted: 'verschlüsselt',
      models: 'Modelle',
      workers: 'Prozesse',
      failures: 'Fehlschläge',
      network: 'Netzwerk',
      allowed: 'Verbindungen',
      denied: 'verweigert',
      yes: 'ja',
      no: 'nein',
    },
    exportLabels: {
      untitled: 'Gespräch',
      user: 'Sie',
      assistant: 'Assistent',
      exportedAt: 'Exportiert',
      model: 'Modell',
      stopped: 'Von Ihnen angehalten',
      interrupted: 'Unterbrochen',
      sources: 'Quellen',
      abstained: 'Die Quellen geben darauf keine Antwort.',
      page: 'Seite',
      unverified: 'nicht belegt',
    },
  },
};

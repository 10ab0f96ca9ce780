/** Every error of the contract: what happened, then what it means and what to do. */
import type { ErrorMessages } from '../translated.ts';
import { intelligenceErrors } from './intelligence-errors.ts';
import { knowledgeErrors } from './knowledge-errors.ts';
import { crawlerErrors } from './crawler-errors.ts';
import { privacyErrors } from './privacy-errors.ts';

export const errors: ErrorMessages = {
  request: {
    INVALID: {
      title: 'Eine Angabe passt nicht',
      help: '{issues, select, none {Bitte prüfen Sie Ihre Eingaben.} other {Bitte prüfen Sie diese Angaben: {issues}.}} Es wurde nichts geändert.',
    },
    UNAUTHENTICATED: {
      title: 'Diese Seite ist nicht angemeldet',
      help: 'Öffnen Sie die Adresse, die das Programm beim Start angezeigt hat; sie enthält den Zugang.',
    },
    FORBIDDEN: {
      title: 'Dafür fehlt Ihnen die Berechtigung',
      help: 'Nötig ist das Recht „{permission}“. Ihre Verwaltung kann es Ihnen geben.',
    },
    RATE_LIMITED: {
      title: 'Zu viele Anfragen in kurzer Zeit',
      help: 'Bitte warten Sie {retryAfterMs} und versuchen Sie es dann noch einmal.',
    },
    CANCELLED: { title: 'Der Vorgang wurde abgebrochen', help: 'Sie können ihn jederzeit neu starten.' },
    UNKNOWN_PROCEDURE: {
      title: 'Diese Funktion kennt das Programm nicht',
      help: 'Oberfläche und Programm passen nicht zusammen. Schließen Sie das Fenster und starten Sie WattOS neu.',
    },
  },
  internal: {
    BUG: {
      title: 'Ein unerwarteter Fehler ist aufgetreten',
      help: 'Ihre gespeicherten Daten sind davon nicht betroffen. Versuchen Sie es noch einmal; bleibt der Fehler, geben Sie bitte die Kennung weiter.',
    },
  },
  vault: {
    LOCKED: {
      title: 'Der Tresor ist verschlossen',
      help: 'Ihre Daten sind verschlüsselt. Geben Sie Ihre Passphrase ein, um weiterzuarbeiten.',
    },
    WRONG_KEY: {
      title: 'Die Passphrase stimmt nicht',
      help: 'Prüfen Sie Groß- und Kleinschreibung und die Tastatursprache. Ihre Daten sind unverändert.',
    },
    WEAK_PASSPHRASE: {
      title: 'Die Passphrase ist zu kurz',
      help: 'Bitte verwenden Sie mindestens {minLength, number} Zeichen. Mehrere Wörter hintereinander sind gut zu merken.',
    },
    ALREADY_OPEN: { title: 'Der Tresor ist schon geöffnet', help: 'Sie können einfach weiterarbeiten.' },
    KEY_MISSING: {
      title: 'Der Schlüssel zu Ihren Daten fehlt',
      help: 'Der Schlüsselbund des Betriebssystems gibt den Schlüssel nicht heraus. Melden Sie sich mit demselben Benutzerkonto an und entsperren Sie den Schlüsselbund; die Datenbank bleibt unangetastet.',
    },
  },
  database: {
    FROM_THE_FUTURE: {
      title: 'Die Daten stammen aus einer neueren Version',
      help: 'Gefunden wurde Datenstand {found, number}, diese Version kennt {supported, number}. Installieren Sie die neuere Version von WattOS; es wurde nichts geändert.',
    },
    CORRUPT: {
      title: 'Die Datenbank ist beschädigt',
      help: 'WattOS schreibt nichts mehr hinein. {backup, select, none {Stellen Sie den Datenordner aus Ihrer eigenen Sicherung wieder her.} other {Es gibt eine Sicherung: {backup}. Ihre Verwaltung kann sie zurückspielen.}}',
    },
    LOCKED_BY_ANOTHER: {
      title: 'Die Daten werden schon benutzt',
      help: '{pid, select, none {Ein anderes WattOS arbeitet mit demselben Datenordner.} other {Ein anderes WattOS (Prozess {pid}) arbeitet mit demselben Datenordner.}} Schließen Sie es und versuchen Sie es noch einmal.',
    },
    DISK_FULL: {
      title: 'Der Datenträger ist voll',
      help: '{freeBytes, select, none {Schaffen Sie Platz und versuchen Sie es noch einmal.} other {Frei sind noch {freeBytes}. Schaffen Sie Platz und versuchen Sie es noch einmal.}} Bereits Gespeichertes ist sicher.',
    },
    READ_ONLY: {
      title: 'Der Datenordner lässt sich nicht beschreiben',
      help: 'Prüfen Sie die Schreibrechte des Ordners oder wählen Sie einen anderen. Bereits Gespeichertes ist sicher.',
    },
    MIGRATION_FAILED: {
      title: 'Die Daten konnten nicht auf den neuen Stand gebracht werden',
      help: 'Der Schritt {migration} ist fehlgeschlagen und wurde zurückgenommen. {backup, select, none {Ihre Daten sind auf dem alten Stand.} other {Ihre Daten sind auf dem alten Stand; eine Sicherung liegt unter {backup}.}}',
    },
  },
  chat: {
    CONVERSATION_NOT_FOUND: {
      title: 'Dieses Gespräch gibt es nicht mehr',
      help: 'Es wurde gelöscht, oder es war ein vorübergehendes Gespräch. Wählen Sie links ein anderes.',
    },
    MESSAGE_NOT_FOUND: {
      title: 'Diese Nachricht gibt es nicht mehr',
      help: 'Laden Sie das Gespräch neu; vielleicht wurde es in einem anderen Fenster geändert.',
    },
    MESSAGE_EMPTY: { title: 'Die Nachricht ist leer', help: 'Schreiben Sie etwas, bevor Sie senden.' },
    MESSAGE_TOO_LONG: {
      title: 'Die Nachricht ist zu lang',
      help: 'Sie hat {length, number} Zeichen, möglich sind {limit, number}. Kürzen Sie sie oder teilen Sie sie auf; Ihr Text bleibt im Eingabefeld.',
    },
    BUSY: {
      title: 'In diesem Gespräch entsteht gerade eine Antwort',
      help: 'Warten Sie, bis sie fertig ist, oder halten Sie sie an.',
    },
    NO_MODEL: {
      title: 'Es ist kein Sprachmodell installiert',
      help: 'Öffnen Sie „Modelle“ und laden Sie eines oder lesen Sie eine GGUF-Datei ein.',
    },
    CONTEXT_OVERFLOW: {
      title: 'Die Nachricht passt nicht in das Gedächtnis des Modells',
      help: 'Nötig wären {needTokens, number} Tokens, das Modell fasst {haveTokens, number}. Kürzen Sie die Nachricht oder wählen Sie ein Modell mit größerem Kontext.',
    },
    NOTHING_TO_EXPORT: {
      title: 'Das Gespräch ist noch leer',
      help: 'Stellen Sie eine Frage; danach können Sie es als Datei sichern.',
    },
  },
  models: {
    NOT_FOUND: {
      title: 'Dieses Modell ist nicht bekannt',
      help: 'Es steht nicht im Verzeichnis und ist nicht installiert. Wählen Sie ein anderes.',
    },
    NOT_INSTALLED: {
      title: 'Das Modell ist nicht installiert',
      help: '„{modelId}“ ist nicht auf diesem Rechner. Laden Sie es unter „Modelle“ oder wählen Sie ein anderes.',
    },
    FILE_MISSING: {
      title: 'Die Modelldatei fehlt',
      help: 'Die Datei von „{modelId}“ wurde verschoben oder gelöscht. Laden Sie das Modell unter „Modelle“ neu.',
    },
    FILE_TRUNCATED: {
      title: 'Die Modelldatei ist unvollständig',
      help: 'Von „{modelId}“ sind {haveBytes} von {needBytes} da. Laden Sie es unter „Modelle“ weiter oder lesen Sie die Datei neu ein.',
    },
    WRONG_HASH: {
      title: 'Die Modelldatei ist nicht die erwartete',
      help: 'Die Prüfsumme von „{modelId}“ stimmt nicht; die Datei wird nicht benutzt. Entfernen Sie das Modell und laden Sie es neu.',
    },
    NOT_A_MODEL: {
      title: 'Das ist keine Modelldatei',
      help: '„{fileName}“ ist keine GGUF-Datei. Wählen Sie eine Datei mit der Endung .gguf.',
    },
    UNSUPPORTED_VERSION: {
      title: 'Dieses Dateiformat wird nicht unterstützt',
      help: '„{fileName}“ hat die GGUF-Version {version, number}. Besorgen Sie die Datei in einem aktuellen Format (Version 2 oder 3).',
    },
    TOO_LARGE: {
      title: 'Das Modell ist zu groß für den Arbeitsspeicher',
      help: 'Es braucht {needMb}, frei verfügbar sind {haveMb}. Schließen Sie andere Programme, verkleinern Sie den Kontext in den Einstellungen oder wählen Sie ein kleineres Modell.',
    },
    DISK_FULL: {
      title: 'Der Platz auf dem Datenträger reicht nicht',
      help: 'Nötig sind {needMb}, frei sind {haveMb}. Schaffen Sie Platz; was schon geladen ist, bleibt erhalten.',
    },
    SOURCE_UNREACHABLE: {
      title: 'Die Quelle ist nicht erreichbar',
      help: '{host} antwortet nicht. Prüfen Sie Verbindung und Proxy in den Einstellungen, oder lesen Sie die Modelldatei von einem Datenträger ein. Was schon geladen ist, bleibt erhalten.',
    },
    LOAD_FAILED: {
      title: 'Das Modell ließ sich nicht starten',
      help: '„{modelId}“ konnte nicht in den Speicher geladen werden. Versuchen Sie es noch einmal oder wählen Sie ein anderes Modell.',
    },
    SCHEMA_UNSUPPORTED: {
      title: 'Auf dieses JSON-Schema lässt sich das Modell nicht festlegen',
      help: '„{keyword}“ lässt sich an dieser Stelle nicht zusichern ({path}). Vereinfachen Sie das Schema oder wählen Sie ein anderes Modell.',
    },
    SCHEMA_UNSATISFIABLE: {
      title: 'Kein Wert erfüllt dieses JSON-Schema',
      help: 'Seine Bedingungen widersprechen einander. Prüfen Sie das Schema.',
    },
    STILL_USED: {
      title: 'Das Modell wird noch gebraucht',
      help: 'Einstellungen, Gespräche oder Wissensräume nennen „{modelId}“. Bestätigen Sie, dass es trotzdem entfernt werden soll.',
    },
    NOTHING_TO_IMPORT: {
      title: 'Hier liegt kein Modell',
      help: 'In „{folder}“ gibt es weder GGUF-Dateien noch Modellordner, die WattOS kennt. Wählen Sie einen anderen Ordner.',
    },
    IN_USE: {
      title: 'Das Modell wird gerade benutzt',
      help: 'Mit „{modelId}“ entsteht gerade eine Antwort oder es wird geladen. Warten Sie das ab oder halten Sie es an.',
    },
  },
  worker: {
    CRASHED: {
      title:
        '{worker, select, core {Die Verbindung zum Programm ist abgebrochen} other {Ein Teil des Programms ist abgestürzt}}',
      help: '{worker, select, core {WattOS verbindet sich von selbst neu. Prüfen Sie danach, ob Ihr letzter Schritt angekommen ist.} llm {Das Sprachmodell wurde unerwartet beendet und startet bei der nächsten Frage neu. Der bisherige Text ist erhalten.} other {Der Dienst „{worker}“ startet beim nächsten Gebrauch neu. Gespeichertes ist erhalten.}}',
    },
    BREAKER_OPEN: {
      title: 'Ein Teil des Programms ruht nach mehreren Abstürzen',
      help: '{worker, select, llm {Das Sprachmodell} other {Der Dienst „{worker}“}} ist dreimal hintereinander ausgefallen. Setzen Sie den Dienst unter „Einstellungen › Über“ zurück oder wählen Sie ein anderes Modell.',
    },
    UNKNOWN: {
      title: 'Diesen Dienst gibt es nicht',
      help: 'Einen Dienst namens „{worker}“ kennt das Programm nicht.',
    },
  },
  network: {
    DENIED: {
      title: 'Die Verbindung wurde nicht zugelassen',
      help: 'WattOS arbeitet offline. Eine Verbindung zu {host} ({purpose}) ist nicht erlaubt; Sie können den Zweck unter „Einstellungen › Netzwerk“ freigeben.',
    },
  },
  runs: {
    NOT_FOUND: {
      title: 'Diesen Vorgang gibt es nicht mehr',
      help: 'Er ist abgeschlossen oder wurde aufgeräumt.',
    },
    INTERRUPTED: {
      title: 'Der Vorgang wurde unterbrochen',
      help: 'Das Programm wurde beendet, während er lief. Was bis dahin entstanden ist, ist gespeichert; Sie können ihn neu starten.',
    },
  },
  gateway: {
    PROVIDER_NOT_FOUND: {
      title: 'Diesen Anbieter gibt es nicht mehr',
      help: 'Er wurde entfernt. Wählen Sie ein anderes Modell oder richten Sie den Anbieter unter „Anbieter“ neu ein.',
    },
    PROVIDER_DISABLED: {
      title: '{provider} ist nicht freigegeben',
      help: 'Es wurde nichts dorthin gesendet. Geben Sie den Anbieter unter „Anbieter“ frei oder wählen Sie ein lokales Modell.',
    },
    NAME_TAKEN: {
      title: 'Diesen Namen gibt es schon',
      help: 'Ein anderer Anbieter heißt bereits „{name}“. Wählen Sie einen anderen Namen; Ihre Eingaben sind noch da.',
    },
    BAD_ADDRESS: {
      title: 'Diese Adresse ist nicht verwendbar',
      help: '{problem, select, malformed {Geben Sie die vollständige Adresse an, zum Beispiel https://server.example/v1.} other {Ein Server im Internet muss über https:// erreicht werden, sonst könnte unterwegs jeder mitlesen.}}',
    },
    NO_KEY_STORE: {
      title: 'Der Schlüssel wurde nicht gespeichert',
      help: 'Auf diesem Rechner gibt es keinen sicheren Ort für Schlüssel. Richten Sie den Schlüsselbund des Betriebssystems ein und versuchen Sie es noch einmal.',
    },
    KEY_MISSING: {
      title: 'Für {provider} fehlt der Schlüssel',
      help: 'Es wurde nichts gesendet. Hinterlegen Sie den Schlüssel unter „Anbieter“.',
    },
    KEY_REFUSED: {
      title: '{provider} hat den Schlüssel abgelehnt',
      help: 'Der Server antwortete mit {status}. Prüfen Sie, ob der Schlüssel noch gilt, und hinterlegen Sie ihn unter „Anbieter“ neu.',
    },
    MODEL_UNKNOWN: {
      title: '{provider} kennt dieses Modell nicht',
      help: '„{modelId}“ gibt es dort nicht oder Ihr Schlüssel darf es nicht benutzen. Prüfen Sie den Namen unter „Anbieter“.',
    },
    RATE_LIMITED: {
      title: '{provider} nimmt gerade keine weiteren Anfragen an',
      help: '{retryAfterMs, select, none {Versuchen Sie es in einigen Minuten wieder} other {Versuchen Sie es in {retryAfterMs} wieder}} oder wählen Sie ein anderes Modell.',
    },
    PROVIDER_QUOTA: {
      title: 'Das Guthaben bei {provider} ist aufgebraucht',
      help: 'Laden Sie es bei Ihrem Anbieter auf oder wählen Sie ein anderes Modell. Lokale Modelle kosten nichts.',
    },
    REQUEST_REFUSED: {
      title: '{provider} hat die Anfrage abgelehnt',
      help: 'Der Server antwortete mit {status}. Prüfen Sie Modell und Eingabe oder wählen Sie ein anderes Modell.',
    },
    PROVIDER_FAILED: {
      title: 'Bei {provider} ist ein Fehler aufgetreten',
      help: '{status, select, none {Der Server konnte nicht antworten.} other {Der Server antwortete mit {status}.}} Versuchen Sie es später noch einmal oder wählen Sie ein anderes Modell.',
    },
    UNREACHABLE: {
      title: '{provider} ist nicht erreichbar',
      help: '{host} antwortet nicht. Prüfen Sie Verbindung, Proxy und die Adresse unter „Anbieter“, oder wählen Sie ein lokales Modell.',
    },
    TIMEOUT: {
      title: '{provider} antwortet nicht',
      help: '{phase, select, connect {Nach {waitedMs} kam keine Verbindung zustande.} idle {Die Antwort blieb {waitedMs} lang stehen. Der bisherige Text ist erhalten.} other {Nach {waitedMs} war noch kein Wort da.}} Versuchen Sie es noch einmal oder wählen Sie ein anderes Modell.',
    },
    STREAM_CUT: {
      title: 'Die Verbindung zu {provider} ist abgebrochen',
      help: 'Die Antwort ist unvollständig; der bisherige Text ist erhalten. Lassen Sie neu antworten.',
    },
    MALFORMED_ANSWER: {
      title: 'Die Antwort von {provider} ist nicht lesbar',
      help: 'Der Server spricht ein anderes Protokoll als erwartet. Prüfen Sie Art und Adresse unter „Anbieter“.',
    },
    BAD_TOOL_CALL: {
      title: 'Das Modell hat ein Werkzeug falsch aufgerufen',
      help: '{provider} nannte das Werkzeug „{tool}“ mit unbrauchbaren Angaben; es wurde nicht ausgeführt. Lassen Sie neu antworten.',
    },
    CIRCUIT_OPEN: {
      title: '{provider} ruht nach mehreren Fehlern',
      help: 'Der nächste Versuch ist in {retryAfterMs} möglich. „Verbindung prüfen“ unter „Anbieter“ versucht es sofort.',
    },
    BUDGET_SPENT: {
      title: 'Das Budget für Cloud-Modelle ist ausgeschöpft',
      help: 'Verbraucht sind {spent, number} von {limit, number} {measure, select, money {US-Dollar} other {Tokens}}. Es gilt wieder ab {resetsAt}. Lokale Modelle antworten weiter; das Budget ändern Sie unter „Verbrauch“.',
    },
    PRICE_UNKNOWN: {
      title: 'Der Preis dieses Modells ist nicht bekannt',
      help: 'Ein Budget in Geld lässt sich für „{modelId}“ nicht einhalten; es wurde nichts gesendet. Begrenzen Sie unter „Verbrauch“ stattdessen die Tokens oder wählen Sie ein anderes Modell.',
    },
    CONFIDENTIAL_STAYS_LOCAL: {
      title: 'Vertrauliches bleibt auf diesem Rechner',
      help: '{unreadable, select, true {Die Kennzeichnung ließ sich nicht lesen; das gilt als vertraulich.} other {Dieses Gespräch ist als vertraulich gekennzeichnet.}} Es wurde nichts gesendet. Installieren Sie unter „Modelle“ ein lokales Modell.',
    },
    UNSUPPORTED: {
      title: 'Dieses Modell kann das nicht',
      help: '„{modelId}“ unterstützt {feature, select, tools {keine Werkzeuge} embeddings {keine Einbettungen} audio {kein Audio} other {keine Antworten nach Schema}}. Wählen Sie ein anderes Modell.',
    },
    ENDPOINT_KEY_NOT_FOUND: {
      title: 'Diesen Schlüssel gibt es nicht',
      help: 'Vielleicht wurde er schon widerrufen. Die Liste ist jetzt aktuell.',
    },
    BUDGET_NOT_FOUND: {
      title: 'Dieses Budget gibt es nicht mehr',
      help: 'Es wurde schon entfernt. Die Liste ist jetzt aktuell.',
    },
  },
  ...knowledgeErrors,
  crawler: crawlerErrors,
  ...privacyErrors,
  ...intelligenceErrors,
  host: {
    PORT_TAKEN: {
      title: 'Die Adresse ist schon belegt',
      help: 'Auf Port {port} läuft schon ein anderes Programm. Wählen Sie einen anderen.',
    },
  },
};

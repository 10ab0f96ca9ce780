/** The help page of the command line, in both languages, and what it says of one command. */

/** The lines of one command, then the options of every command and the exit codes. */
export const helpOf = (help: string, command: string): string => {
  const [heading = '', commands = '', ...rest] = help.split('\n\n');
  const lines = commands.split('\n');
  const isMeant = (line: string): boolean => line.startsWith(`  ${command} `) || line === `  ${command}`;
  // Deeper lines belong to the command above them.
  const own = lines.filter((_, index) => {
    const opening = lines.slice(0, index + 1).findLast((one) => /^ {2}\S/u.test(one));
    return opening !== undefined && isMeant(opening);
  });
  return [heading, own.join('\n'), ...rest].join('\n\n');
};

export const helpEn = `wattos <command> [options]

  doctor                              versions, hardware, database, models, workers, network
  chat "<text>"                       asks a model and prints the answer as it is written
      --model M  --system S  --max-tokens N  --temporary
  settings [get [path]]               prints settings, e.g. wattos settings get chat.temperature
  settings set <path> <value>         changes one
  models list                         what there is and what is installed
  models pull <id|starter> …          downloads, resumes, verifies
  models import <file or folder>      takes models from a stick or another installation
  models remove <id> [--even-if-used] deletes its files
  conversations list
  conversations export <id> --format markdown|docx|pdf --out FILE
  spaces [list|create <name>|remove <name>]
  ingest <file or folder> ...         reads files into a knowledge space
      --space S                       made when there is none of this name
  search "<question>"                 ranked passages with page and range
      --space S  --limit N
  crawl <address> --space S           reads a whole website into a knowledge space
      --depth N  --max-pages N  --rate N (requests per second, 0: as fast as it answers)
      --contact WHO  --intranet  --out FOLDER (evidence: WARC and signed manifest)
  crawl --resume [<crawl>]            goes on with the last one, or this one
  crawl --diff [<crawl>]              what changed since the crawl before
  redact <file>                       personal data in a file: kind, range, confidence
  analyze --space S                   target groups, personas and agents, each trait with its evidence
      --model M  --language de|en|tr  --agents de,en,tr  --repeat
  agent [list | ask <agent> "<question>" | test <agent>]
  demo [--no-llm]                     the sample municipality, from its pages to cited answers
  ask "<question>"                    quoted sentences that answer, with their places; refuses without any
      --space S  --model M            with a model: checked prose on top
  help                                this page

Options of every command
  --json                              one JSON document on stdout, errors too
  --data DIR                          another data folder
  --passphrase-file FILE              where the database has a passphrase (or WATTOS_PASSPHRASE_FILE)

If a headless WattOS is running on the same data folder, the command talks to it.

Exit codes
    0  done                           4  port taken, or the running host does not answer
    1  failed                         5  a model is missing or unusable
    2  not understood               130  interrupted
    3  database: locked, wrong key, damaged, or in use by another WattOS
`;

export const helpDe = `wattos <Befehl> [Angaben]

  doctor                              Versionen, Rechner, Datenbank, Modelle, Prozesse, Netzwerk
  chat "<Text>"                       fragt ein Modell und gibt die Antwort aus, während sie entsteht
      --model M  --system S  --max-tokens N  --temporary
  settings [get [Pfad]]               zeigt Einstellungen, z. B. wattos settings get chat.temperature
  settings set <Pfad> <Wert>          ändert eine
  models list                         was es gibt und was installiert ist
  models pull <Id|starter> …          lädt, setzt fort, prüft
  models import <Datei oder Ordner>   übernimmt Modelle von einem Stick oder einer anderen Installation
  models remove <Id> [--even-if-used] löscht die Dateien
  conversations list
  conversations export <Id> --format markdown|docx|pdf --out DATEI
  spaces [list|create <Name>|remove <Name>]
  ingest <Datei oder Ordner> ...      liest Dateien in einen Wissensraum ein
      --space S                       wird angelegt, wenn es ihn nicht gibt
  search "<Frage>"                    Fundstellen mit Seite und Bereich, die beste zuerst
      --space S  --limit N
  crawl <Adresse> --space S           liest eine ganze Website in einen Wissensraum
      --depth N  --max-pages N  --rate N (Abrufe je Sekunde, 0: so schnell sie antwortet)
      --contact WER  --intranet  --out ORDNER (Belege: WARC und unterschriebenes Verzeichnis)
  crawl --resume [<Crawl>]            setzt den letzten oder diesen fort
  crawl --diff [<Crawl>]              was sich seit dem Crawl davor geändert hat
  redact <Datei>                      Personendaten in einer Datei: Art, Bereich, Sicherheit
  analyze --space S                   Zielgruppen, Personas und Agenten, jedes Merkmal mit Beleg
      --model M  --language de|en|tr  --agents de,en,tr  --repeat
  agent [list | ask <Agent> "<Frage>" | test <Agent>]
  demo [--no-llm]                     die Beispielgemeinde, von ihren Seiten bis zu belegten Antworten
  ask "<Frage>"                       zitiert Sätze, die antworten, mit Fundstelle; ohne solche keine Antwort
      --space S  --model M            mit einem Modell: geprüfter Text dazu
  help                                diese Seite

Angaben zu jedem Befehl
  --json                              ein JSON-Dokument auf stdout, auch bei Fehlern
  --data ORDNER                       ein anderer Datenordner
  --passphrase-file DATEI             wenn die Datenbank eine Passphrase hat (oder WATTOS_PASSPHRASE_FILE)

Läuft auf demselben Datenordner ein WattOS ohne Fenster, spricht der Befehl mit ihm.

Rückgabewerte
    0  erledigt                       4  Port belegt oder laufender Host antwortet nicht
    1  gescheitert                    5  ein Modell fehlt oder ist unbrauchbar
    2  nicht verstanden             130  abgebrochen
    3  Datenbank: gesperrt, falscher Schlüssel, beschädigt oder von einem anderen WattOS benutzt
`;

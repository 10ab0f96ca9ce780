/** Two pages of an invented town hall that speak to two groups of people, as files. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const families = `# Für Familien

Eltern melden ihr Kind online in der Kita an. Familien mit geringem Einkommen zahlen keine Gebühr.
Eltern beantragen Kindergeld bei der Familienkasse. Familien mit drei Kindern bekommen einen Zuschuss.
Für Eltern gibt es jeden Montag eine Beratung im Rathaus. Viele Eltern fragen nach der Frist.
Familien finden alle Spielplätze auf der Karte. Eltern brauchen für die Anmeldung die Geburtsurkunde.

## Wann müssen Eltern ihr Kind anmelden?

Eltern melden ihr Kind bis zum 15. Februar an.
`;
const newcomers = `# Neu in Deutschland

Wer neu in Deutschland ist, besucht einen Integrationskurs. Zugewanderte bekommen Hilfe in ihrer Sprache.
Neu zugewanderte Menschen melden ihre Wohnung im Bürgerbüro an. Für Geflüchtete gibt es eine eigene Beratung.
Zugewanderte lassen ihren Abschluss anerkennen. Geflüchtete brauchen dafür ihren Ausweis.
Migrantinnen und Migranten finden einen Deutschkurs an der Volkshochschule.
`;

/** Writes them into a new folder below `folder` and returns its path. */
export const writeAudiences = (folder: string): string => {
  const home = join(folder, 'rathaus');
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'familien.md'), families);
  writeFileSync(join(home, 'neu.md'), newcomers);
  return home;
};

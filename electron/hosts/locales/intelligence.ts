/** What the hosts say of analyses, agents and characters, in both languages. */
import type { ErrorCode } from '../../contract/errors.ts';
import type { Words } from './words.ts';

type Sentences = Pick<Words['errors'], Extract<ErrorCode, `intelligence.${string}` | `agents.${string}`>>;

export const intelligenceEn: Sentences = {
  'intelligence.ANALYSIS_NOT_FOUND': () => 'There is no such analysis.',
  'intelligence.GROUP_NOT_FOUND': () => 'There is no such target group.',
  'intelligence.PERSONA_NOT_FOUND': () => 'There is no such persona.',
  'intelligence.EVIDENCE_NOT_FOUND': () => 'This sentence is not among the evidence of the analysis.',
  'intelligence.HISTORY_NOT_FOUND': () => 'There is no earlier state to go back to.',
  'intelligence.VERSION_NOT_FOUND': ({ version }) => `The analysis has no version ${version}.`,
  'intelligence.NO_SOURCES': () => 'Choose at least one knowledge space, document or conversation.',
  'intelligence.RUNNING': () => 'The analysis is running. Wait until it has ended, or stop it.',
  'intelligence.LOCKED': ({ name }) => `“${name}” has been confirmed. Unlock it to change it.`,
  'agents.NOT_FOUND': () => 'There is no such agent.',
  'agents.TEMPLATE_NOT_FOUND': ({ name }) => `There is no role template “${name}”.`,
  'agents.CHARACTER_NOT_FOUND': () => 'There is no such character.',
  'agents.PACKAGE_UNREADABLE': () => 'The file is no agent package, or one of a newer kind.',
  'agents.PACKAGE_TOO_LARGE': ({ limitMb }) => `The package is larger than ${limitMb} MB.`,
  'agents.PACKAGE_NOT_FOUND': () => 'The package is no longer open. Open the file again.',
  'agents.NO_KNOWLEDGE': () => 'The agent has no knowledge space yet. Link one first.',
  'agents.PERSONA_REMOVED': () => 'The persona of this agent was removed. Bring it back first.',
  'agents.NOT_AVAILABLE': ({ name }) =>
    `The agent “${name}” is no longer available. It was taken back or removed.`,
};

export const intelligenceDe: Sentences = {
  'intelligence.ANALYSIS_NOT_FOUND': () => 'Diese Analyse gibt es nicht.',
  'intelligence.GROUP_NOT_FOUND': () => 'Diese Zielgruppe gibt es nicht.',
  'intelligence.PERSONA_NOT_FOUND': () => 'Diese Persona gibt es nicht.',
  'intelligence.EVIDENCE_NOT_FOUND': () => 'Dieser Satz gehört nicht zu den Belegen der Analyse.',
  'intelligence.HISTORY_NOT_FOUND': () => 'Es gibt keinen früheren Stand, zu dem es zurückgehen könnte.',
  'intelligence.VERSION_NOT_FOUND': ({ version }) => `Die Analyse hat keine Fassung ${version}.`,
  'intelligence.NO_SOURCES': () => 'Wählen Sie mindestens einen Wissensraum, ein Dokument oder ein Gespräch.',
  'intelligence.RUNNING': () => 'Die Analyse läuft. Warten Sie, bis sie endet, oder halten Sie sie an.',
  'intelligence.LOCKED': ({ name }) =>
    `„${name}“ ist bestätigt. Heben Sie die Bestätigung auf, um etwas zu ändern.`,
  'agents.NOT_FOUND': () => 'Diesen Agenten gibt es nicht.',
  'agents.TEMPLATE_NOT_FOUND': ({ name }) => `Eine Rollenvorlage „${name}“ gibt es nicht.`,
  'agents.CHARACTER_NOT_FOUND': () => 'Diese Figur gibt es nicht.',
  'agents.PACKAGE_UNREADABLE': () => 'Die Datei ist kein Agentenpaket oder eines einer neueren Art.',
  'agents.PACKAGE_TOO_LARGE': ({ limitMb }) => `Das Paket ist größer als ${limitMb} MB.`,
  'agents.PACKAGE_NOT_FOUND': () => 'Das Paket ist nicht mehr geöffnet. Öffnen Sie die Datei noch einmal.',
  'agents.NO_KNOWLEDGE': () => 'Der Agent hat noch keinen Wissensraum. Verknüpfen Sie zuerst einen.',
  'agents.PERSONA_REMOVED': () => 'Die Persona dieses Agenten wurde entfernt. Holen Sie sie zuerst zurück.',
  'agents.NOT_AVAILABLE': ({ name }) =>
    `Der Agent „${name}“ ist nicht mehr verfügbar. Er wurde zurückgezogen oder entfernt.`,
};

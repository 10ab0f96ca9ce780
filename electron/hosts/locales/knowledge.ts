/** What the hosts say of documents and knowledge spaces, in both languages. */
import type { DocumentErrorCode } from '../../contract/documents.ts';
import type { KnowledgeErrorCode } from '../../contract/knowledge-errors.ts';
import { number } from './format.ts';
import type { Words } from './words.ts';

type Sentences = Pick<Words['errors'], DocumentErrorCode | KnowledgeErrorCode>;

const seconds = (ms: number, locale: 'de' | 'en'): string => number(Math.ceil(ms / 1000), locale);

export const knowledgeEn: Sentences = {
  'documents.UNREADABLE': () => 'The file cannot be read: it is gone, or its permissions forbid it.',
  'documents.EMPTY': () => 'The file is empty.',
  'documents.UNSUPPORTED': ({ kind }) =>
    kind === 'binary'
      ? 'This is no document: the file holds no text that can be read.'
      : `Files of this kind (${kind}) are not read.`,
  'documents.ENCRYPTED': () => 'The file is protected by a password. Save it without one and add it again.',
  'documents.CORRUPT': ({ format }) => `The file is damaged (${format}) and could not be read.`,
  'documents.TOO_LARGE': ({ sizeMb, limitMb }) =>
    `The file has ${number(sizeMb, 'en')} MB; at most ${number(limitMb, 'en')} MB are read.`,
  'documents.UNPACKS_TOO_LARGE': () =>
    'The file unpacks to far more than it should and was not read to the end. It may be an attack.',
  'documents.TIMEOUT': ({ limitMs }) => `Reading the file took longer than ${seconds(limitMs, 'en')} s.`,
  'documents.OUT_OF_MEMORY': ({ limitMb }) =>
    `Reading the file needs more than ${number(limitMb, 'en')} MB of memory. Split it into smaller files.`,
  'documents.PARSER_CRASHED': () => 'The file made its parser crash. Everything else is untouched.',
  'knowledge.SPACE_NOT_FOUND': () => 'There is no such knowledge space. See: wattos spaces',
  'knowledge.SPACE_NAME_TAKEN': ({ name }) => `There is already a knowledge space named “${name}”.`,
  'knowledge.DOCUMENT_NOT_FOUND': () => 'There is no such document.',
  'knowledge.NO_PAGE_IMAGE': () => 'There is no picture of this page.',
  'knowledge.ANSWER_NOT_FOUND': () => 'There is no such answer any more.',
  'knowledge.DOCUMENT_EMPTY': () => 'There is no text in the document.',
  'ingestion.FILE_NOT_FOUND': () => 'There is no such file in the queue.',
};

export const knowledgeDe: Sentences = {
  'documents.UNREADABLE': () => 'Die Datei ist nicht lesbar: Sie ist weg oder ihre Rechte verbieten es.',
  'documents.EMPTY': () => 'Die Datei ist leer.',
  'documents.UNSUPPORTED': ({ kind }) =>
    kind === 'binary'
      ? 'Das ist kein Dokument: In der Datei steht kein lesbarer Text.'
      : `Dateien dieser Art (${kind}) werden nicht gelesen.`,
  'documents.ENCRYPTED': () =>
    'Die Datei ist mit einem Passwort geschützt. Speichern Sie sie ohne Passwort und fügen Sie sie erneut hinzu.',
  'documents.CORRUPT': ({ format }) => `Die Datei ist beschädigt (${format}) und nicht lesbar.`,
  'documents.TOO_LARGE': ({ sizeMb, limitMb }) =>
    `Die Datei hat ${number(sizeMb, 'de')} MB; gelesen werden höchstens ${number(limitMb, 'de')} MB.`,
  'documents.UNPACKS_TOO_LARGE': () =>
    'Die Datei entpackt sich zu weit mehr, als sie dürfte, und wurde nicht zu Ende gelesen. Vielleicht ist sie ein Angriff.',
  'documents.TIMEOUT': ({ limitMs }) => `Das Lesen der Datei dauerte länger als ${seconds(limitMs, 'de')} s.`,
  'documents.OUT_OF_MEMORY': ({ limitMb }) =>
    `Das Lesen der Datei braucht mehr als ${number(limitMb, 'de')} MB Arbeitsspeicher. Teilen Sie sie in kleinere.`,
  'documents.PARSER_CRASHED': () =>
    'An der Datei ist das Leseprogramm abgestürzt. Alles andere ist unberührt.',
  'knowledge.SPACE_NOT_FOUND': () => 'Diesen Wissensraum gibt es nicht. Siehe: wattos spaces',
  'knowledge.SPACE_NAME_TAKEN': ({ name }) => `Einen Wissensraum namens „${name}“ gibt es schon.`,
  'knowledge.DOCUMENT_NOT_FOUND': () => 'Dieses Dokument gibt es nicht.',
  'knowledge.NO_PAGE_IMAGE': () => 'Von dieser Seite gibt es kein Bild.',
  'knowledge.ANSWER_NOT_FOUND': () => 'Diese Antwort gibt es nicht mehr.',
  'knowledge.DOCUMENT_EMPTY': () => 'Im Dokument steht kein Text.',
  'ingestion.FILE_NOT_FOUND': () => 'Diese Datei gibt es in der Warteschlange nicht.',
};

type CliWords = Words['cli']['knowledge'];

export const knowledgeCliEn: CliWords = {
  space: ({ name, id, documents, waiting, failed }) =>
    [
      `${id}  ${name}: ${number(documents, 'en')} documents`,
      ...(waiting > 0 ? [`${number(waiting, 'en')} waiting`] : []),
      ...(failed > 0 ? [`${number(failed, 'en')} failed`] : []),
    ].join(', '),
  noSpaces: 'There are no knowledge spaces yet. Create one with: wattos spaces create <name>',
  spaceRemoved: (name) => `The knowledge space “${name}” was removed with everything in it.`,
  noHits: 'Nothing was found.',
  ingesting: (done, total, timeLeftMs) =>
    `${number(done, 'en')} of ${number(total, 'en')} files${timeLeftMs === null ? '' : `, about ${seconds(timeLeftMs, 'en')} s left`}`,
  ingested: (space, done, failed) =>
    `“${space}”: ${number(done, 'en')} files read, ${number(failed, 'en')} failed.`,
};

export const knowledgeCliDe: CliWords = {
  space: ({ name, id, documents, waiting, failed }) =>
    [
      `${id}  ${name}: ${number(documents, 'de')} Dokumente`,
      ...(waiting > 0 ? [`${number(waiting, 'de')} warten`] : []),
      ...(failed > 0 ? [`${number(failed, 'de')} gescheitert`] : []),
    ].join(', '),
  noSpaces: 'Es gibt noch keine Wissensräume. Legen Sie einen an: wattos spaces create <Name>',
  spaceRemoved: (name) => `Der Wissensraum „${name}“ wurde mit allem darin gelöscht.`,
  noHits: 'Nichts gefunden.',
  ingesting: (done, total, timeLeftMs) =>
    `${number(done, 'de')} von ${number(total, 'de')} Dateien${timeLeftMs === null ? '' : `, noch etwa ${seconds(timeLeftMs, 'de')} s`}`,
  ingested: (space, done, failed) =>
    `„${space}“: ${number(done, 'de')} Dateien gelesen, ${number(failed, 'de')} gescheitert.`,
};

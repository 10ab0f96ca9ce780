/** What the hosts say of personal data, in both languages. */
import type { PrivacyErrorCode } from '../../contract/privacy-errors.ts';
import { number } from './format.ts';
import type { Words } from './words.ts';

type Sentences = Pick<Words['errors'], PrivacyErrorCode>;

export const privacyEn: Sentences = {
  'privacy.SPACE_NOT_FOUND': () => 'There is no such knowledge space.',
  'privacy.DOCUMENT_NOT_FOUND': () => 'There is no such document.',
  'privacy.FINDING_NOT_FOUND': () =>
    'There is no such finding any more. The document was read again meanwhile.',
  'privacy.PSEUDONYM_NOT_FOUND': () => 'Nothing leads back from this pseudonym any more.',
  'privacy.ORIGINAL_GONE': () => 'The text was removed, and nothing leads back to it.',
  'privacy.RANGE_INVALID': () => 'Nothing can be marked here: the range is empty, or a finding stands there.',
};

export const privacyDe: Sentences = {
  'privacy.SPACE_NOT_FOUND': () => 'Diesen Wissensraum gibt es nicht.',
  'privacy.DOCUMENT_NOT_FOUND': () => 'Dieses Dokument gibt es nicht.',
  'privacy.FINDING_NOT_FOUND': () =>
    'Diese Fundstelle gibt es nicht mehr. Das Dokument wurde inzwischen neu eingelesen.',
  'privacy.PSEUDONYM_NOT_FOUND': () => 'Von diesem Pseudonym führt nichts mehr zurück.',
  'privacy.ORIGINAL_GONE': () => 'Der Text wurde entfernt, und nichts führt zu ihm zurück.',
  'privacy.RANGE_INVALID': () =>
    'Hier lässt sich nichts markieren: Der Bereich ist leer, oder dort steht schon eine Fundstelle.',
};

type CliWords = Words['cli']['privacy'];

export const privacyCliEn: CliWords = {
  isFolder: (path) => `${path} is a folder. Name a single file.`,
  finding: ({ class: piiClass, status, confidence, startOffset, endOffset }, text) =>
    `${startOffset}–${endOffset}  ${piiClass}${status === 'uncertain' ? '?' : ''}  ${number(confidence, 'en')}  ${text}`,
  summary: (found, uncertain, unchecked) =>
    `${number(found, 'en')} found, ${number(uncertain, 'en')} uncertain, ${number(unchecked, 'en')} parts could not be checked`,
};

export const privacyCliDe: CliWords = {
  isFolder: (path) => `${path} ist ein Ordner. Nennen Sie eine einzelne Datei.`,
  finding: ({ class: piiClass, status, confidence, startOffset, endOffset }, text) =>
    `${startOffset}–${endOffset}  ${piiClass}${status === 'uncertain' ? '?' : ''}  ${number(confidence, 'de')}  ${text}`,
  summary: (found, uncertain, unchecked) =>
    `${number(found, 'de')} gefunden, ${number(uncertain, 'de')} unsicher, ${number(unchecked, 'de')} Teile nicht prüfbar`,
};

/** Errors of crawls. */
import type { ErrorMessages } from '../translated.ts';

export const crawlerErrors: ErrorMessages['crawler'] = {
  CRAWL_NOT_FOUND: {
    title: 'Diesen Crawl gibt es nicht mehr',
    help: 'Er wurde vielleicht gelöscht. Laden Sie die Liste neu.',
  },
  SITE_NOT_FOUND: {
    title: 'Diese Website ist hier nicht bekannt',
    help: 'Sie wurde vielleicht gelöscht. Starten Sie mit der Adresse einen neuen Crawl.',
  },
  PAGE_NOT_FOUND: {
    title: 'Diese Seite gibt es in dem Crawl nicht',
    help: 'Laden Sie die Liste der Seiten neu.',
  },
  ADDRESS_INVALID: {
    title: 'Das ist keine Adresse einer Website',
    help: '„{url}“ lässt sich nicht aufrufen. Die Adresse beginnt mit https:// oder http://.',
  },
  ADDRESS_PRIVATE: {
    title: 'Diese Adresse liegt im eigenen Netz',
    help: '{host} gehört zu diesem Rechner oder Ihrem Netz. Schalten Sie unter „Was gelesen werden soll“ „Website im eigenen Netz“ ein, wenn Sie sie lesen wollen.',
  },
  START_UNREACHABLE: {
    title: 'Die Startseite war nicht zu lesen',
    help: '{url} antwortet nicht wie erwartet ({reason}). Prüfen Sie Adresse, Verbindung und Proxy und setzen Sie den Crawl fort.',
  },
  ALREADY_RUNNING: { title: 'Dieser Crawl läuft bereits', help: 'Sie können ihm auf seiner Seite zusehen.' },
  NOT_RESUMABLE: {
    title: 'Dieser Crawl ist beendet',
    help: 'Starten Sie die Website neu; nur Geändertes wird neu aufgenommen.',
  },
  NOT_STORED: {
    title: 'Von dieser Seite ist kein Inhalt gespeichert',
    help: 'Die Liste der Seiten nennt den Grund.',
  },
  EVIDENCE_DAMAGED: {
    title: 'Der gespeicherte Beleg ist beschädigt',
    help: 'Was von {url} gespeichert ist, passt nicht mehr zu seiner Prüfsumme. Crawlen Sie die Website erneut.',
  },
  CAPSULE_NOT_WRITTEN: {
    title: 'Die Beweiskapsel konnte nicht geschrieben werden',
    help: 'Prüfen Sie Rechte und freien Platz von {path}.',
  },
};

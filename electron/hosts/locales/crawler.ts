/** Sentences of the command line about crawls, both languages side by side. */
import type { Words } from './words.ts';

type CrawlerErrors = Pick<Words['errors'], Extract<keyof Words['errors'], `crawler.${string}`>>;

export const crawlerErrorsDe: CrawlerErrors = {
  'crawler.CRAWL_NOT_FOUND': () => 'Diesen Crawl gibt es nicht.',
  'crawler.SITE_NOT_FOUND': () => 'Diese Website ist hier nicht bekannt.',
  'crawler.PAGE_NOT_FOUND': () => 'Diese Seite gibt es in dem Crawl nicht.',
  'crawler.ADDRESS_INVALID': ({ url }) =>
    `„${url}“ ist keine Adresse einer Website. Sie beginnt mit https:// oder http://.`,
  'crawler.ADDRESS_PRIVATE': ({ host }) =>
    `${host} liegt im eigenen Netz. Erlauben Sie das mit --intranet, wenn Sie ein Intranet lesen wollen.`,
  'crawler.START_UNREACHABLE': ({ url, reason }) =>
    `${url} war nicht zu lesen (${reason}). Prüfen Sie Adresse, Verbindung und Proxy und setzen Sie den Crawl fort.`,
  'crawler.ALREADY_RUNNING': () => 'Dieser Crawl läuft bereits.',
  'crawler.NOT_RESUMABLE': () => 'Dieser Crawl ist beendet. Starten Sie die Website neu.',
  'crawler.NOT_STORED': () => 'Von dieser Seite ist kein Inhalt gespeichert.',
  'crawler.EVIDENCE_DAMAGED': ({ url }) =>
    `Der gespeicherte Beleg von ${url} passt nicht mehr zu seiner Prüfsumme. Crawlen Sie die Website erneut.`,
  'crawler.CAPSULE_NOT_WRITTEN': ({ path }) =>
    `In ${path} konnte nicht geschrieben werden. Prüfen Sie Ordner, Rechte und freien Platz.`,
};

export const crawlerErrorsEn: CrawlerErrors = {
  'crawler.CRAWL_NOT_FOUND': () => 'There is no such crawl.',
  'crawler.SITE_NOT_FOUND': () => 'This website is not known here.',
  'crawler.PAGE_NOT_FOUND': () => 'There is no such page in the crawl.',
  'crawler.ADDRESS_INVALID': ({ url }) =>
    `“${url}” is no address of a website. It starts with https:// or http://.`,
  'crawler.ADDRESS_PRIVATE': ({ host }) =>
    `${host} is on the local network. Allow it with --intranet if you want to read an intranet.`,
  'crawler.START_UNREACHABLE': ({ url, reason }) =>
    `${url} could not be read (${reason}). Check address, connection and proxy, then resume the crawl.`,
  'crawler.ALREADY_RUNNING': () => 'This crawl is running already.',
  'crawler.NOT_RESUMABLE': () => 'This crawl has ended. Start the website again.',
  'crawler.NOT_STORED': () => 'Nothing of this page is stored.',
  'crawler.EVIDENCE_DAMAGED': ({ url }) =>
    `The stored evidence of ${url} no longer matches its checksum. Crawl the website again.`,
  'crawler.CAPSULE_NOT_WRITTEN': ({ path }) =>
    `${path} could not be written to. Check folder, permissions and free space.`,
};

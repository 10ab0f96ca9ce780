/** Sentences of the command line about crawls, both languages side by side. */
import type { CrawlState } from '../../contract/crawler.ts';
import { number } from './format.ts';
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

type CrawlerWords = Words['cli']['crawler'];

export const crawlerWordsDe: CrawlerWords = {
  progress: (decided, queued, pagesPerSecond) =>
    `${number(decided, 'de')} Seiten entschieden, ${number(queued, 'de')} warten, ${number(Math.round(pagesPerSecond), 'de')} je Sekunde`,
  unfollowed: (links) =>
    `${number(links, 'de')} Links blieben unbeachtet: Die Website ist größer, als die Höchstzahl der Seiten vorsieht, oder eine Seite hat mehr als 3.000 Links.`,
  unlisted: (links) =>
    `${number(links, 'de')} Links zu anderen Websites wurden nicht aufgezeichnet: je Seite sind es höchstens 300.`,
  ended: ({ id, state, counts }) =>
    `Crawl ${id}: ${statesDe[state]}. ${number(counts.stored, 'de')} Seiten gespeichert, ${number(counts.unchanged, 'de')} unverändert, ${number(counts.redirected, 'de')} umgeleitet, ${number(counts.skipped, 'de')} übersprungen, ${number(counts.failed, 'de')} fehlgeschlagen${counts.queued > 0 ? `, ${number(counts.queued, 'de')} warten` : ''}.`,
  nothingChanged: 'Nichts hat sich geändert.',
  changes: { added: 'neu', changed: 'geändert', removed: 'entfernt' },
};

export const crawlerWordsEn: CrawlerWords = {
  progress: (decided, queued, pagesPerSecond) =>
    `${number(decided, 'en')} pages decided, ${number(queued, 'en')} waiting, ${number(Math.round(pagesPerSecond), 'en')} per second`,
  unfollowed: (links) =>
    `${number(links, 'en')} links were left out: the website is larger than the limit on pages allows for, or a page has more than 3,000 links.`,
  unlisted: (links) =>
    `${number(links, 'en')} links to other websites were not recorded: 300 per page at most.`,
  ended: ({ id, state, counts }) =>
    `Crawl ${id}: ${state}. ${number(counts.stored, 'en')} pages stored, ${number(counts.unchanged, 'en')} unchanged, ${number(counts.redirected, 'en')} redirected, ${number(counts.skipped, 'en')} skipped, ${number(counts.failed, 'en')} failed${counts.queued > 0 ? `, ${number(counts.queued, 'en')} waiting` : ''}.`,
  nothingChanged: 'Nothing has changed.',
  changes: { added: 'added', changed: 'changed', removed: 'removed' },
};

const statesDe: Record<CrawlState, string> = {
  running: 'läuft',
  paused: 'angehalten',
  interrupted: 'unterbrochen',
  finished: 'beendet',
  failed: 'gescheitert',
  cancelled: 'abgebrochen',
};

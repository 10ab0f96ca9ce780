/** Errors of crawls. */
import type { ErrorMessages } from '../translated.ts';

export const crawlerErrors: ErrorMessages['crawler'] = {
  CRAWL_NOT_FOUND: {
    title: 'This crawl no longer exists',
    help: 'It may have been deleted. Reload the list.',
  },
  SITE_NOT_FOUND: {
    title: 'This website is not known here',
    help: 'It may have been deleted. Start a new crawl with its address.',
  },
  PAGE_NOT_FOUND: {
    title: 'There is no such page in the crawl',
    help: 'Reload the list of pages.',
  },
  ADDRESS_INVALID: {
    title: 'This is no address of a website',
    help: '“{url}” cannot be opened. An address starts with https:// or http://.',
  },
  ADDRESS_PRIVATE: {
    title: 'This address is on the local network',
    help: '{host} belongs to this computer or your network. Switch on “Website in your own network” under “What to read” if you want to read it.',
  },
  START_UNREACHABLE: {
    title: 'The start page could not be read',
    help: '{url} does not answer as expected ({reason}). Check address, connection and proxy, then resume the crawl.',
  },
  ALREADY_RUNNING: { title: 'This crawl is running already', help: 'You can watch it on its page.' },
  NOT_RESUMABLE: {
    title: 'This crawl has ended',
    help: 'Start the website again; only what changed is ingested again.',
  },
  NOT_STORED: {
    title: 'Nothing of this page is stored',
    help: 'The list of pages says why.',
  },
  EVIDENCE_DAMAGED: {
    title: 'The stored evidence is damaged',
    help: 'What is stored of {url} no longer matches its checksum. Crawl the website again.',
  },
  CAPSULE_NOT_WRITTEN: {
    title: 'The evidence capsule could not be written',
    help: 'Check permissions and free space of {path}.',
  },
};

/** On the board of an analysis: the sources are no longer as they were read. */
import type { sourcesChanged as german } from '../de/sources-changed.ts';
import type { Translated } from '../translated.ts';

export const sourcesChanged: Translated<typeof german> = {
  title: 'The sources have changed',
  newOrChanged: '{count, plural, one {# document is new or changed} other {# documents are new or changed}}',
  removed: '{count, plural, one {# document is gone} other {# documents are gone}}',
  help: 'What you see here was read before. What you have confirmed stays when you repeat.',
  repeat: 'Repeat',
  automatically: 'From now on, repeat by itself after each crawl',
  more: '{left, plural, one {Show # more sentence} other {Show more sentences (# left)}}',
};

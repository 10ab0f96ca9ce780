/** Ties the languages together: German is the source, every other language must have the same keys. */
import type { german } from './de/index.ts';
import type { Translated } from './translated.ts';

export type Messages = Translated<typeof german>;

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof german;
    parseInterpolation: false;
  }
}

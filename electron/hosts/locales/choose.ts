/** Which language the hosts speak, and how an error becomes a sentence in it. */
import type { ErrorCode, ErrorEnvelope } from '../../contract/errors.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import type { Words } from './words.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** German for German speakers, English for everyone else. POSIX order: LC_ALL, LC_MESSAGES, LANG. */
export const chooseWords = (env: Env): Words => {
  const wanted = env.LC_ALL || env.LC_MESSAGES || env.LANG || Intl.DateTimeFormat().resolvedOptions().locale;
  return wordsFor([wanted]);
};

/** BCP 47 or POSIX tags, most wanted first. */
export const wordsFor = (locales: readonly string[]): Words => {
  const first = locales.find((locale) => /^(de|en)([-_.]|$)/i.test(locale));
  return first?.toLowerCase().startsWith('de') ? de : en;
};

/** The tag the engine reports as the system's language, e.g. `de-DE` from `de_DE.UTF-8`. */
export const systemLocales = (env: Env): string[] => {
  const tag = (env.LC_ALL || env.LC_MESSAGES || env.LANG || '').split('.')[0]?.replace('_', '-') ?? '';
  return /^[a-z]{2,3}(-|$)/i.test(tag) ? [tag] : [Intl.DateTimeFormat().resolvedOptions().locale];
};

/** `data` belongs to `code`: both come from one envelope, checked where it arrived. */
export const sentence = (words: Words, error: Pick<ErrorEnvelope, 'code' | 'data'>): string => {
  const say: (data: never) => string = words.errors[error.code satisfies ErrorCode];
  return say(error.data as never);
};

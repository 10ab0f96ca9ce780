/** The shell's language: what the settings say, else the first of the system's languages that we speak, else English. */
import { de } from './de.ts';
import { en } from './en.ts';
import type { Words } from './words.ts';

export const chooseWords = (setting: 'system' | 'de' | 'en', systemLanguages: readonly string[]): Words => {
  const spoken = systemLanguages
    .map((tag) => tag.slice(0, 2).toLowerCase())
    .find((tag) => tag === 'de' || tag === 'en');
  return (setting === 'system' ? spoken : setting) === 'de' ? de : en;
};

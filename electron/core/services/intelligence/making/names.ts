/** The name of a group as it stands inside a sentence: “families and parents”, “ältere Menschen” are small there. Pure. */
import type { ContentLanguage } from '../../../../contract/intelligence-traits.ts';

/** Only a word that is small but for its first letter: “IT staff” and “LGBTIQ*” stay as they are. */
const smallInside: Partial<Record<ContentLanguage, RegExp>> = {
  en: /^\p{Lu}\p{Ll}+(?:[ ,-]|$)/u,
  // An adjective and its noun; a noun stands before “und”, “mit”, “in” or nothing.
  de: /^\p{Lu}\p{Ll}+e \p{Lu}/u,
};

export const inSentence = (name: string, language: ContentLanguage): string =>
  smallInside[language]?.test(name) === true
    ? name.charAt(0).toLocaleLowerCase(language) + name.slice(1)
    : name;

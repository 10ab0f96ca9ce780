/** The name of a group as it stands inside a sentence: English writes “families and parents” small there. Pure. */
import type { ContentLanguage } from '../../../../contract/intelligence-traits.ts';

/** Only a word that is small but for its first letter: “IT staff” and “LGBTIQ*” stay as they are. */
export const inSentence = (name: string, language: ContentLanguage): string =>
  language === 'en' && /^\p{Lu}\p{Ll}+(?:[ ,-]|$)/u.test(name)
    ? name.charAt(0).toLowerCase() + name.slice(1)
    : name;

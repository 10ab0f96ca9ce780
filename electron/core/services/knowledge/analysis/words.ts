/** What knowledge knows about words, for services that may not import it: language and stems. */
import { detectLanguage } from './language.ts';
import { isLanguage } from './languages.ts';
import { tokenise } from './tokens.ts';

export type Words = {
  detectLanguage(text: string): string;
  /** Of a lower-case word; `null` for words without meaning of their own. */
  stemOf(word: string, language: string): string | null;
};

/** Texts repeat their words; a stem is worked out once. */
const rememberedWords = 300_000;

export const createWords = (): Words => {
  const stems = new Map<string, string | null>();
  const stemOf = (word: string, language: string): string | null => {
    if (!isLanguage(language)) return word;
    const key = `${language} ${word}`;
    const known = stems.get(key);
    if (known !== undefined) return known;
    if (stems.size > rememberedWords) stems.clear();
    const stem =
      tokenise(word, { language })
        .find(({ token }) => token.startsWith('w'))
        ?.token.slice(1) ?? null;
    stems.set(key, stem);
    return stem;
  };
  return { detectLanguage: (text) => detectLanguage(text), stemOf };
};

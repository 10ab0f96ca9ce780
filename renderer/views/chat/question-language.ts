/**
 * Which language a question is written in, by its most frequent words. Pure. Says `null` rather than guess: a warning about the
 * wrong language is worse than none.
 */
const words = {
  de: 'der die das den dem des ein eine einen einem einer und oder aber nicht ist sind war wird werden wurde hat haben wie was wer wo wann warum welche welcher welches ich sie wir ihr mir mich uns für mit von vom zu zum zur auf aus bei nach über unter auch noch nur wenn dass kann können soll bitte im am beim gibt es sich nennen erklären schreiben formulieren erkläre schreibe nenne',
  en: 'the a an and or but not is are was were will be been has have do does did how what who where when why which i you we they he she it my your our for with of to from on in at by about also only if that can could should please there this these explain write list name give tell me',
  tr: 'bir ve veya ama değil mi mı mu mü nasıl ne kim nerede zaman neden hangi ben sen biz siz onlar için ile de da bu şu o çok daha gibi kadar sonra önce var yok olan olarak lütfen nedir midir her ya ki mıdır',
} as const;

export type QuestionLanguage = keyof typeof words;

const stopWords = Object.entries(words).map(
  ([language, list]) => [language as QuestionLanguage, new Set(list.split(' '))] as const,
);

/** Letters that only one of the three uses. */
const signs: readonly (readonly [QuestionLanguage, RegExp])[] = [
  ['de', /[äß]/i],
  ['tr', /[ğışİ]/],
];

/** Enough to tell; the rest of a long text costs only time. */
const mostRead = 4_000;

export const languageOf = (text: string): QuestionLanguage | null => {
  const read = text.slice(0, mostRead);
  // Code is in no language.
  const prose = read.replace(/```[\s\S]*?(```|$)/g, ' ').replace(/`[^`\n]*`/g, ' ');
  const found = prose.match(/\p{L}+/gu) ?? [];
  const scores = stopWords.map(([language, known]) => {
    const hits = found.filter((word) => known.has(word.toLocaleLowerCase(language))).length;
    const hasSign = signs.some(([of, sign]) => of === language && sign.test(prose));
    return { language, score: hits + (hasSign ? 1.5 : 0) };
  });
  const [best, second] = scores.toSorted((one, other) => other.score - one.score);
  if (!best || best.score < Math.min(2, found.length)) return null;
  return best.score > (second?.score ?? 0) ? best.language : null;
};

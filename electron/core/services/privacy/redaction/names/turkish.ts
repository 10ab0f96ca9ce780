/**
 * Turkish names: the model was trained on German and English, so in a Turkish text a listed given name beside another listed name
 * counts. Case endings stand behind an apostrophe (“Kaya'nın”). Pure.
 */
import type { NameLists } from './name-lists.ts';
import { isCapitalised, type Token } from './tokens.ts';

const sure = 0.9;

/** Listed somewhere as names, and common words in offices. */
const never = new Set(
  (
    'türkiye türk türkçe ankara istanbul izmir ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık pazartesi salı ' +
    'çarşamba perşembe cuma cumartesi pazar büyük küçük yeni millet meclis meclisi devlet cumhuriyet cumhuriyeti belediye belediyesi bakanlık ' +
    'bakanlığı kanun kanunu madde başkan başkanı müdür müdürü sayın bay bayan hanım bey iban mah cad sok no'
  ).split(' '),
);

const stemOf = (token: Token): string => (token.text.split(/['’]/u)[0] ?? '').toLocaleLowerCase('tr');

/** `isLikely`: what the model thinks of a word that no list knows. */
export const turkishNames = (
  tokens: readonly Token[],
  lists: NameLists,
  isLikely: (index: number) => boolean,
): Map<number, number> => {
  const least = new Map<number, number>();
  const listed = (token: Token | undefined, given: boolean): boolean => {
    if (!isCapitalised(token)) return false;
    return stemOf(token)
      .split('-')
      .some(
        (part) =>
          part.length > 2 &&
          !never.has(part) &&
          (lists.isGivenName(part) || (!given && lists.isFamilyName(part))),
      );
  };
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1];
    const goesOn =
      least.has(index) ||
      listed(token, true) ||
      (isCapitalised(token) && !never.has(stemOf(token)) && isLikely(index));
    // An ending closes the name.
    if (!goesOn || /['’]/u.test(token.text) || next?.gap !== ' ' || !listed(next, false)) continue;
    least.set(index, sure);
    least.set(index + 1, sure);
  }
  return least;
};

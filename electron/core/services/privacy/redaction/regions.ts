/** Names of countries and languages in German and English, from the data of the runtime (Unicode CLDR). Pure. */
const letters = [...'abcdefghijklmnopqrstuvwxyz'];
const pairs = letters.flatMap((first) => letters.map((second) => first + second));

const displayed = (type: 'region' | 'language', codes: readonly string[]): string[] =>
  ['de', 'en'].flatMap((locale) => {
    const names = new Intl.DisplayNames([locale], { type, fallback: 'none' });
    return codes.flatMap((code) => names.of(code) ?? []);
  });

export const regionNames = displayed(
  'region',
  pairs.map((code) => code.toUpperCase()),
);
/** With Dari, Persian and Kurmanji, which authorities write in and which have three letters only. */
export const languageNames = [...displayed('language', [...pairs, 'prs', 'pes', 'kmr']), 'Dari', 'Farsi'];

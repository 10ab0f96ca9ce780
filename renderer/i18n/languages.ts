/** The languages of the interface and how one is chosen. */
export const languages = ['de', 'en'] as const;
export type Language = (typeof languages)[number];

/** Each language under its own name: whoever looks for it can read it. */
export const languageNames: Record<Language, string> = { de: 'Deutsch', en: 'English' };

/** The first wanted language we speak; English when there is none. `locales` are BCP 47 tags, most wanted first. */
export const pickLanguage = (choice: Language | 'system', locales: readonly string[]): Language => {
  if (choice !== 'system') return choice;
  for (const locale of locales) {
    const found = languages.find((language) => locale.toLowerCase().split('-')[0] === language);
    if (found) return found;
  }
  return 'en';
};

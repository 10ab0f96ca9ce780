/** The languages that are analysed; others are searched as plain words. */
export const languages = ['de', 'en', 'tr'] as const;
export type Language = (typeof languages)[number];

export const isLanguage = (value: string): value is Language =>
  (languages as readonly string[]).includes(value);

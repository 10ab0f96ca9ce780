/** Starts i18next with ICU messages. A language is fetched when it is first wanted; switching needs no restart. */
import i18next from 'i18next';
import ICU from 'i18next-icu';
import { initReactI18next } from 'react-i18next';
import type { Language } from './languages.ts';
import type { Messages } from './messages.ts';

const loaders: Record<Language, () => Promise<Messages>> = {
  de: async () => (await import('./de/index.ts')).german,
  en: async () => (await import('./en/index.ts')).english,
};

const started = i18next
  .use(new ICU())
  .use(initReactI18next)
  .init({
    lng: 'none',
    fallbackLng: false,
    defaultNS: 'common',
    resources: {},
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });

let wanted: Language | undefined;

/** Makes `language` the one shown; resolves once its words are there. Of several calls the latest wins. */
export const showLanguage = async (language: Language): Promise<void> => {
  wanted = language;
  await started;
  if (!i18next.hasResourceBundle(language, 'common')) {
    for (const [namespace, words] of Object.entries(await loaders[language]())) {
      i18next.addResourceBundle(language, namespace, words);
    }
  }
  if (wanted !== language) return;
  document.documentElement.lang = language;
  if (i18next.language !== language) await i18next.changeLanguage(language);
};

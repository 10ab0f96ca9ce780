/** Puts theme, language, text size and motion onto the page; the last ones are kept so that the next start paints right at once. */
import { useEffect, useSyncExternalStore } from 'react';
import type { Settings } from '../../electron/contract/settings.ts';
import { showLanguage } from '../i18n/i18n.ts';
import { type Language, pickLanguage } from '../i18n/languages.ts';
import { applyLayoutMode } from '../ui/index.ts';

export type Appearance = Pick<Settings['appearance'], 'theme' | 'language' | 'fontScale' | 'motion'>;

const storageKey = 'wattos.appearance';
const unset: Appearance = { theme: 'system', language: 'system', fontScale: 1, motion: 'system' };

/** What was last seen on this computer; nothing private. Anything unreadable counts as unset. */
export const rememberedAppearance = (): Appearance => {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '{}');
    return typeof stored === 'object' && stored !== null ? { ...unset, ...stored } : unset;
  } catch {
    return unset;
  }
};

const media = (query: string) => ({
  subscribe: (changed: () => void) => {
    const list = window.matchMedia(query);
    list.addEventListener('change', changed);
    return () => list.removeEventListener('change', changed);
  },
  matches: () => window.matchMedia(query).matches,
});
const wantsContrast = media('(prefers-contrast: more)');
const wantsLessMotion = media('(prefers-reduced-motion: reduce)');
const useMedia = ({ subscribe, matches }: ReturnType<typeof media>) =>
  useSyncExternalStore(subscribe, matches);

/** Before anything is drawn: what needs no React. */
export const paintRemembered = (): void => {
  const { theme, fontScale } = rememberedAppearance();
  const root = document.documentElement;
  if (theme !== 'system') root.dataset.theme = theme;
  root.style.setProperty('--font-scale', String(fontScale));
};

/** `language` is already chosen; `null` while the system's languages are not known yet. */
export const useAppearance = (appearance: Appearance): void => {
  const { theme, fontScale, motion, language } = appearance;
  const contrast = useMedia(wantsContrast);
  const lessMotion = useMedia(wantsLessMotion);

  useEffect(() => {
    const shown = theme === 'system' && contrast ? 'contrast' : theme;
    if (shown === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = shown;
  }, [theme, contrast]);

  useEffect(() => {
    document.documentElement.dataset.motion =
      motion === 'reduced' || (motion === 'system' && lessMotion) ? 'reduced' : 'full';
  }, [motion, lessMotion]);

  useEffect(() => {
    document.documentElement.style.setProperty('--font-scale', String(fontScale));
    return applyLayoutMode(fontScale);
  }, [fontScale]);

  useEffect(() => {
    localStorage.setItem(storageKey, JSON.stringify({ theme, fontScale, motion, language }));
  }, [theme, fontScale, motion, language]);
};

/** Shows the chosen language, or the first of the system's that we speak. */
export const useLanguage = (choice: Language | 'system', locales: readonly string[]): void => {
  const language = pickLanguage(choice, locales);
  useEffect(() => {
    void showLanguage(language);
  }, [language]);
};

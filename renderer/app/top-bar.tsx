/** The top bar: search and commands, network state, running work, language, appearance. */
import { Contrast, Languages, Menu as MenuIcon, Monitor, Moon, Search, Sun } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useSettings, useUpdateSettings } from '../client/queries.ts';
import { languageNames, languages } from '../i18n/languages.ts';
import { IconButton, Kbd, Menu, toastFailure, useLayoutMode } from '../ui/index.ts';
import { NetworkChip } from './network-state.tsx';
import { openOverlay } from './overlays.ts';
import { Tasks } from './tasks.tsx';
import { useBindings } from './use-bindings.ts';

export const themeIcons = { system: Monitor, light: Sun, dark: Moon, contrast: Contrast } as const;
export const themes = ['system', 'light', 'dark', 'contrast'] as const;

function LanguageMenu() {
  const { t } = useTranslation('app');
  const chosen = useSettings().data?.appearance.language ?? 'system';
  const update = useUpdateSettings();
  return (
    <Menu
      label={t('language')}
      showTitle
      entries={(['system', ...languages] as const).map((language) => ({
        id: language,
        label: language === 'system' ? t('languageSystem') : languageNames[language],
        isChosen: chosen === language,
        onAction: () => update.mutate({ appearance: { language } }, { onError: toastFailure }),
      }))}
    >
      <IconButton icon={Languages} label={t('language')} className="h-8 w-8" />
    </Menu>
  );
}

function ThemeMenu() {
  const { t } = useTranslation('app');
  const chosen = useSettings().data?.appearance.theme ?? 'system';
  const update = useUpdateSettings();
  return (
    <Menu
      label={t('theme.label')}
      showTitle
      entries={themes.map((theme) => ({
        id: theme,
        label: t(`theme.${theme}`),
        icon: themeIcons[theme],
        isChosen: chosen === theme,
        onAction: () => update.mutate({ appearance: { theme } }, { onError: toastFailure }),
      }))}
    >
      <IconButton icon={themeIcons[chosen]} label={t('theme.label')} className="h-8 w-8" />
    </Menu>
  );
}

export function TopBar() {
  const { t } = useTranslation('app');
  const bindings = useBindings();
  const narrow = useLayoutMode() === 'narrow';
  return (
    <header
      data-region="top"
      tabIndex={-1}
      className="flex h-13 shrink-0 items-center gap-2 border-b border-line bg-canvas px-3 print:hidden narrow:gap-1 narrow:px-2"
    >
      {narrow && (
        <IconButton icon={MenuIcon} label={t('rail.openMenu')} onPress={() => openOverlay('menu')} />
      )}
      <AriaButton
        onPress={() => openOverlay('palette')}
        aria-label={narrow ? t('search.label') : undefined}
        className="flex h-8 w-80 min-w-32 shrink cursor-default items-center gap-2 rounded-md border border-line bg-surface px-2.5 text-13 text-muted transition-colors data-hovered:border-control data-hovered:text-ink narrow:w-8 narrow:min-w-8 narrow:shrink-0 narrow:justify-center narrow:px-0"
      >
        <Search aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
        {!narrow && (
          <>
            <span className="min-w-0 flex-1 truncate text-left">{t('search.label')}</span>
            <Kbd combination={bindings['app.palette']} />
          </>
        )}
      </AriaButton>
      <div className="flex-1" />
      <NetworkChip />
      <div className="flex shrink-0 items-center">
        <Tasks />
        <LanguageMenu />
        <ThemeMenu />
      </div>
    </header>
  );
}

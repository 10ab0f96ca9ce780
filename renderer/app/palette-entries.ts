/** What the command palette offers: sections, commands, appearance and language; conversations are searched in the engine. */
import {
  Contrast,
  Keyboard,
  Languages,
  type LucideIcon,
  MessageSquare,
  PanelLeft,
  Sparkles,
} from 'lucide-react';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { useConversations, useUpdateSettings } from '../client/queries.ts';
import { languageNames, languages } from '../i18n/languages.ts';
import { openOverlay } from './overlays.ts';
import { useRailCollapsed } from './rail.tsx';
import { navigate } from './router.ts';
import { services } from './services.ts';
import { themes } from './top-bar.tsx';
import { useBindings } from './use-bindings.ts';

export type PaletteEntry = {
  id: string;
  title: string;
  icon: LucideIcon;
  shortcut?: string;
  perform: () => void;
};
export type PaletteGroup = { id: 'conversations' | 'go' | 'actions'; entries: PaletteEntry[] };

const mostConversations = 8;

/** Every word must occur, in any order. */
const matches = (title: string, query: string): boolean => {
  const within = title.toLocaleLowerCase();
  return query
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => within.includes(word));
};

export const usePaletteGroups = (query: string): PaletteGroup[] => {
  const { t } = useTranslation('app');
  const bindings = useBindings();
  const update = useUpdateSettings();
  const { toggle } = useRailCollapsed();
  const wanted = useDeferredValue(query.trim());
  const found = useConversations(wanted).data?.pages[0]?.items ?? [];

  const conversations = found.slice(0, mostConversations).map((conversation) => ({
    id: conversation.id,
    title: conversation.title || t('palette.untitled'),
    icon: MessageSquare,
    perform: () => navigate(`/chat/${conversation.id}`),
  }));
  const go = services.map((service) => ({
    id: service.id,
    title: t(service.titleKey),
    icon: service.icon,
    shortcut: service.id === 'settings' ? bindings['app.settings'] : undefined,
    perform: () => navigate(`/${service.path}`),
  }));
  const ofServices = services.flatMap((service) =>
    (service.commands ?? []).map((command) => ({
      id: command.titleKey,
      title: t(command.titleKey),
      icon: service.icon,
      shortcut: command.action && bindings[command.action],
      perform: () => navigate(command.path),
    })),
  );
  const ofFrame: PaletteEntry[] = [
    {
      id: 'shortcuts',
      title: t('commands.shortcuts'),
      icon: Keyboard,
      shortcut: bindings['app.shortcuts'],
      perform: () => openOverlay('shortcuts'),
    },
    {
      id: 'rail',
      title: t('commands.rail'),
      icon: PanelLeft,
      shortcut: bindings['app.rail'],
      perform: toggle,
    },
    {
      id: 'onboarding',
      title: t('commands.onboarding'),
      icon: Sparkles,
      perform: () => openOverlay('onboarding'),
    },
    ...themes.map((theme) => ({
      id: `theme-${theme}`,
      title: t('commands.theme', { name: t(`theme.${theme}`) }),
      icon: Contrast,
      perform: () => update.mutate({ appearance: { theme } }),
    })),
    ...languages.map((language) => ({
      id: `language-${language}`,
      title: t('commands.language', { name: languageNames[language] }),
      icon: Languages,
      perform: () => update.mutate({ appearance: { language } }),
    })),
  ];
  const fits = (entry: PaletteEntry) => matches(entry.title, query.trim());
  const groups: PaletteGroup[] = [
    { id: 'go', entries: go.filter(fits) },
    { id: 'actions', entries: [...ofServices, ...ofFrame].filter(fits) },
    { id: 'conversations', entries: conversations },
  ];
  // results of a search arrive late and therefore last: nothing moves under the hand
  return (query.trim() ? groups : [groups[2], groups[0], groups[1]])
    .filter((group) => group !== undefined)
    .filter((group) => group.entries.length > 0);
};

/** The services of this build. One entry here is all it takes to appear in the rail, the palette and the routes. */
import {
  BookLock,
  Bot,
  Boxes,
  Columns2,
  Library,
  Globe,
  type LucideIcon,
  MessagesSquare,
  PlugZap,
  Settings,
  ShieldHalf,
  UsersRound,
} from 'lucide-react';
import type { ComponentType } from 'react';
import type { Permission } from '../../electron/contract/base.ts';
import type { RunKind } from '../../electron/contract/runs.ts';
import type { german } from '../i18n/de/index.ts';
import type { ActionId } from './shortcuts.ts';

export type ServiceView = {
  id: string;
  icon: LucideIcon;
  titleKey: `services.${keyof typeof german.app.services}`;
  /** First segment of its addresses. */
  path: string;
  /** `end`: at the foot of the rail. */
  place: 'main' | 'end';
  permission: Permission;
  /** Fetched when the view is first opened. */
  load: () => Promise<{ default: ComponentType }>;
  /** Running work of these kinds is counted in the rail. */
  runKinds?: readonly RunKind[];
  /** Entries of the command palette that lead into the service. */
  commands?: readonly {
    titleKey: `commands.${keyof typeof german.app.commands}`;
    path: string;
    action?: ActionId;
  }[];
};

export const services: readonly ServiceView[] = [
  {
    id: 'chat',
    icon: MessagesSquare,
    titleKey: 'services.chat',
    path: 'chat',
    place: 'main',
    permission: 'chat.read',
    load: () => import('../views/chat/index.tsx'),
    runKinds: ['chat.answer'],
    commands: [{ titleKey: 'commands.newChat', path: '/chat', action: 'chat.new' }],
  },
  {
    id: 'knowledge',
    icon: Library,
    titleKey: 'services.knowledge',
    path: 'knowledge',
    place: 'main',
    permission: 'knowledge.read',
    load: () => import('../views/knowledge/index.tsx'),
    runKinds: ['knowledge.ingest', 'knowledge.index'],
    commands: [{ titleKey: 'commands.searchKnowledge', path: '/knowledge/search' }],
  },
  {
    id: 'crawler',
    icon: Globe,
    titleKey: 'services.crawler',
    path: 'websites',
    place: 'main',
    permission: 'crawler.read',
    load: () => import('../views/crawler/index.tsx'),
    runKinds: ['crawler.crawl'],
  },
  {
    id: 'studio',
    icon: UsersRound,
    titleKey: 'services.studio',
    path: 'studio',
    place: 'main',
    permission: 'intelligence.read',
    load: () => import('../views/studio/index.tsx'),
    runKinds: ['intelligence.analyse'],
    commands: [{ titleKey: 'commands.newAnalysis', path: '/studio/new' }],
  },
  {
    id: 'agents',
    icon: Bot,
    titleKey: 'services.agents',
    path: 'agents',
    place: 'main',
    permission: 'agents.read',
    load: () => import('../views/agents/index.tsx'),
    runKinds: ['agents.test'],
    commands: [{ titleKey: 'commands.rehearseAgents', path: '/agents/rehearsal' }],
  },
  {
    id: 'models',
    icon: Boxes,
    titleKey: 'services.models',
    path: 'models',
    place: 'main',
    permission: 'models.read',
    load: () => import('../views/models/index.tsx'),
    runKinds: ['models.pull', 'models.import', 'models.benchmark'],
  },
  {
    id: 'compare',
    icon: Columns2,
    titleKey: 'services.compare',
    path: 'compare',
    place: 'main',
    permission: 'chat.write',
    load: () => import('../views/compare/index.tsx'),
  },
  {
    id: 'providers',
    icon: PlugZap,
    titleKey: 'services.providers',
    path: 'providers',
    place: 'end',
    permission: 'models.read',
    load: () => import('../views/providers/index.tsx'),
    commands: [
      { titleKey: 'commands.usage', path: '/providers/usage' },
      { titleKey: 'commands.endpointKeys', path: '/providers/keys' },
    ],
  },
  {
    id: 'privacy',
    icon: ShieldHalf,
    titleKey: 'services.privacy',
    path: 'privacy',
    place: 'end',
    permission: 'privacy.read',
    load: () => import('../views/privacy/index.tsx'),
  },
  {
    id: 'network',
    icon: BookLock,
    titleKey: 'services.network',
    path: 'network',
    place: 'end',
    permission: 'system.read',
    load: () => import('../views/network/index.tsx'),
  },
  {
    id: 'settings',
    icon: Settings,
    titleKey: 'services.settings',
    path: 'settings',
    place: 'end',
    permission: 'settings.read',
    load: () => import('../views/settings/index.tsx'),
    commands: [
      { titleKey: 'commands.appearance', path: '/settings/appearance' },
      { titleKey: 'commands.chatDefaults', path: '/settings/chat' },
      { titleKey: 'commands.modelSettings', path: '/settings/models' },
      { titleKey: 'commands.networkSettings', path: '/settings/network' },
      { titleKey: 'commands.editShortcuts', path: '/settings/shortcuts' },
      { titleKey: 'commands.about', path: '/settings/about' },
    ],
  },
];

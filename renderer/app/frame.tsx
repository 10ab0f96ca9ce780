/** The frame around every view: rail, top bar, centre, right pane; and what is reachable from everywhere. */
import { Compass } from 'lucide-react';
import { type ComponentType, lazy, type LazyExoticComponent, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '../client/connection.ts';
import { announce, Button, EmptyState, PaneSlot, Spinner } from '../ui/index.ts';
import { CrashGuard } from './crash.tsx';
import { closeOverlay, openOverlay, useOverlay } from './overlays.ts';
import { Rail, useRailCollapsed } from './rail.tsx';
import { moveRegion } from './regions.ts';
import { navigate, startPath, useRoute } from './router.ts';
import { services } from './services.ts';
import { listenForShortcuts, setBindings, useShortcut } from './shortcuts.ts';
import { TopBar } from './top-bar.tsx';
import { useBindings } from './use-bindings.ts';

const Palette = lazy(() => import('./palette.tsx'));
const ShortcutList = lazy(() => import('./shortcut-list.tsx'));

const views = new Map<string, LazyExoticComponent<ComponentType>>(
  services.map((service) => [service.path, lazy(service.load)]),
);

const useFrameShortcuts = () => {
  const bindings = useBindings();
  const { toggle } = useRailCollapsed();
  useEffect(() => setBindings(bindings), [bindings]);
  useEffect(listenForShortcuts, []);
  const open = useOverlay((state) => state.open);
  useShortcut('app.palette', () => (open === 'palette' ? closeOverlay() : openOverlay('palette')));
  useShortcut('app.shortcuts', () => (open === 'shortcuts' ? closeOverlay() : openOverlay('shortcuts')));
  useShortcut('app.settings', () => {
    closeOverlay();
    navigate('/settings');
  });
  useShortcut('chat.new', () => {
    closeOverlay();
    navigate('/chat');
  });
  useShortcut('app.rail', toggle);
  useShortcut('app.nextRegion', () => moveRegion(1));
  useShortcut('app.previousRegion', () => moveRegion(-1));
};

/** The window's title and a word to screen readers when another section comes up. */
const useTitle = () => {
  const { t } = useTranslation(['app', 'common']);
  const path = useRoute().service;
  const service = services.find((candidate) => candidate.path === path);
  const title = service ? t(service.titleKey) : t('notFound.title');
  useEffect(() => {
    document.title = `${title} – ${t('common:product')}`;
    announce(title);
  }, [title, t]);
};

function ConnectionBanner() {
  const { t } = useTranslation('app');
  const state = useConnection((connection) => connection.state);
  const isLost = state === 'lost';
  useEffect(() => {
    if (!isLost) return;
    announce(t('connection.lost'), 'assertive');
    return () => announce(t('connection.back'));
  }, [isLost, t]);
  if (!isLost) return null;
  return (
    <div className="flex shrink-0 items-center gap-3 border-b border-line bg-attention-soft px-4 py-2 text-attention-ink">
      <Spinner className="size-4" />
      {t('connection.lost')}
    </div>
  );
}

function CurrentView() {
  const { t } = useTranslation('app');
  const path = useRoute().service;
  const View = views.get(path);
  if (!View) {
    return (
      <EmptyState
        icon={Compass}
        heading="h1"
        title={t('notFound.title')}
        action={<Button onPress={() => navigate(startPath)}>{t('notFound.home')}</Button>}
      >
        {t('notFound.help')}
      </EmptyState>
    );
  }
  return (
    <CrashGuard key={path}>
      <Suspense fallback={null}>
        <View />
      </Suspense>
    </CrashGuard>
  );
}

export function Frame() {
  const { t } = useTranslation('app');
  const route = useRoute();
  const open = useOverlay((state) => state.open);
  useFrameShortcuts();
  useTitle();
  useEffect(() => {
    if (!route.service) navigate(startPath, { replace: true });
  }, [route.service]);
  return (
    <div className="flex h-full print:block print:h-auto">
      <button
        type="button"
        onClick={() => document.getElementById('main')?.focus()}
        className="sr-only z-50 rounded-md bg-brand px-3 py-2 text-on-brand focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {t('skip')}
      </button>
      <Rail />
      <div className="flex min-w-0 flex-1 flex-col">
        <TopBar />
        <ConnectionBanner />
        <div className="flex min-h-0 flex-1">
          <main
            id="main"
            data-region="main"
            tabIndex={-1}
            className="flex min-h-0 min-w-0 flex-1 flex-col focus-visible:outline-none"
          >
            {route.service && <CurrentView />}
          </main>
          <PaneSlot />
        </div>
      </div>
      <Suspense fallback={null}>
        {open === 'palette' && <Palette />}
        {open === 'shortcuts' && <ShortcutList />}
      </Suspense>
    </div>
  );
}

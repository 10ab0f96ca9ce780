/** What stands in the window: the lock, the introduction, or the frame. */
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useConnection } from '../client/connection.ts';
import { desktopHost } from '../client/host.ts';
import { useInfo, useSettings, useVault } from '../client/queries.ts';
import { ErrorNotice, LiveRegion, Spinner, ToastRegion } from '../ui/index.ts';
import { rememberedAppearance, useAppearance, useLanguage } from './appearance.ts';
import { CrashGuard } from './crash.tsx';
import { Frame } from './frame.tsx';
import { Mark } from './mark.tsx';
import { useOverlay } from './overlays.ts';
import { RunOutcomes } from './run-outcomes.tsx';

const Vault = lazy(() => import('../views/vault/index.tsx'));
const Onboarding = lazy(() => import('../views/onboarding/index.tsx'));

const slowAfterMs = 6_000;

function Starting() {
  const { t } = useTranslation('app');
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), slowAfterMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <main className="flex h-full flex-col items-center justify-center gap-5 p-6 text-center">
      <Mark className="size-12" />
      <p role="status" className="flex items-center gap-2.5 text-muted">
        <Spinner className="size-4" />
        {t('connection.starting')}
      </p>
      <p className="min-h-6 max-w-96 text-13 text-muted">{isSlow && t('connection.slow')}</p>
    </main>
  );
}

function FullPage({ children }: { children: ReactNode }) {
  return (
    <main className="flex h-full flex-col items-center justify-center gap-6 overflow-y-auto p-6">
      <Mark className="size-12" />
      <div className="w-full max-w-150">{children}</div>
    </main>
  );
}

function Refused() {
  return (
    <FullPage>
      <ErrorNotice
        failure={{ code: 'request.UNAUTHENTICATED', data: {}, retry: true }}
        onRetry={() => location.reload()}
      />
    </FullPage>
  );
}

function Gate() {
  const vault = useVault();
  const isOpen = vault.data?.state === 'open';
  const settings = useSettings(isOpen);
  const reopened = useOverlay((state) => state.open === 'onboarding');

  const failed = vault.error ?? settings.error;
  if (failed && !(vault.data && settings.data)) {
    const retry = () => void (vault.error ? vault.refetch() : settings.refetch());
    return (
      <FullPage>
        <ErrorNotice failure={failed} onRetry={retry} />
      </FullPage>
    );
  }
  if (!vault.data) return <Starting />;
  if (!isOpen) return <Vault />;
  if (!settings.data) return <Starting />;
  return (
    <>
      {reopened || settings.data.onboarding.completedAt === null ? <Onboarding /> : <Frame />}
      <RunOutcomes />
    </>
  );
}

export function App() {
  const { i18n } = useTranslation();
  const vault = useVault();
  const appearance = useSettings(vault.data?.state === 'open').data?.appearance ?? rememberedAppearance();
  const info = useInfo();
  const hasConnected = useConnection((connection) => connection.generation > 0);
  const isRefused = useConnection((connection) => connection.state === 'refused');
  useAppearance(appearance);
  // in a browser the reader's languages count, not those of the computer that serves the page
  const systemLocales = desktopHost() ? info.data?.locales : undefined;
  useLanguage(appearance.language, systemLocales?.length ? systemLocales : navigator.languages);
  if (i18n.language === 'none') return null;
  return (
    <I18nProvider locale={i18n.language}>
      <CrashGuard>
        <Suspense fallback={null}>
          {isRefused ? <Refused /> : hasConnected ? <Gate /> : <Starting />}
        </Suspense>
      </CrashGuard>
      <ToastRegion />
      <LiveRegion />
    </I18nProvider>
  );
}

/** The introduction: at most four calm screens, ending in a real conversation. Can be left at any point and opened again. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Mark } from '../../app/mark.tsx';
import { closeOverlay } from '../../app/overlays.ts';
import { navigate, startPath } from '../../app/router.ts';
import { useUpdateSettings } from '../../client/queries.ts';
import { Button, cx, toastFailure } from '../../ui/index.ts';
import { ChooseModel } from './choose-model.tsx';
import { FirstQuestion } from './first-question.tsx';
import { HardwareCheck } from './hardware-check.tsx';
import { Welcome } from './welcome.tsx';

const steps = ['welcome', 'hardware', 'model', 'ready'] as const;

function Steps({ at }: { at: number }) {
  const { t } = useTranslation('onboarding');
  return (
    <p className="flex items-center gap-3 text-13 text-muted">
      <span aria-hidden className="flex gap-1.5">
        {steps.map((step, index) => (
          <span
            key={step}
            className={cx(
              'h-1 w-6 rounded-full transition-colors',
              index <= at ? 'bg-brand' : 'bg-control/40',
            )}
          />
        ))}
      </span>
      {t('step', { step: at + 1, of: steps.length })}
    </p>
  );
}

export default function Onboarding() {
  const { t } = useTranslation(['onboarding', 'common']);
  const [at, setAt] = useState(0);
  const update = useUpdateSettings();
  const leave = (path: string) => {
    navigate(path);
    update.mutate({ onboarding: { completedAt: new Date().toISOString() } }, { onError: toastFailure });
    closeOverlay();
  };
  const next = () => setAt(Math.min(at + 1, steps.length - 1));
  const step = steps[at];
  return (
    <div className="flex h-full flex-col">
      <header className="flex h-15 shrink-0 items-center justify-between gap-4 px-6 narrow:h-11 narrow:px-4">
        <span className="flex items-center gap-2.5 font-[620] tracking-tight">
          <Mark className="size-6" />
          WattOS
        </span>
        <Button variant="quiet" onPress={() => leave(startPath)}>
          {t('common:skip')}
        </Button>
      </header>
      <main aria-label={t('label')} className="min-h-0 flex-1 overflow-y-auto px-6 narrow:px-4">
        <div
          key={step}
          className="mx-auto flex min-h-full max-w-150 animate-[appear_180ms_var(--ease-out)] flex-col justify-center py-8"
        >
          {step === 'welcome' && <Welcome onNext={next} />}
          {step === 'hardware' && <HardwareCheck onNext={next} />}
          {step === 'model' && <ChooseModel onNext={next} />}
          {step === 'ready' && <FirstQuestion onLeave={leave} />}
        </div>
      </main>
      <footer className="shrink-0 px-6 pb-5 narrow:px-4 narrow:pb-0">
        <div className="mx-auto flex h-15 max-w-150 narrow:h-11 items-center justify-between gap-4 border-t border-line">
          <Steps at={at} />
          {at > 0 && (
            <Button variant="quiet" onPress={() => setAt(at - 1)}>
              {t('common:back')}
            </Button>
          )}
        </div>
      </footer>
    </div>
  );
}

/** First screen: what this is, what it promises, and in which language. */
import { BookLock, HardDrive, LockKeyhole } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useUpdateSettings } from '../../client/queries.ts';
import { type Language, languageNames, languages } from '../../i18n/languages.ts';
import { Button, Segmented, toastFailure } from '../../ui/index.ts';
import { StepHeading } from './step-heading.tsx';

const points = { local: HardDrive, encrypted: LockKeyhole, ledger: BookLock };

export function Welcome({ onNext }: { onNext: () => void }) {
  const { t, i18n } = useTranslation('onboarding');
  const update = useUpdateSettings();
  const shown: Language = i18n.language === 'de' ? 'de' : 'en';
  return (
    <>
      <StepHeading title={t('welcome.title')}>{t('welcome.intro')}</StepHeading>
      <ul className="mb-8 flex flex-col gap-3.5">
        {(['local', 'encrypted', 'ledger'] as const).map((point) => {
          const Icon = points[point];
          return (
            <li key={point} className="flex items-start gap-3">
              <Icon aria-hidden className="mt-0.5 size-5 shrink-0 text-verified-ink" strokeWidth={1.75} />
              {t(`welcome.points.${point}`)}
            </li>
          );
        })}
      </ul>
      <div className="flex flex-wrap items-end justify-between gap-4">
        <Segmented
          label={t('welcome.language')}
          options={languages.map((value) => ({ value, label: languageNames[value] }))}
          value={shown}
          onChange={(language) => update.mutate({ appearance: { language } }, { onError: toastFailure })}
        />
        <Button variant="primary" size="lg" onPress={onNext}>
          {t('welcome.start')}
        </Button>
      </div>
    </>
  );
}

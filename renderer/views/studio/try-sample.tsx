/** Offers the sample municipality: one press installs and analyses it. */
import { Landmark } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { navigate } from '../../app/router.ts';
import { useTrySample } from '../../client/sample-analysis.ts';
import { Button, cx, ErrorNotice, Progress } from '../../ui/index.ts';
import { boardPath } from './paths.ts';

export type TrySampleProps = {
  /** Goes to the analysis; in the introduction that also ends the introduction. */
  onGo?: (path: string) => void;
  /** Where nothing else is to be done. */
  isPrimary?: boolean;
  className?: string;
};

export function TrySample({ onGo = navigate, isPrimary = false, className }: TrySampleProps) {
  const { t } = useTranslation('journey');
  const sample = useTrySample();
  const go = () => sample.mutate(undefined, { onSuccess: (analysisId) => onGo(boardPath(analysisId)) });
  return (
    <section
      aria-label={t('sample.title')}
      className={cx('hairline rounded-md bg-surface px-4 py-3.5 text-left', className)}
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <Landmark aria-hidden className="size-6 shrink-0 text-brand-ink narrow:hidden" strokeWidth={1.5} />
        <div className="min-w-0 flex-1 basis-64">
          <p className="font-[560]">{t('sample.title')}</p>
          {sample.isPending ? (
            <Progress label={t('sample.reading')} showLabel done={0} total={null} className="mt-1.5" />
          ) : (
            <p className="mt-0.5 text-13 text-pretty text-muted">{t('sample.help')}</p>
          )}
        </div>
        <Button variant={isPrimary ? 'primary' : 'secondary'} isPending={sample.isPending} onPress={go}>
          {t('sample.action')}
        </Button>
      </div>
      {sample.error && <ErrorNotice failure={sample.error} className="mt-3" />}
    </section>
  );
}

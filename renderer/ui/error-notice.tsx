/** A failure in words: what happened, what it means and what to do. */
import { CircleAlert, RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppFailure } from '../client/failure.ts';
import { useFailureText } from '../i18n/failure-text.ts';
import { Button } from './button.tsx';
import { cx } from './cx.ts';

export type ErrorNoticeProps = {
  failure: AppFailure;
  /** Offered as "Erneut versuchen". */
  onRetry?: () => void;
  /** Further buttons that lead out of the situation. */
  actions?: ReactNode;
  /** `quiet` where the notice was there before the reader came, e.g. inside an old message. */
  live?: 'alert' | 'quiet';
  className?: string;
};

export function ErrorNotice({ failure, onRetry, actions, live = 'alert', className }: ErrorNoticeProps) {
  const { t } = useTranslation('common');
  const { title, help } = useFailureText()(failure);
  return (
    <div
      role={live === 'alert' ? 'alert' : undefined}
      className={cx(
        'flex items-start gap-3 rounded-md border border-danger/40 bg-danger-soft px-4 py-3 text-left text-ink',
        className,
      )}
    >
      <CircleAlert aria-hidden className="mt-0.5 size-5 shrink-0 text-danger-ink" strokeWidth={1.75} />
      <div className="min-w-0 flex-1">
        <p className="font-[560]">{title}</p>
        <p className="mt-0.5 text-pretty break-words text-muted">{help}</p>
        {failure.reference && (
          <p className="mt-1 text-13 text-muted">
            {t('reference')} <code className="font-mono select-all">{failure.reference}</code>
          </p>
        )}
        {(onRetry || actions) && (
          <div className="mt-3 flex flex-wrap gap-2">
            {onRetry && (
              <Button size="sm" icon={RotateCcw} onPress={onRetry}>
                {t('retry')}
              </Button>
            )}
            {actions}
          </div>
        )}
      </div>
    </div>
  );
}

/** What is happening to a file of the queue, in words with a sign. */
import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleSlash,
  FileCheck2,
  type LucideIcon,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { IngestionFile } from '../../../electron/contract/ingestion.ts';
import { failureOf } from '../../client/failure.ts';
import { useFailureText } from '../../i18n/failure-text.ts';
import { cx, Spinner } from '../../ui/index.ts';

type State = IngestionFile['state'];

const icons: Record<Exclude<State, 'reading' | 'indexing'>, { icon: LucideIcon; tone: string }> = {
  waiting: { icon: CircleDashed, tone: 'text-faint' },
  done: { icon: CircleCheck, tone: 'text-verified-ink' },
  unchanged: { icon: FileCheck2, tone: 'text-muted' },
  failed: { icon: CircleAlert, tone: 'text-danger-ink' },
  skipped: { icon: CircleSlash, tone: 'text-muted' },
};

export function FileState({ file }: { file: IngestionFile }) {
  const { t } = useTranslation('knowledge');
  const failureText = useFailureText();
  if (file.state === 'reading' || file.state === 'indexing') {
    const words =
      file.state === 'reading' && file.progress
        ? t('files.readingPages', { done: file.progress.done, total: file.progress.total })
        : t(`files.states.${file.state}`);
    return (
      <span className="flex min-w-0 items-center gap-1.5 text-13">
        <Spinner className="size-4 text-brand-ink" />
        <span className="tabular truncate">{words}</span>
      </span>
    );
  }
  const { icon: Icon, tone } = icons[file.state];
  return (
    <span
      className={cx(
        'flex min-w-0 items-center gap-1.5 text-13',
        file.error ? 'text-danger-ink' : 'text-muted',
      )}
    >
      <Icon aria-hidden className={cx('size-4 shrink-0', tone)} strokeWidth={1.75} />
      <span className="truncate">
        {file.error ? failureText(failureOf(file.error)).title : t(`files.states.${file.state}`)}
      </span>
    </span>
  );
}

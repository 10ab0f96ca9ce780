/** The findings of a document by keyboard: arrows choose, Enter confirms, Delete rejects. */
import { CircleCheck, CircleSlash } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../electron/contract/privacy.ts';
import { useFormat } from '../../i18n/format.ts';
import { cx, showWithin } from '../../ui/index.ts';
import { classIcons } from './class-icon.ts';

export type FindingListProps = {
  text: string;
  findings: readonly Finding[];
  currentId: string | null;
  onPick: (findingId: string) => void;
  onConfirm: () => void;
  onReject: () => void;
};

export function FindingList({ text, findings, currentId, onPick, onConfirm, onReject }: FindingListProps) {
  const { t } = useTranslation('privacy');
  const format = useFormat();
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const at = findings.findIndex(({ id }) => id === currentId);
  useEffect(() => {
    const row = currentId === null ? null : list.current?.querySelector(`[data-id="${currentId}"]`);
    if (row) showWithin(row);
  }, [currentId]);
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: findings.length - 1,
    };
    const step = steps[event.key];
    if (step !== undefined) {
      const next = findings[Math.max(0, Math.min(findings.length - 1, step))];
      if (next) onPick(next.id);
    } else if (event.key === 'Enter') onConfirm();
    else if (event.key === 'Delete') onReject();
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={list}
      role="listbox"
      tabIndex={0}
      aria-label={t('review.list')}
      aria-describedby={`${listId}-keys`}
      aria-activedescendant={currentId === null ? undefined : `${listId}-${currentId}`}
      onKeyDown={onKeyDown}
      className="min-h-0 flex-1 overflow-y-auto p-1"
    >
      <span id={`${listId}-keys`} className="sr-only">
        {t('review.keys')}
      </span>
      {findings.map((finding) => {
        const Icon = classIcons[finding.class];
        const isCurrent = finding.id === currentId;
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the list box handles the keys
          <div
            key={finding.id}
            id={`${listId}-${finding.id}`}
            data-id={finding.id}
            role="option"
            tabIndex={-1}
            aria-selected={isCurrent}
            onClick={() => onPick(finding.id)}
            className={cx(
              'flex cursor-default items-start gap-2 rounded-sm px-2 py-1.5',
              isCurrent ? 'bg-brand-soft' : 'hover:bg-hover',
            )}
          >
            <Icon aria-hidden className="mt-1 size-4 shrink-0 text-muted" strokeWidth={1.75} />
            <span className="min-w-0 flex-1">
              <span className={cx('block truncate', finding.decision === 'rejected' && 'line-through')}>
                {text.slice(finding.startOffset, finding.endOffset)}
              </span>
              <span className="block text-13 text-pretty text-muted">
                {t(`classes.${finding.class}`)} · {t(`review.status.${finding.status}`)} ·{' '}
                {t(`reasons.${finding.reason}`)}
                {finding.page !== null && ` · ${t('review.page', { page: format.number(finding.page) })}`}
              </span>
            </span>
            {finding.decision === 'confirmed' && (
              <CircleCheck
                aria-label={t('review.confirmed')}
                className="mt-1 size-4 shrink-0 text-verified-ink"
              />
            )}
            {finding.decision === 'rejected' && (
              <CircleSlash aria-label={t('review.rejected')} className="mt-1 size-4 shrink-0 text-muted" />
            )}
          </div>
        );
      })}
    </div>
  );
}

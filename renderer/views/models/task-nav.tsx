/** The tasks models are for, and a way to each of them on a long page. */
import { useTranslation } from 'react-i18next';
import type { Model } from '../../../electron/contract/models.ts';

/** In the order a person meets them. */
export const tasks = ['chat', 'embed', 'rerank', 'stt', 'tts', 'vad', 'ocr'] as const;

export type TaskGroup = { task: (typeof tasks)[number]; models: Model[] };

export const headingId = (task: Model['task']): string => `models-${task}`;

/** The address belongs to the router, so the heading is brought into view by hand. */
const goTo = (task: Model['task']): void => {
  const heading = document.getElementById(headingId(task));
  heading?.scrollIntoView({ block: 'start' });
  heading?.focus({ preventScroll: true });
};

export function TaskNav({ groups }: { groups: readonly TaskGroup[] }) {
  const { t } = useTranslation('models');
  return (
    <nav aria-label={t('groups.nav')} className="mb-6 flex flex-wrap gap-2">
      {groups.map(({ task, models }) => {
        const installed = models.filter(({ install }) => install.state === 'installed').length;
        return (
          <button
            key={task}
            type="button"
            onClick={() => goTo(task)}
            className="inline-flex items-center gap-2 rounded-full border border-line bg-surface px-3 py-1 text-13 transition-colors hover:border-control hover:bg-hover"
          >
            {t(`groups.${task}.title`)}
            <span aria-hidden className="tabular text-muted">
              {installed}/{models.length}
            </span>
            <span className="sr-only">{t('groups.count', { installed, total: models.length })}</span>
          </button>
        );
      })}
    </nav>
  );
}

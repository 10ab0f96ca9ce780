/** How far a run is, in words: the phase where it says more than a number, else the amounts. */
import { useTranslation } from 'react-i18next';
import type { Run } from '../../electron/contract/runs.ts';
import { useFormat } from './format.ts';

type Progress = NonNullable<Run['progress']>;

export const useProgressText = () => {
  const { t } = useTranslation('app');
  const format = useFormat();
  const amounts = ({ done, total, unit }: Progress): string => {
    if (unit === 'tokens') return t('tasks.tokens', { done });
    const amount = unit === 'bytes' ? format.bytes : format.number;
    if (total === null) return done > 0 ? amount(done) : '';
    return t('tasks.amount', { done: amount(done), total: amount(total) });
  };
  /** Phases are words of the engine; one we do not know is passed over. */
  const phase = (name: string): string | null => {
    if (name === 'waiting' || name === 'unpacking' || name === 'verifying' || name === 'loading-model') {
      return t(`tasks.phases.${name}`);
    }
    return null;
  };
  return (progress: Progress): string =>
    [phase(progress.phase), amounts(progress)].filter((words) => words !== null && words !== '').join(' · ');
};

/** How far a run is, in words: the phase where it says more than a number, else the amounts. */
import { useTranslation } from 'react-i18next';
import { analysisStages } from '../../electron/contract/intelligence.ts';
import type { Run } from '../../electron/contract/runs.ts';
import { useFormat } from './format.ts';

const phases = [
  'waiting',
  'queued',
  'unpacking',
  'verifying',
  'copying',
  'loading-model',
  'measuring',
  ...analysisStages,
  'questions',
] as const;

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
    const known = phases.find((one) => one === name);
    return known === undefined ? null : t(`tasks.phases.${known}`);
  };
  return (progress: Progress): string =>
    [phase(progress.phase), amounts(progress)].filter((words) => words !== null && words !== '').join(' · ');
};

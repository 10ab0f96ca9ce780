/** How long something takes, as people say it: nobody plans by seconds. */
import { useTranslation } from 'react-i18next';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

export const useDurationText = () => {
  const { t } = useTranslation('common');
  return (milliseconds: number): string => {
    if (milliseconds < minuteMs) return t('duration.soon');
    if (milliseconds < hourMs) return t('duration.minutes', { count: Math.round(milliseconds / minuteMs) });
    return t('duration.hours', { count: Math.round(milliseconds / hourMs) });
  };
};

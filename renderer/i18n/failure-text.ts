/** The two sentences of a failure. Parameters become readable first: sizes with units, times in words, missing values as `none`. */
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppFailure } from '../client/failure.ts';
import { type Format, useFormat } from './format.ts';

const readable = (data: Record<string, unknown>, format: Format): Record<string, string | number> => {
  const values: Record<string, string | number> = {};
  for (const [key, value] of Object.entries(data)) {
    if (typeof value === 'number') {
      if (key.endsWith('Bytes')) values[key] = format.bytes(value);
      else if (key.endsWith('Mb')) values[key] = format.bytes(value * 1_000_000);
      else if (key.endsWith('Ms'))
        values[key] = format.seconds(Math.max(1000, Math.ceil(value / 1000) * 1000));
      else values[key] = value;
    } else if (typeof value === 'boolean') values[key] = String(value);
    else if (typeof value === 'string') values[key] = key.endsWith('At') ? format.dateTime(value) : value;
    else if (Array.isArray(value)) values[key] = pathsOf(value, format);
    else values[key] = 'none';
  }
  return values;
};

/** The fields a refused request names. */
const pathsOf = (issues: unknown[], format: Format): string => {
  const paths = issues.flatMap((issue) =>
    typeof issue === 'object' && issue !== null && 'path' in issue && issue.path ? [String(issue.path)] : [],
  );
  return paths.length > 0 ? format.list([...new Set(paths)]) : 'none';
};

export const useFailureText = () => {
  const { t } = useTranslation('errors');
  const format = useFormat();
  return useCallback(
    ({ code, data }: AppFailure): { title: string; help: string } => {
      const values = readable(data, format);
      return { title: t(`${code}.title`, values), help: t(`${code}.help`, values) };
    },
    [t, format],
  );
};

/** Why `parseArgs` refused a command line, as a sentence in the person's language instead of the runtime's English. */
import type { Words } from './locales/words.ts';

export const optionProblem = (error: unknown, words: Words): string => {
  if (!(error instanceof Error)) return words.host.badOption('');
  const code = 'code' in error ? error.code : undefined;
  const option = /'(--?[^'\s]+)/u.exec(error.message)?.[1];
  if (option !== undefined && code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION')
    return words.host.unknownOption(option);
  if (option !== undefined && code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE')
    return error.message.includes('does not take')
      ? words.host.optionWithValue(option)
      : words.host.optionWithoutValue(option);
  return words.host.badOption(error.message);
};

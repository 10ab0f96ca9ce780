/** Reads the command line. Throws `UsageError` with a sentence. */
import { parseArgs } from 'node:util';
import type { Words } from '../locales/words.ts';
import { optionProblem } from '../option-problem.ts';
import { type Flags, UsageError } from './command.ts';

export type ParsedArguments = { command: string; args: string[]; flags: Flags };

export const parseCommandLine = (argv: string[], words: Words): ParsedArguments => {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        data: { type: 'string' },
        models: { type: 'string' },
        'passphrase-file': { type: 'string' },
        model: { type: 'string' },
        system: { type: 'string' },
        'max-tokens': { type: 'string' },
        temporary: { type: 'boolean', default: false },
        'even-if-used': { type: 'boolean', default: false },
        format: { type: 'string' },
        out: { type: 'string' },
        space: { type: 'string' },
        language: { type: 'string' },
        agents: { type: 'string' },
        repeat: { type: 'boolean', default: false },
        'no-llm': { type: 'boolean', default: false },
        limit: { type: 'string' },
        depth: { type: 'string' },
        'max-pages': { type: 'string' },
        rate: { type: 'string' },
        contact: { type: 'string' },
        resume: { type: 'boolean', default: false },
        diff: { type: 'boolean', default: false },
        intranet: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const {
      help,
      'passphrase-file': passphraseFile,
      'max-tokens': maxTokens,
      'even-if-used': evenIfUsed,
      'no-llm': noLlm,
      'max-pages': maxPages,
      data,
      models,
      ...others
    } = values;
    const flags: Flags = {
      data,
      models,
      model: undefined,
      system: undefined,
      format: undefined,
      out: undefined,
      space: undefined,
      language: undefined,
      agents: undefined,
      limit: undefined,
      depth: undefined,
      rate: undefined,
      contact: undefined,
      ...others,
      passphraseFile,
      maxTokens,
      evenIfUsed,
      noLlm,
      maxPages,
    };
    const [command = 'help', ...args] = help ? ['help', ...positionals.slice(0, 1)] : positionals;
    return { command, args, flags };
  } catch (error) {
    throw new UsageError(optionProblem(error, words));
  }
};

/** Asked for before parsing, so that a usage error is JSON too. */
export const wantsJson = (argv: readonly string[]): boolean => argv.includes('--json');

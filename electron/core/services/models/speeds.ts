/**
 * How fast the language models of this computer write, as measured here. Kept in the data folder and bound to the
 * processor: a data folder that moves to another computer brings no wrong promises along.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ModelSpeed } from '../../../contract/models.ts';
import type { Log } from '../../kernel/log.ts';

/** The median of the last ones: one answer beside a busy browser says little. */
const keptSamples = 9;

const measurement = z.object({
  source: z.enum(['answers', 'benchmark']),
  /** Tokens per second, the latest last. */
  samples: z.array(z.number().positive()).min(1),
  measuredAt: z.iso.datetime(),
});
const stored = z.object({ computer: z.string(), models: z.record(z.string(), measurement) });
type Stored = z.infer<typeof stored>;

export type SpeedsOptions = {
  dataDir: string;
  /** Names the processor. */
  computer: string;
  log: Log;
};

export type Speeds = ReturnType<typeof createSpeeds>;

export const createSpeeds = ({ dataDir, computer, log }: SpeedsOptions) => {
  const file = join(dataDir, 'model-speeds.json');
  let known: Stored | null = null;

  const all = (): Stored => {
    known ??= read(file, computer);
    return known;
  };

  const write = (): void => {
    try {
      writeFileSync(`${file}.new`, JSON.stringify(all()), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    } catch (error) {
      log.warn({ error }, 'model speeds not stored');
    }
  };

  return {
    of: (modelId: string): ModelSpeed | null => {
      const found = all().models[modelId];
      if (found === undefined) return null;
      return {
        tokensPerSecond: median(found.samples),
        source: found.source,
        measuredAt: found.measuredAt,
      };
    },
    /** A benchmark starts anew: the person asked how fast it is now. */
    record: (modelId: string, tokensPerSecond: number, source: 'answers' | 'benchmark', at: string): void => {
      const before = source === 'benchmark' ? [] : (all().models[modelId]?.samples ?? []);
      const samples = [...before, tokensPerSecond].slice(-keptSamples);
      all().models[modelId] = { source, samples, measuredAt: at };
      write();
    },
    forget: (modelId: string): void => {
      if (all().models[modelId] === undefined) return;
      delete all().models[modelId];
      write();
    },
  };
};

const read = (file: string, computer: string): Stored => {
  try {
    const parsed = stored.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (parsed.success && parsed.data.computer === computer) return parsed.data;
  } catch {
    // Never measured, or unreadable: both mean that nothing is known.
  }
  return { computer, models: {} };
};

const median = (samples: readonly number[]): number => {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
};

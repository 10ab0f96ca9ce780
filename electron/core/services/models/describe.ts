/** A model as clients see it, put together from the catalog, the manifest, the downloads and what uses it. */
import { availableParallelism } from 'node:os';
import type { Model, ModelSpeed, ModelUse } from '../../../contract/models.ts';
import { envelopeOf, isAppError } from '../../kernel/errors.ts';
import { type CatalogEntry, downloadSizeOf, hostsOf, sizeOf } from './catalog.ts';
import type { Downloads } from './downloads.ts';
import { estimateSpeed, type Measured, type Subject } from './estimate.ts';
import { fitOf } from './fit.ts';
import type { Speeds } from './speeds.ts';
import type { Manifest, ModelStore } from './store.ts';

export type DescribeOptions = {
  store: ModelStore;
  downloads: Downloads;
  speeds: Speeds;
  totalMemoryBytes: number;
};

/** What is the same for all models of one listing. */
export type Surroundings = {
  uses: ReadonlyMap<string, ModelUse[]>;
  /** Cores the language model may use. */
  threads: number;
  /** With a graphics card the estimate for the processor says nothing. */
  onGraphicsCard: boolean;
  /** Memory of the card that language models can use for themselves. */
  graphicsBytes: number;
  measured: readonly Measured[];
};

/** One of the two is always there. */
export type Pair = { installed: Manifest | null; entry: CatalogEntry | null };

export const defaultThreads = (): number => Math.max(1, availableParallelism() - 1);

export const describeModel = async (
  { installed, entry }: Pair,
  options: DescribeOptions,
  around: Surroundings,
): Promise<Model | null> => {
  const facts = entry ?? installed?.description;
  const files = entry ?? installed;
  if (facts === undefined || files === null) return null;
  const { name, task, languages, quality, contextTokens, quantisation, licence } = facts;
  return {
    id: files.id,
    ...{ name, task, languages, quality, contextTokens, quantisation, licence },
    downloadBytes: entry === null ? 0 : downloadSizeOf(entry),
    sizeBytes: sizeOf(files),
    hosts: entry === null ? [] : hostsOf(entry),
    origin: installed?.origin ?? 'catalog',
    starter: entry?.starter ?? false,
    recommendedFor: entry?.recommendedFor ?? [],
    verification:
      entry === null
        ? 'own-file'
        : entry.files.every(({ sha256 }) => sha256 !== null)
          ? 'pinned'
          : 'first-download',
    install: await installStateOf({ installed, entry }, options),
    fit: fitOf(files.memoryBytes, options.totalMemoryBytes, task === 'chat' ? around.graphicsBytes : 0),
    usedBy: around.uses.get(files.id) ?? [],
    speed: task === 'chat' ? speedOf({ installed, entry }, options.speeds, around) : null,
  };
};

const installStateOf = async (
  { installed, entry }: Pair,
  { store, downloads }: DescribeOptions,
): Promise<Model['install']> => {
  const coming = entry === null ? null : await downloads.stateOf(entry);
  const here = installed === null ? null : await checked(installed, store);
  // A repair under way tells more than the damage it repairs.
  if (here?.state === 'installed' && coming?.state !== 'downloading' && coming?.state !== 'queued')
    return here;
  return coming ?? here ?? { state: 'available' };
};

const checked = async (installed: Manifest, store: ModelStore): Promise<Model['install']> => {
  try {
    await store.check(installed);
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { state: 'broken', error: envelopeOf(error) };
  }
  return { state: 'installed', sizeBytes: sizeOf(installed), installedAt: installed.installedAt };
};

const speedOf = (pair: Pair, speeds: Speeds, around: Surroundings): ModelSpeed | null => {
  const id = pair.installed?.id ?? pair.entry?.id ?? '';
  const known = speeds.of(id);
  if (known !== null) return known;
  const subject = subjectOf(pair);
  if (around.onGraphicsCard || subject === null) return null;
  const tokensPerSecond = estimateSpeed(subject, around.threads, around.measured);
  return tokensPerSecond === null ? null : { tokensPerSecond, source: 'estimate', measuredAt: null };
};

export const subjectOf = ({ installed, entry }: Pair): Subject | null => {
  const files = entry ?? installed;
  const quantisation = (entry ?? installed?.description)?.quantisation ?? null;
  if (files === null) return null;
  return { sizeBytes: sizeOf(files), quantisation, activeShare: entry?.activeShare ?? 1 };
};

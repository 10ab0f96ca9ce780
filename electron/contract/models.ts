/** Models: what can be installed, what is installed, and whether it fits this computer. */
import { z } from 'zod';
import { id, reads, writes } from './base.ts';
import { errorEnvelope } from './errors.ts';

const modelTasks = ['chat', 'embed', 'rerank', 'stt', 'tts', 'vad', 'ocr'] as const;

/** Memory need of a model against this computer, weights and context together. */
const modelFit = z.object({
  verdict: z.enum(['fits', 'tight', 'too-large']),
  needBytes: z.int(),
  haveBytes: z.int(),
  /** Which memory was looked at: the computer's, or the graphics card's own. */
  place: z.enum(['memory', 'graphics']),
});

const amounts = { doneBytes: z.int(), totalBytes: z.int() };

const installState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('available') }),
  /** Downloads go one after the other; `position` 1 is the next. */
  z.object({ state: z.literal('queued'), runId: id, position: z.int(), ...amounts }),
  z.object({ state: z.literal('downloading'), runId: id, ...amounts }),
  /** Asked for but not complete; pulling again goes on from what is on disk. */
  z.object({
    state: z.literal('partial'),
    ...amounts,
    /** `interrupted`: the program ended on the way. `elsewhere`: another process is fetching it right now. */
    reason: z.enum(['paused', 'interrupted', 'failed', 'elsewhere']),
    /** Only when it failed. */
    error: errorEnvelope.nullable(),
  }),
  z.object({ state: z.literal('installed'), sizeBytes: z.int(), installedAt: z.iso.datetime() }),
  z.object({ state: z.literal('broken'), error: errorEnvelope }),
]);

/** What a model is a good choice for; the renderer has the words. */
export const recommendations = [
  'first-steps',
  'everyday',
  'german',
  'many-languages',
  'long-texts',
  'fast',
  'quality',
  'small-computer',
  'powerful-computer',
] as const;

const modelUse = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('default-chat') }),
  z.object({ kind: z.literal('conversations'), count: z.int() }),
  /** Knowledge spaces whose vectors this embedder made. */
  z.object({ kind: z.literal('vectors'), count: z.int() }),
]);
export type ModelUse = z.infer<typeof modelUse>;

const modelSpeed = z.object({
  tokensPerSecond: z.number(),
  /** An estimate was computed from size and processor; the others were measured on this computer. */
  source: z.enum(['estimate', 'answers', 'benchmark']),
  measuredAt: z.iso.datetime().nullable(),
});
export type ModelSpeed = z.infer<typeof modelSpeed>;

export const model = z.object({
  id: z.string(),
  name: z.string(),
  task: z.enum(modelTasks),
  /** BCP 47; the languages it can be trusted with. */
  languages: z.array(z.string()),
  quality: z.enum(['trial', 'good', 'very-good']),
  contextTokens: z.int().nullable(),
  quantisation: z.string().nullable(),
  licence: z.string(),
  downloadBytes: z.int(),
  sizeBytes: z.int(),
  /** Hosts it would be fetched from, in order; empty for an imported file. */
  hosts: z.array(z.string()),
  origin: z.enum(['catalog', 'imported']),
  starter: z.boolean(),
  recommendedFor: z.array(z.enum(recommendations)),
  /** How its files are known to be the right ones: hash in the catalog, hash of the first download, or not at all. */
  verification: z.enum(['pinned', 'first-download', 'own-file']),
  install: installState,
  fit: modelFit,
  usedBy: z.array(modelUse),
  /** Only of language models; `null` when nothing can be said. */
  speed: modelSpeed.nullable(),
});
export type Model = z.infer<typeof model>;

/** Why a model computes where it does; hosts and renderer have the words. */
export const deviceReasons = [
  'no-gpu',
  /** There is a card, but no Vulkan or CUDA library that would speak to it. */
  'no-gpu-driver',
  'no-gpu-build',
  'gpu-off',
  /** The card or its driver failed when it was tried. */
  'gpu-failed',
  /** Not even part of the model fits into the card's memory. */
  'gpu-memory',
  /** Only part of the model fits there; the processor does the rest. */
  'gpu-partly',
  'gpu-used',
] as const;
export type DeviceReason = (typeof deviceReasons)[number];

export const modelRuntime = z.object({
  state: z.enum(['idle', 'loading', 'ready', 'failed']),
  modelId: z.string().nullable(),
  contextTokens: z.int().nullable(),
  threads: z.int().nullable(),
  /** `cpu`, or the name of the graphics interface in use. */
  device: z.string().nullable(),
  deviceReason: z.enum(deviceReasons).nullable(),
});
export type ModelRuntime = z.infer<typeof modelRuntime>;

/** A model in a folder outside the store, a USB stick for example. */
export const foundModel = z.object({
  /** Relative to the folder that was looked through. */
  path: z.string(),
  name: z.string(),
  /** Of the catalog or of the installation it comes from; `null` for a file nobody knows. */
  modelId: z.string().nullable(),
  sizeBytes: z.int(),
  state: z.enum(['new', 'installed', 'unusable']),
  error: errorEnvelope.nullable(),
});
export type FoundModel = z.infer<typeof foundModel>;

const folderPath = z.string().min(1).max(4096);

export const modelsContract = {
  list: reads('models.read').output(z.object({ models: z.array(model), freeDiskBytes: z.int().nullable() })),
  runtime: reads('models.read').output(modelRuntime),
  /** Downloads, resumes, verifies. The call is the person's consent to this one download. */
  pull: writes('models.manage')
    .input(z.object({ modelId: z.string().max(200) }))
    .output(z.object({ runId: id })),
  /** Stops a download, waiting or running; what has come stays. Idempotent. */
  pause: writes('models.manage')
    .input(z.object({ modelId: z.string().max(200) }))
    .output(z.object({ paused: z.boolean() })),
  /** Takes a GGUF file of this computer into the store. */
  importFile: writes('models.manage')
    .input(z.object({ path: folderPath }))
    .output(z.object({ runId: id })),
  /** What could be imported from a folder or one file: GGUF files, model folders, the model folder of another installation. */
  scanFolder: reads('models.manage')
    .input(z.object({ path: folderPath }))
    .output(z.object({ found: z.array(foundModel), freeDiskBytes: z.int().nullable() })),
  /** `only`: paths that `scanFolder` gave; `null` takes all that are new. */
  importFolder: writes('models.manage')
    .input(
      z.object({ path: folderPath, only: z.array(z.string().max(4096)).max(1000).nullable().default(null) }),
    )
    .output(z.object({ runId: id })),
  /** Refused with `models.STILL_USED` while something depends on it, unless the person has said so. */
  remove: writes('models.manage')
    .input(z.object({ modelId: z.string().max(200), evenIfUsed: z.boolean().default(false) }))
    .output(z.object({ freedBytes: z.int() })),
  /** Lets an installed language model write a short text and notes how fast it was. */
  benchmark: writes('models.manage')
    .input(z.object({ modelId: z.string().max(200) }))
    .output(z.object({ runId: id })),
};

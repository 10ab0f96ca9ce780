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
});

const installState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('available') }),
  z.object({ state: z.literal('downloading'), runId: id, doneBytes: z.int(), totalBytes: z.int() }),
  /** Part of it is on disk; pulling again goes on from there. */
  z.object({ state: z.literal('partial'), doneBytes: z.int(), totalBytes: z.int() }),
  z.object({ state: z.literal('installed'), sizeBytes: z.int(), installedAt: z.iso.datetime() }),
  z.object({ state: z.literal('broken'), error: errorEnvelope }),
]);

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
  install: installState,
  fit: modelFit,
});
export type Model = z.infer<typeof model>;

export const modelRuntime = z.object({
  state: z.enum(['idle', 'loading', 'ready', 'failed']),
  modelId: z.string().nullable(),
  contextTokens: z.int().nullable(),
  threads: z.int().nullable(),
  /** `cpu`, or the name of the graphics interface in use. */
  device: z.string().nullable(),
  /** Why this device: a code the renderer translates. */
  deviceReason: z.enum(['no-gpu', 'gpu-used', 'gpu-off', 'no-gpu-build']).nullable(),
});
export type ModelRuntime = z.infer<typeof modelRuntime>;

export const modelsContract = {
  list: reads('models.read').output(z.object({ models: z.array(model), freeDiskBytes: z.int().nullable() })),
  runtime: reads('models.read').output(modelRuntime),
  /** Downloads, resumes, verifies. The call is the person's consent to this one download. */
  pull: writes('models.manage')
    .input(z.object({ modelId: z.string().max(200) }))
    .output(z.object({ runId: id })),
  /** Takes a GGUF file of this computer into the store. */
  importFile: writes('models.manage')
    .input(z.object({ path: z.string().min(1).max(4096) }))
    .output(z.object({ runId: id })),
  remove: writes('models.manage')
    .input(z.object({ modelId: z.string().max(200) }))
    .output(z.object({ freedBytes: z.int() })),
};

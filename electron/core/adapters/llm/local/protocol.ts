/** What the local adapter and the llm worker say to each other; parsed on both sides of the process border. */
import { z } from 'zod';
import { modelFinishes, modelRequest, modelToolCall } from '../../../../contract/model-call.ts';
import { modelRuntime } from '../../../../contract/models.ts';
import { answerMetrics } from '../../../../contract/runs.ts';

/** Two requests with equal values share one loaded model. */
export const loadParams = z.object({
  modelId: z.string(),
  path: z.string(),
  /** `0`: what the model was trained for, at most 8192, less where memory is short. */
  contextTokens: z.int().min(0),
  /** `0`: all cores but one. */
  threads: z.int().min(0),
  gpu: z.enum(['auto', 'off']),
  /** Answers at once; `0`: two where memory allows. */
  sequences: z.int().min(0),
});
export type LoadParams = z.infer<typeof loadParams>;

export const loadedModel = z.object({
  contextTokens: z.int(),
  threads: z.int(),
  /** Answers that can be written at once. */
  sequences: z.int(),
  device: z.string(),
  deviceReason: modelRuntime.shape.deviceReason.unwrap(),
});
export type LoadedModel = z.infer<typeof loadedModel>;

export const answerParams = modelRequest.omit({ modelId: true }).extend({ model: loadParams });
export type AnswerParams = z.infer<typeof answerParams>;

export const answerEvent = z.discriminatedUnion('type', [
  /** Others are being answered. */
  z.object({ type: z.literal('waiting') }),
  z.object({ type: z.literal('started') }),
  z.object({ type: z.literal('loading') }),
  z.object({ type: z.literal('loaded'), loaded: loadedModel }),
  z.object({ type: z.literal('text'), piece: z.string() }),
]);
export type AnswerEvent = z.infer<typeof answerEvent>;

export const answerResult = z.object({
  text: z.string(),
  finish: z.enum(modelFinishes),
  toolCalls: z.array(modelToolCall).optional(),
  metrics: answerMetrics,
  droppedTurns: z.int(),
});
export type AnswerResult = z.infer<typeof answerResult>;

export const tokenCountParams = z.object({ model: loadParams, text: z.string() });

export const infoParams = z.object({ gpu: z.enum(['auto', 'off']) });
export const workerInfo = z.object({
  gpu: z.object({ name: z.string(), api: z.string(), memoryBytes: z.int().nullable() }).nullable(),
  availableMemoryBytes: z.int(),
});
export type WorkerInfo = z.infer<typeof workerInfo>;

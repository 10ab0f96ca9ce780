/** What the local adapter and the llm worker say to each other; parsed on both sides of the process border. */
import { z } from 'zod';
import { modelFinishes, modelRequest, modelToolCall } from '../../../../contract/model-call.ts';
import { deviceReasons } from '../../../../contract/models.ts';
import { answerMetrics } from '../../../../contract/runs.ts';
import { hardware } from '../../../../contract/system.ts';

/** Two requests with equal values share one loaded model. */
export const loadParams = z.object({
  modelId: z.string(),
  path: z.string(),
  /** `0`: what the model was trained for, at most 8192, less where memory is short. */
  contextTokens: z.int().min(0),
  /** `0`: all cores but one. */
  threads: z.int().min(0),
  /** `avoid`: it has brought the worker down before. */
  gpu: z.enum(['auto', 'off', 'avoid']),
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
  deviceReason: z.enum(deviceReasons),
});
export type LoadedModel = z.infer<typeof loadedModel>;

export const answerParams = modelRequest.omit({ modelId: true }).extend({ model: loadParams });
export type AnswerParams = z.infer<typeof answerParams>;

export const answerEvent = z.discriminatedUnion('type', [
  /** Others are being answered. */
  z.object({ type: z.literal('waiting') }),
  z.object({ type: z.literal('started') }),
  /** `device`: where it will compute; `null` while that is being found out. */
  z.object({ type: z.literal('loading'), device: z.string().nullable() }),
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

/** `avoid`: only to see whether the worker starts without asking for a card. */
export const infoParams = z.object({ gpu: z.enum(['auto', 'avoid']) });
export const workerInfo = z.object({
  gpu: hardware.shape.gpu,
  gpuReason: hardware.shape.gpuReason,
  availableMemoryBytes: z.int(),
});
export type WorkerInfo = z.infer<typeof workerInfo>;

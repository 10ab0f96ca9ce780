/** Settings: one zod slice per service, each with defaults; unknown or broken stored values fall back to the default. */
import { z } from 'zod';
import { reads, writes } from './base.ts';

const appearanceSettings = z.object({
  theme: z.enum(['system', 'light', 'dark', 'contrast']).default('system'),
  language: z.enum(['system', 'de', 'en']).default('system'),
  /** Factor on the root font size. */
  fontScale: z.number().min(0.8).max(2).default(1),
  motion: z.enum(['system', 'reduced', 'full']).default('system'),
  railCollapsed: z.boolean().default(false),
});

const chatSettings = z.object({
  /** `null`: the recommended installed model. */
  defaultModelId: z.string().max(200).nullable().default(null),
  systemPrompt: z.string().max(20_000).default(''),
  temperature: z.number().min(0).max(2).default(0.7),
  maxAnswerTokens: z.int().min(16).max(32_768).default(1024),
  sendOnEnter: z.boolean().default(true),
});

const modelSettings = z.object({
  /** Tokens; `0` means what the model was trained for, limited by memory. */
  contextTokens: z.int().min(0).max(1_048_576).default(0),
  /** `0` means all cores but one. */
  threads: z.int().min(0).max(256).default(0),
  gpu: z.enum(['auto', 'off']).default('auto'),
  /** Answers a local model may write at once; `0`: two where memory allows. */
  parallelAnswers: z.int().min(0).max(8).default(0),
  /** The model leaves memory after this much idleness; `0` keeps it. */
  idleUnloadMinutes: z.int().min(0).max(1440).default(15),
});

export const networkSettings = z.object({
  /** Who may reach out without being asked each time. Empty is the offline default. */
  allowedPurposes: z.array(z.enum(['model-download'])).default([]),
  /** Proxy for all outbound connections, e.g. `http://proxy.example:3128`. */
  proxyUrl: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).default(''),
  /** PEM file of the company's certificate authority. */
  caFile: z.string().max(4096).default(''),
});

const shortcutSettings = z.object({
  /** Action id → key combination, only for rebound actions. */
  bindings: z.record(z.string().max(80), z.string().max(80)).default({}),
});

/** The OpenAI-compatible endpoint of the window; a host without a window offers it under its own address anyway. */
const endpointSettings = z.object({
  enabled: z.boolean().default(false),
  /** Of 127.0.0.1. Below 1024 needs rights that nobody should give us. */
  port: z.int().min(1024).max(65_535).default(4712),
});

const knowledgeSettings = z.object({
  /** Originals up to this size are kept, encrypted, for pictures of their pages; `0` keeps none. */
  originalsMaxMb: z.int().min(0).max(512).default(100),
});

const onboardingSettings = z.object({ completedAt: z.iso.datetime().nullable().default(null) });

export const settingsSlices = {
  appearance: appearanceSettings,
  chat: chatSettings,
  models: modelSettings,
  network: networkSettings,
  shortcuts: shortcutSettings,
  onboarding: onboardingSettings,
  knowledge: knowledgeSettings,
  endpoint: endpointSettings,
} as const;

export const settings = z.object(settingsSlices);
export type Settings = z.infer<typeof settings>;
export type SettingsSlice = keyof Settings;

/** Only what is to change; every field of every slice is optional and has no default here. */
export const settingsPatch = z
  .object({
    appearance: partialSlice(appearanceSettings),
    chat: partialSlice(chatSettings),
    models: partialSlice(modelSettings),
    network: partialSlice(networkSettings),
    shortcuts: partialSlice(shortcutSettings),
    onboarding: partialSlice(onboardingSettings),
    knowledge: partialSlice(knowledgeSettings),
    endpoint: partialSlice(endpointSettings),
  })
  .partial();
export type SettingsPatch = z.infer<typeof settingsPatch>;

type WithoutDefaults<S extends z.core.$ZodLooseShape> = {
  [K in keyof S]: z.ZodOptional<S[K] extends z.ZodDefault<infer I> ? I : S[K]>;
};
function partialSlice<S extends z.core.$ZodLooseShape>(
  slice: z.ZodObject<S>,
): z.ZodObject<WithoutDefaults<S>> {
  const shape: Record<string, z.ZodType> = {};
  for (const [key, field] of Object.entries(slice.shape)) {
    shape[key] = (
      field instanceof z.ZodDefault ? (field.unwrap() as z.ZodType) : (field as z.ZodType)
    ).optional();
  }
  return z.strictObject(shape) as unknown as z.ZodObject<WithoutDefaults<S>>;
}

export const settingsContract = {
  get: reads('settings.read').output(settings),
  update: writes('settings.write').input(settingsPatch).output(settings),
};

/**
 * One language model of a provider, from the maintained SDK of its kind. Address and key are always given, even when
 * empty: the SDKs would otherwise look into environment variables that nobody here meant for us.
 */
import { createAnthropic } from '@ai-sdk/anthropic';
import { createAzure } from '@ai-sdk/azure';
import { createGoogle } from '@ai-sdk/google';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { LanguageModelV4 } from '@ai-sdk/provider';
import type { ProviderKind } from '../../../../contract/gateway.ts';

/** Where each kind lives unless told otherwise; `null`: everyone has their own. */
export const usualBaseUrl: Record<ProviderKind, string | null> = {
  openai: 'https://api.openai.com/v1',
  anthropic: 'https://api.anthropic.com/v1',
  google: 'https://generativelanguage.googleapis.com/v1beta',
  azure: null,
  ollama: 'http://127.0.0.1:11434/v1',
  'openai-compatible': null,
};

export const needsKey = (kind: ProviderKind): boolean => kind !== 'ollama' && kind !== 'openai-compatible';

export const languageModel = (
  options: { kind: ProviderKind; baseUrl: string; apiKey: string; fetch: typeof globalThis.fetch },
  modelId: string,
): LanguageModelV4 => {
  const { kind, baseUrl: baseURL, apiKey, fetch } = options;
  switch (kind) {
    case 'openai':
      return createOpenAI({ baseURL, apiKey, fetch }).chat(modelId);
    case 'anthropic':
      return createAnthropic({ baseURL, apiKey, fetch }).languageModel(modelId);
    case 'google':
      return createGoogle({ baseURL, apiKey, fetch }).languageModel(modelId);
    case 'azure':
      return createAzure({ baseURL, apiKey, fetch }).chat(modelId);
    case 'ollama':
    case 'openai-compatible':
      return createOpenAICompatible({
        name: kind,
        baseURL,
        fetch,
        includeUsage: true,
        supportsStructuredOutputs: true,
        ...(apiKey === '' ? {} : { apiKey }),
      }).chatModel(modelId);
  }
};

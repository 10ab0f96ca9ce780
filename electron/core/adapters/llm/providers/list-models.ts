/** The names of a provider's models: costs nothing, and shows whether address and key are right. */
import { z } from 'zod';
import type { ProviderKind } from '../../../../contract/gateway.ts';
import { APICallError } from '@ai-sdk/provider';

const openAiList = z.object({ data: z.array(z.object({ id: z.string() })) });
const googleList = z.object({
  models: z.array(
    z.object({ name: z.string(), supportedGenerationMethods: z.array(z.string()).default([]) }),
  ),
});

const maxBytes = 4 * 1024 * 1024;

export const fetchModelIds = async (options: {
  kind: ProviderKind;
  baseUrl: string;
  apiKey: string;
  fetch: typeof globalThis.fetch;
  signal: AbortSignal;
}): Promise<string[]> => {
  const url = `${options.baseUrl.replace(/\/$/, '')}/models${options.kind === 'google' ? '?pageSize=1000' : ''}`;
  const response = await options.fetch(url, {
    headers: keyHeaders(options.kind, options.apiKey),
    signal: options.signal,
  });
  const text = await response.text();
  if (!response.ok || text.length > maxBytes) {
    throw new APICallError({
      message: 'models not listed',
      url,
      requestBodyValues: {},
      statusCode: response.status,
      responseHeaders: Object.fromEntries(response.headers),
      responseBody: text.slice(0, 10_000),
    });
  }
  const body: unknown = JSON.parse(text);
  if (options.kind !== 'google') return openAiList.parse(body).data.map((model) => model.id);
  return googleList
    .parse(body)
    .models.filter((model) => model.supportedGenerationMethods.includes('generateContent'))
    .map((model) => model.name.replace(/^models\//, ''));
};

const keyHeaders = (kind: ProviderKind, apiKey: string): Record<string, string> => {
  if (apiKey === '') return {};
  switch (kind) {
    case 'anthropic':
      return { 'x-api-key': apiKey, 'anthropic-version': '2023-06-01' };
    case 'google':
      return { 'x-goog-api-key': apiKey };
    case 'azure':
      return { 'api-key': apiKey };
    case 'openai':
    case 'ollama':
    case 'openai-compatible':
      return { authorization: `Bearer ${apiKey}` };
  }
};

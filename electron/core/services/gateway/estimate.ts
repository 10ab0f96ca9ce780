/** Token counts nobody has counted. Between English (about 4 characters per token) and Turkish (about 2.5). */
import type { ModelRequest, TokenUsage } from '../../../contract/model-call.ts';

const charactersPerToken = 3;
/** Role marks and separators of a turn. */
const tokensPerTurn = 8;

const tokensOf = (length: number): number => Math.ceil(length / charactersPerToken);

export const estimatePromptTokens = (request: ModelRequest): number =>
  request.turns.reduce((sum, turn) => sum + tokensPerTurn + tokensOf(turn.text.length), 0) +
  tokensOf(JSON.stringify([request.tools ?? [], request.responseSchema ?? null]).length);

export const estimateUsage = (request: ModelRequest, written: string): TokenUsage => ({
  promptTokens: estimatePromptTokens(request),
  cachedTokens: 0,
  completionTokens: tokensOf(written.length),
  estimated: true,
});

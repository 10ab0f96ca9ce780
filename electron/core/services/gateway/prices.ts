/** What models cost, from the data files in `models/prices`: one per vendor, with source and date. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type ProviderKind, providerKinds } from '../../../contract/gateway.ts';
import type { TokenUsage } from '../../../contract/model-call.ts';

const rates = z.object({ input: z.number(), cached: z.number(), output: z.number() });
const pricedModel = rates.extend({
  id: z.string(),
  contextTokens: z.int().nullable(),
  above: rates.extend({ promptTokens: z.int() }).optional(),
});
const vendorPrices = z.object({
  kinds: z.array(z.enum(providerKinds)),
  currency: z.literal('USD'),
  per: z.literal(1_000_000),
  source: z.url(),
  asOf: z.iso.date(),
  note: z.string(),
  models: z.array(pricedModel),
});
export type VendorPrices = z.infer<typeof vendorPrices>;
export type PricedModel = z.infer<typeof pricedModel>;

/** Throws when a file is not what it should be: they come with the program. */
export const readPrices = (programDir: string): VendorPrices[] => {
  const folder = join(programDir, 'models', 'prices');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => vendorPrices.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))));
};

/** The model itself, or the one of which it is a dated or numbered edition (`gpt-4o-2024-08-06`, `claude-…-latest`). */
export const priceOf = (prices: VendorPrices[], kind: ProviderKind, modelId: string): PricedModel | null => {
  const candidates = prices
    .filter((vendor) => vendor.kinds.includes(kind))
    .flatMap((vendor) => vendor.models);
  const edition = /^-(latest|\d{3,8}(-\d{2}-\d{2})?)$/;
  return (
    candidates.find((model) => model.id === modelId) ??
    candidates.find(
      (model) => modelId.startsWith(model.id) && edition.test(modelId.slice(model.id.length)),
    ) ??
    null
  );
};

/** Millionths of a US dollar, rounded up: per million tokens, a dollar's price is the number of millionths per token. */
export const costMicros = (
  model: PricedModel,
  usage: Pick<TokenUsage, 'promptTokens' | 'cachedTokens' | 'completionTokens'>,
): number => {
  const rate =
    model.above !== undefined && usage.promptTokens > model.above.promptTokens ? model.above : model;
  const fresh = Math.max(0, usage.promptTokens - usage.cachedTokens);
  // Binary fractions of prices such as 0.15 must not add a millionth.
  return Math.ceil(
    Number(
      (fresh * rate.input + usage.cachedTokens * rate.cached + usage.completionTokens * rate.output).toFixed(
        6,
      ),
    ),
  );
};

/** The oldest of the lists' dates: what is shown is at least as new. */
export const pricesAsOf = (prices: VendorPrices[]): string | null =>
  prices.map((vendor) => vendor.asOf).toSorted()[0] ?? null;

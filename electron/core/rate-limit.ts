/** Token bucket per client. Pure but for its own table, which forgets clients that have been quiet for a while. */
export type RateLimit = {
  /** Takes one token and returns 0, or takes none and returns how long to wait, in milliseconds. */
  take(client: string, nowMs: number): number;
};

export const createRateLimit = (options: { capacity: number; perMinute: number }): RateLimit => {
  const { capacity, perMinute } = options;
  const refillPerMs = perMinute / 60_000;
  const buckets = new Map<string, { tokens: number; atMs: number }>();

  return {
    take: (client, nowMs) => {
      const bucket = buckets.get(client) ?? { tokens: capacity, atMs: nowMs };
      const tokens = Math.min(capacity, bucket.tokens + Math.max(0, nowMs - bucket.atMs) * refillPerMs);
      const enough = tokens >= 1;
      buckets.set(client, { tokens: enough ? tokens - 1 : tokens, atMs: nowMs });
      if (buckets.size > 10_000)
        for (const [key, { atMs }] of buckets) if (nowMs - atMs > capacity / refillPerMs) buckets.delete(key);
      return enough ? 0 : Math.ceil((1 - tokens) / refillPerMs);
    },
  };
};

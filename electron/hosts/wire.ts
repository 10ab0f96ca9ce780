/**
 * Stands between a line (WebSocket, MessagePort) and the contract library: only well-formed request frames pass, and what
 * the library throws on malformed ones cannot happen. Frames are JSON text; the contract carries no binary data.
 */
import { z } from 'zod';

/** Fits the longest text the contract takes, escaped, with room. UTF-8 bytes. */
export const maxFrameBytes = 8 * 1024 * 1024;

/** `t`: 1 or absent is a request, 4 an abort. 3 (a streamed request body) is not used by the contract. */
const frame = z.discriminatedUnion('t', [
  z.object({
    t: z.literal(1).optional(),
    i: z.string().max(64),
    p: z.strictObject({
      u: z.string().max(512).startsWith('/'),
      b: z.unknown(),
      h: z
        .strictObject({ 'last-event-id': z.string().max(200) })
        .partial()
        .optional(),
      m: z.literal('POST').optional(),
    }),
  }),
  z.object({ t: z.literal(4), i: z.string().max(64), p: z.unknown() }),
]);

/** Nothing in the contract is nested deeper; walking much deeper input would exhaust the stack. */
const maxDepth = 64;

export const isRequestFrame = (data: unknown): data is string => {
  if (typeof data !== 'string' || data.length > maxFrameBytes) return false;
  try {
    const value: unknown = JSON.parse(data);
    return frame.safeParse(value).success && !isDeeperThan(value, maxDepth);
  } catch {
    return false;
  }
};

const isDeeperThan = (value: unknown, limit: number): boolean => {
  if (value === null || typeof value !== 'object') return false;
  if (limit === 0) return true;
  return Object.values(value).some((item) => isDeeperThan(item, limit - 1));
};

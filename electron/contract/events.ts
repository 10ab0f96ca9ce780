/** A single stream that tells a client what has changed, so that views refetch instead of polling. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { reads } from './base.ts';

export const changeTopics = [
  'vault',
  'settings',
  'conversations',
  'conversation',
  'runs',
  'models',
  'workers',
  'network',
  'gateway',
  'knowledge',
  'intelligence',
  'agents',
  'ingestion',
  'crawler',
] as const;
export type ChangeTopic = (typeof changeTopics)[number];

/** `id` narrows the topic to one thing, e.g. one conversation. */
export const change = z.object({ topic: z.enum(changeTopics), id: z.string().nullable() });
export type Change = z.infer<typeof change>;

export const eventsContract = {
  /** Changes from now on. Missed ones are not replayed: refetch after a reconnect. */
  watch: reads(null, { whileLocked: true }).output(eventIterator(change)),
};

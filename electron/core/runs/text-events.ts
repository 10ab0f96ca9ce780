/** The text among the events of a run. Pure. */
import type { RunEvent } from '../../contract/runs.ts';

/** Joins runs of adjacent text events; the joined event keeps the first offset and the last number. */
export const mergeText = (events: RunEvent[]): RunEvent[] => {
  const merged: RunEvent[] = [];
  for (const event of events) {
    const previous = merged.at(-1);
    if (
      event.body.type === 'text' &&
      previous?.body.type === 'text' &&
      previous.body.offset + previous.body.text.length === event.body.offset
    ) {
      const body = { ...previous.body, text: previous.body.text + event.body.text };
      merged[merged.length - 1] = { seq: event.seq, at: event.at, body };
    } else merged.push(event);
  }
  return merged;
};

/** Offsets say where a piece belongs: what was written again counts once. */
export const textOf = (events: RunEvent[]): string => {
  let text = '';
  for (const { body } of events) if (body.type === 'text') text = text.slice(0, body.offset) + body.text;
  return text;
};

/** The stored messages with the text that is arriving right now. */
import { useMemo } from 'react';
import type { Message } from '../../../electron/contract/chat.ts';
import { type LiveAnswer, useLiveAnswers } from './live-answers.ts';

export const useShownMessages = (
  messages: readonly Message[],
): { shown: readonly Message[]; live: LiveAnswer | null } => {
  const streaming = messages.find((message) => message.status === 'streaming');
  const live = useLiveAnswers((all) => (streaming?.runId ? (all[streaming.runId] ?? null) : null));
  const text = live?.text ?? '';
  const shown = useMemo(() => {
    if (!streaming || text.length <= streaming.text.length) return messages;
    return messages.map((message) => (message === streaming ? { ...message, text } : message));
  }, [messages, streaming, text]);
  return { shown, live };
};

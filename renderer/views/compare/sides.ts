/** The two temporary conversations of a comparison. They are removed with the next question and when the view closes. */
import { useEffect, useRef, useState } from 'react';
import { client } from '../../client/client.ts';
import { type AppFailure, toFailure } from '../../client/failure.ts';
import { queryKeys } from '../../client/queries.ts';
import { queryClient } from '../../client/query-client.ts';
import { stopAnswer, watchAnswer } from '../chat/live-answers.ts';

export type Side =
  | { state: 'empty' }
  | { state: 'asked'; conversationId: string; runId: string; modelName: string }
  | { state: 'refused'; failure: AppFailure };

export type Pair = readonly [Side, Side];
const nothing: Pair = [{ state: 'empty' }, { state: 'empty' }];

const forget = (conversationId: string): void => {
  queryClient.removeQueries({ queryKey: queryKeys.conversation(conversationId) });
  client.chat.remove({ conversationId }).catch(() => {});
};

const discard = (pair: Pair): void => {
  for (const side of pair) {
    if (side.state !== 'asked') continue;
    stopAnswer(side.runId).catch(() => {});
    forget(side.conversationId);
  }
};

const askOne = async (model: { id: string; name: string }, text: string): Promise<Side> => {
  try {
    const { conversation } = await client.chat.create({ modelId: model.id, temporary: true });
    try {
      const { runId, view } = await client.chat.send({
        conversationId: conversation.id,
        parentId: null,
        text,
      });
      queryClient.setQueryData(queryKeys.conversation(conversation.id), view);
      watchAnswer(runId, conversation.id);
      return { state: 'asked', conversationId: conversation.id, runId, modelName: model.name };
    } catch (thrown) {
      forget(conversation.id);
      throw thrown;
    }
  } catch (thrown) {
    return { state: 'refused', failure: toFailure(thrown) };
  }
};

export const useSides = () => {
  const [pair, setPair] = useState(nothing);
  const [isAsking, setAsking] = useState(false);
  const current = useRef(pair);
  const show = (next: Pair) => {
    current.current = next;
    setPair(next);
  };
  useEffect(() => () => discard(current.current), []);
  return {
    pair,
    isAsking,
    ask: async (
      models: readonly [{ id: string; name: string }, { id: string; name: string }],
      text: string,
    ) => {
      discard(current.current);
      show(nothing);
      setAsking(true);
      show(await Promise.all([askOne(models[0], text), askOne(models[1], text)]));
      setAsking(false);
    },
    stop: () => {
      for (const side of current.current) if (side.state === 'asked') stopAnswer(side.runId).catch(() => {});
    },
  };
};

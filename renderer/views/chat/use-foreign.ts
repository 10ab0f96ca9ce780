/** Which answers were given to a question in a language their model does not know. */
import { useCallback } from 'react';
import type { Message } from '../../../electron/contract/chat.ts';
import { useModels } from '../../client/queries.ts';
import { speaks } from './chat-models.ts';
import { languageOf } from './question-language.ts';

/** Messages keep their identity while nothing about them changes. */
const known = new WeakMap<Message, ReturnType<typeof languageOf>>();
const languageOfQuestion = (question: Message) => {
  if (!known.has(question)) known.set(question, languageOf(question.text));
  return known.get(question) ?? null;
};

export const useForeign = (messages: readonly Message[]) => {
  const models = useModels().data?.models;
  return useCallback(
    (answer: Message): string | null => {
      if (answer.role !== 'assistant') return null;
      const model = models?.find(({ id }) => id === answer.modelId);
      const question = messages.find(({ id }) => id === answer.parentId);
      if (!model || model.languages.length === 0 || !question) return null;
      const language = languageOfQuestion(question);
      return language === null || speaks(model, language) ? null : language;
    },
    [messages, models],
  );
};

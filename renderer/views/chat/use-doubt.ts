/** Before a question goes to a model that does not know its language, the person is asked. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { type AnswerModel, speaks } from './chat-models.ts';
import { languageOf } from './question-language.ts';

export type Doubt = {
  language: string;
  model: AnswerModel;
  /** Ask all the same. */
  go: () => void;
};

/** `check` keeps its identity; it asks about the models as they are when it is called. */
export const useDoubt = (models: readonly (AnswerModel | null)[]) => {
  const [doubt, setDoubt] = useState<Doubt | null>(null);
  const latest = useRef(models);
  useEffect(() => {
    latest.current = models;
  });
  const drop = useCallback(() => setDoubt(null), []);
  const check = useCallback((text: string, ask: () => void): void => {
    const language = languageOf(text);
    const stranger = latest.current.find(
      (model) => language !== null && model && model.languages.length > 0 && !speaks(model, language),
    );
    const go = () => {
      setDoubt(null);
      ask();
    };
    if (language !== null && stranger) setDoubt({ language, model: stranger, go });
    else go();
  }, []);
  return { doubt, check, drop };
};

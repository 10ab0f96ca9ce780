/** Wires answers from sources: the small models of the extract, the gateway for prose, and which model may write it. */
import type { Db } from '../db/open.ts';
import type { Clock } from '../kernel/clock.ts';
import { isAppError } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import type { Runs } from '../runs/runs.ts';
import type { Gateway } from '../services/gateway/index.ts';
import { type Answers, createAnswers } from '../services/knowledge/answers/index.ts';
import { readAnswerModels } from '../services/knowledge/answers/models.ts';
import type { Knowledge } from '../services/knowledge/index.ts';
import type { Models } from '../services/models/index.ts';
import type { SettingsService } from '../services/settings/index.ts';
import type { Caller } from '../services/system/identity.ts';

export type AnswersWiring = {
  db: Db;
  programDir: string;
  knowledge: Knowledge;
  gateway: Gateway;
  models: Pick<Models, 'list' | 'recommend'>;
  settings: SettingsService;
  caller: Caller;
  runs: Runs;
  clock: Clock;
  log: Log;
};

/** Deterministic, close to the passages. */
const temperature = 0;

export const wireAnswers = (wiring: AnswersWiring): Answers => {
  const { db, programDir, knowledge, gateway, models, settings, caller, runs, clock, log } = wiring;

  /** What a local model says of itself; a provider's model is taken to know the languages of the interface. */
  const speaks = async (modelId: string, language: string): Promise<boolean> => {
    const known = (await models.list()).models.find((model) => model.id === modelId);
    if (known === undefined || known.languages.length === 0) return true;
    return known.languages.some((tag) => tag.toLowerCase().split('-')[0] === language);
  };

  return createAnswers({
    ...{ db, runs, clock, log },
    models: readAnswerModels(programDir),
    search: knowledge.search,
    dataClassOf: (tenantId, spaceId) =>
      gateway.labels.get({ tenantId, userId: '' }, 'space', spaceId).dataClass,
    prose: {
      choose: async (owner, asked, language) => {
        const wanted = asked ?? settings.get(caller).chat.defaultModelId;
        const chosen = wanted ?? (await models.recommend())?.id ?? null;
        if (chosen === null) return null;
        try {
          const model = await gateway.resolve(owner, chosen);
          return (await speaks(chosen, language)) ? { id: chosen, name: model.name } : null;
        } catch (error) {
          // Without its model the answer is the extract: that is what it is for.
          if (!isAppError(error)) throw error;
          log.warn({ code: error.code }, 'no prose: its model cannot be used');
          return null;
        }
      },
      write: ({ dataClass, ...request }) =>
        gateway.answer({
          ...request,
          origin: { kind: 'declared', dataClass },
          temperature,
          maxTokens: settings.get(caller).chat.maxAnswerTokens,
        }),
    },
  });
};

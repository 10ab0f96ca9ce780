/** Rehearses a conversation with a persona: in its own voice, or in a model's words with the same statements underneath. */
import type { DataClass } from '../../../../contract/gateway.ts';
import type { Persona } from '../../../../contract/intelligence-groups.ts';
import type { Rehearsal, RehearsalTurn, RehearsedSentence } from '../../../../contract/intelligence-hand.ts';
import type { Db } from '../../../db/open.ts';
import type { Log } from '../../../kernel/log.ts';
import type { Gateway } from '../../gateway/index.ts';
import * as store from '../store.ts';
import { speakInOwnVoice, type Voice } from './own-voice.ts';
import { statementsOf } from './statements.ts';
import { readRehearsal, rehearsalPrompt } from './with-model.ts';

export type Talk = { turns: readonly RehearsalTurn[]; modelId: string | null };

export const createRehearsing = (
  options: Voice & {
    db: Db;
    gateway: Pick<Gateway, 'answer'>;
    /** The model can be used and writes this language. */
    speaks(tenantId: string, modelId: string, language: string): Promise<boolean>;
    /** Of the sources the persona comes from. */
    dataClass(tenantId: string, analysisId: string): DataClass;
    log: Log;
  },
) => {
  const { db, words, log } = options;

  const inModelsWords = async (
    tenantId: string,
    persona: Persona,
    turns: readonly RehearsalTurn[],
    modelId: string,
    signal: AbortSignal,
  ): Promise<RehearsedSentence[] | null> => {
    if (!(await options.speaks(tenantId, modelId, persona.language))) return null;
    const ids = statementsOf(persona).flatMap(({ trait }) => trait.evidence);
    const evidence = new Map(store.evidenceOf(db, persona.analysisId, ids).map((one) => [one.id, one]));
    try {
      const { text } = await options.gateway.answer({
        modelId,
        ...rehearsalPrompt(persona, turns, evidence),
        owner: { tenantId, userId: '' },
        origin: { kind: 'declared', dataClass: options.dataClass(tenantId, persona.analysisId) },
        signal,
        onText: () => {},
      });
      return readRehearsal(text, persona, evidence, words);
    } catch (error) {
      if (signal.aborted) throw error;
      log.warn({ error }, 'persona speaks without its model');
      return null;
    }
  };

  return async (tenantId: string, persona: Persona, talk: Talk, signal: AbortSignal): Promise<Rehearsal> => {
    const { turns, modelId } = talk;
    const worded = modelId === null ? null : await inModelsWords(tenantId, persona, turns, modelId, signal);
    const sentences = worded ?? speakInOwnVoice(persona, turns, options);
    const claims = sentences.filter(({ basis }) => basis !== null);
    return {
      text: sentences.map(({ text }) => text).join(' '),
      sentences,
      evidence: [...new Set(sentences.flatMap(({ evidence }) => evidence))],
      basis:
        claims.length > 0 && claims.every(({ basis }) => basis === 'evidence') ? 'evidence' : 'assumption',
      modelId: worded === null ? null : modelId,
    };
  };
};

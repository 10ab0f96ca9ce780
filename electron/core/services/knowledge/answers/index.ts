/**
 * Answers from sources. First an extract without any language model: quoted sentences with document, page, range and hash,
 * or a refusal. Then, where a model that knows the language is there, prose on top, each claim checked mechanically against
 * the quotations. What is quoted is told no model the data class of its space forbids.
 */
import { randomBytes } from 'node:crypto';
import type { Claim, Evidence } from '../../../../contract/answers.ts';
import type { AnswerRoute, DataClass } from '../../../../contract/gateway.ts';
import type { ModelTurn } from '../../../../contract/model-call.ts';
import type { Db } from '../../../db/open.ts';
import { type Clock, isoNow } from '../../../kernel/clock.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Log } from '../../../kernel/log.ts';
import type { RunHandle, Runs } from '../../../runs/runs.ts';
import { detectLanguage } from '../analysis/language.ts';
import type { Query } from '../passage-search.ts';
import type { SearchResult } from '../search/engine.ts';
import { knowledgeError } from '../failure.ts';
import type { AnswerModels } from './decide.ts';
import { composeExtract } from './extract.ts';
import { withContext } from './follow-up.ts';
import { createPlainStream } from './plain-stream.ts';
import { promptFor, summaryQuestion } from './prompt.ts';
import * as store from './store.ts';
import { summarise, type SummaryOf } from './summarise.ts';
import { verifyAnswer } from './verify/index.ts';

export type Owner = { tenantId: string; userId: string };

export type ProseRequest = {
  modelId: string;
  turns: ModelTurn[];
  dataClass: DataClass;
  owner: Owner;
  signal: AbortSignal;
  onText(piece: string): void;
  onLoading?(): void;
  onRoute?(route: AnswerRoute): void;
};

export type AnswersOptions = {
  db: Db;
  models: AnswerModels;
  search(tenantId: string, query: Query): Promise<SearchResult>;
  /** Fails closed: what cannot be read is confidential. */
  dataClassOf(tenantId: string, spaceId: string): DataClass;
  runs: Pick<Runs, 'start'>;
  clock: Clock;
  log: Log;
  prose: {
    /** `null`: no model that may answer in this language. Throws `models.*` for a model that was asked for by name. */
    choose(
      owner: Owner,
      modelId: string | null,
      language: string,
    ): Promise<{ id: string; name: string } | null>;
    write(request: ProseRequest): Promise<{ finish: string }>;
  };
};

export type SourcedQuestion = {
  question: string;
  /** Questions before it, oldest first: what a follow-up refers to. */
  earlier?: readonly string[];
  /** `null`: all. */
  spaceIds: readonly string[] | null;
  onlyFromSources: boolean;
  filters?: Query['filters'];
  signal?: AbortSignal;
};

export type Found = store.StoredEvidence & { language: 'de' | 'en' | 'tr' };
export type Answers = ReturnType<typeof createAnswers>;

/** Passages that are read for one answer. */
const hitLimit = 10;

export const createAnswers = (options: AnswersOptions) => {
  const { db, models, search, runs, clock, prose } = options;

  const classOf = (tenantId: string, spaceIds: Iterable<string>): DataClass =>
    [...spaceIds].every((spaceId) => options.dataClassOf(tenantId, spaceId) === 'internal')
      ? 'internal'
      : 'confidential';

  const find = async (tenantId: string, input: SourcedQuestion): Promise<Found> => {
    const startedMs = performance.now();
    const question = withContext(input.question, input.earlier ?? []);
    const { hits } = await search(tenantId, {
      query: question,
      spaces: input.spaceIds,
      limit: hitLimit,
      ...(input.filters && { filters: input.filters }),
      ...(input.signal && { signal: input.signal }),
    });
    const searchedMs = performance.now();
    const language = detectLanguage(input.question);
    const { onlyFromSources } = input;
    const { presence: _presence, ...extract } = composeExtract(db, models, {
      tenantId,
      question,
      language,
      hits,
      onlyFromSources,
    });
    const spaceIds = [...(input.spaceIds ?? new Set(extract.citations.map((one) => one.spaceId)))];
    return {
      language,
      dataClass: classOf(tenantId, [...spaceIds, ...extract.citations.map((one) => one.spaceId)]),
      evidence: {
        spaceIds,
        onlyFromSources,
        ...extract,
        claims: [],
        evidenceRate: null,
        timings: {
          searchMs: searchedMs - startedMs,
          extractMs: performance.now() - searchedMs,
          proseMs: null,
        },
      },
    };
  };

  /** Claims of a text, each held against the citations. */
  const check = (evidence: Evidence, text: string, language: Found['language']): Evidence => {
    const sources = evidence.citations.map(({ number, quote }) => ({
      number,
      quote,
      language: detectLanguage(quote, language),
    }));
    const claims = verifyAnswer(text, sources, language);
    return { ...evidence, claims, evidenceRate: rateOf(claims) };
  };

  /**
   * The turns that ask a model to write prose on top of an extract. Their text must not leave `dataClass`. `instructions`: who
   * is speaking; they stand before the rules, which have the last word.
   */
  const promptOf = (
    question: string,
    { evidence, language }: Pick<Found, 'evidence' | 'language'>,
    instructions = '',
  ): ModelTurn[] => {
    const turns = promptFor(question, evidence.citations, language, `q${randomBytes(6).toString('hex')}`);
    if (instructions.trim() === '') return turns;
    const [rules, ...rest] = turns;
    return rules?.role === 'system'
      ? [{ role: 'system', text: `${instructions}\n\n${rules.text}` }, ...rest]
      : [{ role: 'system', text: instructions }, ...turns];
  };

  const worthProse = ({ evidence }: Found): boolean => !evidence.abstained && evidence.citations.length > 0;

  const writeProse = (
    owner: Owner,
    run: RunHandle,
    input: { answerId: string; question: string; found: Found; modelId: string },
    onEvidence: (evidence: Evidence) => void,
  ) => {
    const { found } = input;
    const stream = createPlainStream();
    const startedMs = performance.now();
    let text = '';
    const show = (piece: string): void => {
      text += piece;
      run.text(piece);
    };
    return prose
      .write({
        modelId: input.modelId,
        turns: promptOf(input.question, found),
        dataClass: found.dataClass,
        owner,
        signal: run.signal,
        onText: (piece) => show(stream.push(piece)),
        onLoading: () => run.progress({ phase: 'loading-model', done: 0, total: null, unit: 'items' }),
      })
      .finally(() => {
        show(stream.end());
        const checked = check(found.evidence, text, found.language);
        onEvidence({ ...checked, timings: { ...checked.timings, proseMs: performance.now() - startedMs } });
      });
  };

  const keep = (owner: Owner, question: string, found: Found): string => {
    const answerId = newId();
    db.transaction(() => {
      store.insertAnswer(db, owner.tenantId, { id: answerId, question, createdAt: isoNow(clock) });
      store.putEvidence(db, owner.tenantId, { subject: 'answer', id: answerId }, found);
    })();
    return answerId;
  };

  /** Writes the prose of a kept answer; its text and its checked claims are stored when the run ends. */
  const startProse = (
    owner: Owner,
    input: { answerId: string; question: string; found: Found; modelId: string },
  ): string => {
    const { answerId } = input;
    let checked = input.found.evidence;
    const { runId } = runs.start(
      {
        kind: 'knowledge.answer',
        subjectId: answerId,
        tenantId: owner.tenantId,
        finish: ({ text }) => {
          store.finishAnswer(db, answerId, text);
          store.updateHeader(db, { subject: 'answer', id: answerId }, checked);
        },
      },
      async (run) => {
        const { finish } = await writeProse(owner, run, input, (evidence) => {
          checked = evidence;
        });
        return finish === 'cancelled' ? 'cancelled' : undefined;
      },
    );
    return runId;
  };

  return {
    find,
    check,
    promptOf,
    worthProse,
    createPlainStream,
    chooseModel: prose.choose,

    ask: async (
      owner: Owner,
      input: SourcedQuestion & { prose: boolean; modelId: string | null },
    ): Promise<{ answerId: string; evidence: Evidence; runId: string | null }> => {
      const found = await find(owner.tenantId, input);
      const { question } = input;
      const answerId = keep(owner, question, found);
      const model =
        input.prose && worthProse(found) ? await prose.choose(owner, input.modelId, found.language) : null;
      const runId =
        model === null ? null : startProse(owner, { answerId, question, found, modelId: model.id });
      return { answerId, evidence: found.evidence, runId };
    },

    get: (owner: Owner, answerId: string) => {
      const answer = store.findAnswer(db, owner.tenantId, answerId);
      const stored = store.findEvidence(db, { subject: 'answer', id: answerId });
      if (answer === null || stored === null) throw knowledgeError('knowledge.ANSWER_NOT_FOUND', {});
      return { answerId, ...answer, evidence: stored.evidence };
    },

    summarise: async (
      owner: Owner,
      input: SummaryOf & { prose: boolean; modelId: string | null },
      signal?: AbortSignal,
    ) => {
      const { language, ...summary } = await summarise(db, owner.tenantId, input, signal);
      const { evidence } = summary;
      const found = { evidence, language, dataClass: classOf(owner.tenantId, evidence.spaceIds) };
      const model =
        input.prose && worthProse(found) ? await prose.choose(owner, input.modelId, language) : null;
      if (model === null) return { ...summary, answerId: null, runId: null };
      const question = summaryQuestion[language];
      const answerId = keep(owner, question, found);
      const runId = startProse(owner, { answerId, question, found, modelId: model.id });
      return { ...summary, answerId, runId };
    },

    /** Evidence of messages lives beside them, on disk or in memory. */
    evidence: { put: store.putEvidence, update: store.updateHeader, find: store.findEvidence },
    classOf,
  };
};

const rateOf = (claims: readonly Claim[]): number | null => {
  const claiming = claims.filter((claim) => claim.status !== 'no-claim');
  return claiming.length === 0
    ? null
    : claiming.filter((claim) => claim.status === 'verified').length / claiming.length;
};

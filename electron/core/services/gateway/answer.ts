/**
 * How an answer comes about: the models that may give it are asked in order until the first of them says something. From
 * its first piece on an answer belongs to one model: nothing is asked again, nothing is said twice, and it is booked once.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { AnswerRoute } from '../../../contract/gateway.ts';
import type { TokenUsage } from '../../../contract/model-call.ts';
import type { Db } from '../../db/open.ts';
import { type Clock, isoNow } from '../../kernel/clock.ts';
import { appError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { Log } from '../../kernel/log.ts';
import { checkBudgets } from './budgets.ts';
import { estimatePromptTokens, estimateUsage } from './estimate.ts';
import type { HealthMonitor } from './health.ts';
import type { Labels } from './labels.ts';
import type { GatewayAnswer, GatewayCall, ModelAnswer, ModelCall, Owner } from './model-call.ts';
import { routeTo, type Target } from './route.ts';
import { bookUsage, releaseUsage, reserveUsage } from './usage.ts';
import { readVerdict } from './verdict.ts';

export type AnswerOptions = {
  db: Db;
  clock: Clock;
  log: Log;
  health: HealthMonitor;
  labels: Labels;
  /** In order; never empty. Throws when nothing may answer. */
  targets(call: GatewayCall, owner: Owner): Promise<{ targets: Target[]; reason: AnswerRoute['reason'] }>;
  ask(target: Target, call: ModelCall): Promise<ModelAnswer>;
  /** Millionths of a US dollar; `null`: unknown. */
  costOf(target: Target, usage: TokenUsage): number | null;
};

/** While others stand by, nobody waits long for the first; the last in the list is worth waiting for. */
const patienceMs = { others: 500, last: 30_000 };
const attempts = { others: 2, last: 3 };

export const createAnswering = (options: AnswerOptions) => {
  const { db, clock, log, health, labels, ask, costOf } = options;

  const reserve = (id: string, call: GatewayCall, owner: Owner, target: Target): void => {
    const promptTokens = estimatePromptTokens(call);
    const worst = { promptTokens, cachedTokens: 0, completionTokens: call.maxTokens, estimated: true };
    const wish = {
      id,
      owner,
      spaceIds: call.origin?.kind === 'conversation' ? [...new Set(call.origin.spaceIds)] : [],
      endpointKeyId: call.origin?.kind === 'declared' ? (call.origin.endpointKeyId ?? null) : null,
      providerId: target.location === 'cloud' ? target.provider.id : null,
      modelId: target.modelId,
      location: target.location,
      at: isoNow(clock),
      promptTokens,
      completionTokens: call.maxTokens,
      costMicros: costOf(target, worst),
    };
    db.transaction(() => {
      if (target.location === 'cloud') checkBudgets(db, wish, clock.now());
      reserveUsage(db, wish);
    })();
  };

  const book = (
    id: string,
    call: GatewayCall,
    target: Target,
    written: Written,
    answer: ModelAnswer | null,
    outcome: string,
  ) => {
    const usage = usageOf(call, written.text, answer);
    const costMicros = costOf(target, usage);
    const firstTokenMs = answer?.metrics.timeToFirstTokenMs ?? written.firstMs;
    bookUsage(db, id, {
      usage,
      costMicros,
      firstTokenMs,
      durationMs: answer?.metrics.durationMs ?? null,
      outcome,
    });
    return { usage, costMicros };
  };

  /** Asks one model, as often as is sensible. Throws what the last try threw; `written` tells whether it had begun. */
  const askPatiently = async (
    target: Target,
    call: GatewayCall,
    owner: Owner,
    written: Written,
    last: boolean,
  ): Promise<ModelAnswer> => {
    const deadline = performance.now() + (last ? patienceMs.last : patienceMs.others);
    for (let attempt = 1; ; attempt += 1) {
      if (target.location === 'cloud') await waitForTurn(target.provider, call, deadline);
      try {
        if (target.location === 'cloud') checkLabel(call, owner);
        const answer = await ask(target, guardedCall(call, target, written));
        if (target.location === 'cloud') {
          if (answer.finish === 'cancelled') health.abandoned(target.provider.id);
          else health.succeeded(target.provider.id, answer.metrics.timeToFirstTokenMs);
        }
        return answer;
      } catch (error) {
        written.attempt += 1;
        const { code, health: verdict, retryAfterMs } = readVerdict(error);
        if (target.location === 'cloud') health.failed(target.provider.id, code, verdict);
        const limit = last ? attempts.last : attempts.others;
        const waitMs =
          (retryAfterMs ?? Number.POSITIVE_INFINITY) * (verdict.type === 'rest' ? 1 : 2 ** (attempt - 1));
        const again =
          target.location === 'cloud' &&
          !written.begun &&
          attempt < limit &&
          performance.now() + waitMs < deadline;
        if (!again) throw error;
        await pause(waitMs, call.signal);
      }
    }
  };

  /** The last look before anything leaves: the label may have changed since the list was made. */
  const checkLabel = (call: GatewayCall, owner: Owner): void => {
    const { dataClass, unreadable } = labels.ofOrigin(owner.tenantId, call.origin);
    if (dataClass !== 'internal') throw appError('gateway.CONFIDENTIAL_STAYS_LOCAL', { unreadable });
  };

  /** Passes when the provider's circuit lets us; throws `gateway.CIRCUIT_OPEN` when that takes too long. */
  const waitForTurn = async (
    provider: { id: string; name: string },
    call: GatewayCall,
    deadline: number,
  ): Promise<void> => {
    while (!call.signal.aborted) {
      const waitMs = health.admit(provider.id);
      if (waitMs === 0) return;
      if (performance.now() + waitMs > deadline)
        throw appError('gateway.CIRCUIT_OPEN', {
          provider: provider.name,
          retryAfterMs: Math.ceil(waitMs),
        });
      await pause(waitMs, call.signal);
    }
  };

  return async (call: GatewayCall, owner: Owner): Promise<GatewayAnswer> => {
    const { targets, reason } = await options.targets(call, owner);
    const id = newId();
    const failed: AnswerRoute['failed'] = [];
    let firstError: unknown;

    for (const [index, target] of targets.entries()) {
      const route = routeTo(target, index === 0 ? reason : reasonAfter(failed), [...failed]);
      const written: Written = {
        text: '',
        begun: false,
        firstMs: null,
        attempt: 0,
        startedAt: performance.now(),
        route,
      };
      try {
        reserve(id, call, owner, target);
        const answer = await askPatiently(target, call, owner, written, index === targets.length - 1);
        if (!written.begun) call.onRoute?.(route);
        const outcome = answer.finish === 'cancelled' ? 'cancelled' : 'ok';
        const { usage, costMicros } = book(id, call, target, written, answer, outcome);
        return { ...answer, toolCalls: answer.toolCalls ?? [], usage, route, costMicros };
      } catch (error) {
        const { code, othersMayHelp } = readVerdict(error);
        log.info({ modelId: target.modelId, code, begun: written.begun }, 'model did not answer');
        if (written.begun) {
          book(id, call, target, written, null, code);
          throw error;
        }
        firstError ??= error;
        failed.push({ modelId: target.modelId, code });
        if (!othersMayHelp) break;
      }
    }
    releaseUsage(db, id);
    throw firstError;
  };
};

const reasonAfter = (failed: AnswerRoute['failed']): AnswerRoute['reason'] => {
  if (failed.some((one) => one.code === 'gateway.CONFIDENTIAL_STAYS_LOCAL')) return 'confidential';
  return failed.every((one) => one.code === 'gateway.BUDGET_SPENT' || one.code === 'gateway.PRICE_UNKNOWN')
    ? 'budget'
    : 'fallback';
};

/** What has been handed on so far, and by which try. */
type Written = {
  text: string;
  begun: boolean;
  firstMs: number | null;
  attempt: number;
  startedAt: number;
  route: AnswerRoute;
};

/** The call as one try gets it: a straggler of an earlier try is not heard. */
const guardedCall = (call: GatewayCall, target: Target, written: Written): ModelCall => {
  const attempt = written.attempt;
  const { owner: _owner, origin: _origin, onRoute, ...plain } = call;
  return {
    ...plain,
    modelId: target.location === 'local' ? target.modelId : target.model,
    onText: (piece) => {
      if (written.attempt !== attempt || piece === '') return;
      if (!written.begun) {
        written.begun = true;
        written.firstMs = performance.now() - written.startedAt;
        onRoute?.(written.route);
      }
      written.text += piece;
      call.onText(piece);
    },
  };
};

const usageOf = (call: GatewayCall, text: string, answer: ModelAnswer | null): TokenUsage => {
  if (answer?.usage != null) return answer.usage;
  const metrics = answer?.metrics;
  if (metrics !== undefined && metrics.promptTokens > 0) {
    const { promptTokens, reusedTokens, completionTokens } = metrics;
    return { promptTokens, cachedTokens: reusedTokens, completionTokens, estimated: false };
  }
  return estimateUsage(call, text);
};

/** Ends early when the person stops; what follows sees the aborted signal. */
const pause = async (ms: number, signal: AbortSignal): Promise<void> => {
  await delay(ms, undefined, { signal }).catch(() => {});
};

/**
 * Gateway: one way to every language model, on this computer and elsewhere. Local first; a text that is confidential, or
 * whose label cannot be read, reaches no other model. Every answer says where it came from, why, and what it cost.
 */
import type {
  Budget,
  DataClass,
  EndpointScope,
  GatewayModel,
  ProviderKind,
} from '../../../contract/gateway.ts';
import type { LlmAdapter } from '../../adapters/llm/kind.ts';
import type { Db } from '../../db/open.ts';
import { type Clock, isoNow } from '../../kernel/clock.ts';
import { appError } from '../../kernel/errors.ts';
import type { Log } from '../../kernel/log.ts';
import { createAnswering } from './answer.ts';
import * as budgets from './budgets.ts';
import * as endpointKeys from './endpoint-keys.ts';
import { createHealth } from './health.ts';
import { createLabels, type LabelSubject } from './labels.ts';
import type { GatewayAnswer, GatewayCall, ModelAnswer, ModelCall, Owner } from './model-call.ts';
import { costMicros, priceOf, pricesAsOf, type VendorPrices } from './prices.ts';
import { createProviders, type KeyStore } from './providers.ts';
import { reachOf } from './reach.ts';
import { cloudId, cloudTarget, isCloudId, type LocalModel, planTargets, type Target } from './route.ts';
import { recoverUsage, summariseUsage, usageByDay } from './usage.ts';

export { readPrices } from './prices.ts';
export type { GatewayAnswer, GatewayCall, Owner } from './model-call.ts';

/** What the gateway needs of an adapter for one provider. */
export type CloudLlm = {
  answer(call: ModelCall): Promise<ModelAnswer>;
  modelIds(options: { consent: boolean; signal: AbortSignal }): Promise<string[]>;
};

export type LocalLlm = {
  answer(call: ModelCall): Promise<ModelAnswer>;
  /** What the local runtime can do beyond plain turns. */
  abilities: { tools: boolean; responseSchema: boolean };
  /** Installed chat models. */
  list(): Promise<(LocalModel & { contextTokens: number | null })[]>;
  /** Throws `models.*` when it cannot be used. */
  resolve(modelId: string): Promise<LocalModel>;
  /** The best installed chat model. */
  recommend(): Promise<LocalModel | null>;
};

export type GatewayOptions = {
  db: Db;
  /** The home of temporary conversations. */
  temporaryDb: Db;
  clock: Clock;
  log: Log;
  secrets: KeyStore;
  local: LocalLlm;
  connect(
    provider: {
      id: string;
      kind: ProviderKind;
      name: string;
      baseUrl: string;
      contextTokensOf(modelId: string): number | null;
    },
    apiKey: () => Promise<string | null>,
  ): CloudLlm;
  /** Where each kind of provider lives unless told otherwise. */
  usualBaseUrl: Record<ProviderKind, string | null>;
  prices: VendorPrices[];
  /** Who asks when a call does not say. */
  defaultOwner: Owner;
  onChange(): void;
};

export type Gateway = ReturnType<typeof createGateway>;

export const createGateway = (options: GatewayOptions) => {
  const { db, clock, log, local, prices, defaultOwner } = options;
  const baseUrlOf = ({ kind, baseUrl }: { kind: ProviderKind; baseUrl: string }) =>
    baseUrl === '' ? (options.usualBaseUrl[kind] ?? '') : baseUrl;
  const health = createHealth(() => clock.now().getTime(), options.onChange);
  const labels = createLabels([db, options.temporaryDb], log);
  const providers = createProviders({
    db,
    clock,
    secrets: options.secrets,
    health,
    baseUrlOf,
    onChange: options.onChange,
  });

  const connect = (record: ReturnType<typeof providers.find>): CloudLlm =>
    options.connect(
      {
        id: record.id,
        kind: record.kind,
        name: record.name,
        baseUrl: baseUrlOf(record),
        contextTokensOf: (modelId) =>
          record.models.find((model) => model.id === modelId)?.contextTokens ??
          priceOf(prices, record.kind, modelId)?.contextTokens ??
          null,
      },
      () => providers.readKey(record),
    );

  const targets = async (call: GatewayCall, owner: Owner) => {
    const { dataClass, unreadable } = labels.ofOrigin(owner.tenantId, call.origin);
    const cloudWanted = isCloudId(call.modelId);
    const localModel = cloudWanted ? await local.recommend() : await local.resolve(call.modelId);
    const planned = planTargets({
      modelId: call.modelId,
      dataClass,
      providers: providers.records(owner),
      local: localModel,
      baseUrlOf,
    });
    if (planned.length === 0) throw appError('gateway.CONFIDENTIAL_STAYS_LOCAL', { unreadable });
    const barred = unreadable ? ('label-unreadable' as const) : ('confidential' as const);
    return {
      targets: planned,
      reason: dataClass === 'internal' || !cloudWanted ? ('chosen' as const) : barred,
    };
  };

  const ask = async (target: Target, call: ModelCall): Promise<ModelAnswer> => {
    if (target.location === 'cloud') {
      if (!target.provider.enabled)
        throw appError('gateway.PROVIDER_DISABLED', { provider: target.provider.name });
      return connect(target.provider).answer(call);
    }
    const unsupported = (feature: 'tools' | 'json-schema') =>
      appError('gateway.UNSUPPORTED', { modelId: target.modelId, feature });
    if (usesTools(call) && !local.abilities.tools) throw unsupported('tools');
    if (call.responseSchema !== undefined && !local.abilities.responseSchema)
      throw unsupported('json-schema');
    return local.answer(call);
  };

  const costOf: Parameters<typeof createAnswering>[0]['costOf'] = (target, usage) => {
    if (target.location === 'local' || target.reach !== 'internet') return 0;
    const price = priceOf(prices, target.provider.kind, target.model);
    return price === null ? null : costMicros(price, usage);
  };

  const answering = createAnswering({ db, clock, log, health, labels, targets, ask, costOf });
  const answer = (call: GatewayCall): Promise<GatewayAnswer> => answering(call, call.owner ?? defaultOwner);

  const models = async (owner: Owner): Promise<GatewayModel[]> => [
    ...(await local.list()).map(
      ({ id, name, contextTokens }): GatewayModel => ({
        id,
        name,
        location: 'local',
        reach: 'program',
        providerName: null,
        contextTokens,
        price: { input: 0, output: 0 },
      }),
    ),
    ...providers
      .list(owner)
      .filter((provider) => provider.enabled)
      .flatMap((provider) =>
        provider.models.map((model): GatewayModel => {
          const price = priceOf(prices, provider.kind, model.id);
          return {
            id: cloudId(provider, model.id),
            name: model.id,
            location: 'cloud',
            reach: provider.reach,
            providerName: provider.name,
            contextTokens: model.contextTokens ?? price?.contextTokens ?? null,
            price:
              provider.reach !== 'internet'
                ? { input: 0, output: 0 }
                : price && { input: price.input, output: price.output },
          };
        }),
      ),
  ];

  return {
    answer,
    models,
    /** Called once after opening. */
    recover: () => recoverUsage(db),

    /** For whoever only knows plain turns. Without an origin in the request nothing leaves this program. */
    llm: {
      location: 'local',
      answer: async (request) => {
        const result = await answer(request);
        const finish = result.finish === 'length' || result.finish === 'cancelled' ? result.finish : 'stop';
        return { ...result, finish };
      },
      close: async () => {},
    } satisfies LlmAdapter,

    /** Id and name of a model, local or not. Throws `models.*`, `gateway.*` when it cannot be used. */
    resolve: async (owner: Owner, modelId: string): Promise<LocalModel> => {
      if (!isCloudId(modelId)) return local.resolve(modelId);
      const target = cloudTarget(providers.records(owner), modelId, baseUrlOf);
      return { id: target.modelId, name: target.modelName };
    },

    providers: {
      list: providers.list,
      add: providers.add,
      update: providers.update,
      enable: providers.enable,
      remove: providers.remove,
      setKey: providers.setKey,
      /** The person asks for this connection: it is allowed even before the provider is enabled. */
      check: async (owner: Owner, providerId: string, signal: AbortSignal) => {
        const record = providers.find(owner, providerId);
        const modelIds = await connect(record).modelIds({ consent: true, signal });
        health.reset(record.id);
        options.onChange();
        return { provider: providers.viewOf(record), modelIds: modelIds.slice(0, 1000) };
      },
    },

    usage: (owner: Owner, span: { since: string; until: string | null }) => ({
      rows: summariseUsage(db, owner.tenantId, span),
      days: usageByDay(db, owner.tenantId, span),
      pricesAsOf: pricesAsOf(prices),
    }),

    budgets: {
      list: (owner: Owner) => budgets.listBudgets(db, owner.tenantId, clock.now()),
      set: (owner: Owner, wish: Omit<Budget, 'id' | 'subjectId'> & { subjectId: string | null }) =>
        budgets.setBudget(db, owner.tenantId, { ...wish, subjectId: wish.subjectId ?? owner.userId }),
      remove: (owner: Owner, budgetId: string) => {
        if (!budgets.removeBudget(db, owner.tenantId, budgetId))
          throw appError('gateway.BUDGET_NOT_FOUND', {});
        return { removed: true };
      },
    },

    labels: {
      get: (owner: Owner, subject: LabelSubject, id: string) => ({
        dataClass: labels.get(owner.tenantId, subject, id),
      }),
      set: (owner: Owner, subject: LabelSubject, id: string, dataClass: DataClass) => {
        labels.set(owner.tenantId, subject, id, dataClass);
        return { dataClass };
      },
    },

    endpointKeys: {
      list: (owner: Owner) => endpointKeys.listEndpointKeys(db, owner.tenantId),
      create: (owner: Owner, wish: { name: string; scopes: EndpointScope[]; dataClass: DataClass }) =>
        endpointKeys.createEndpointKey(db, owner, wish, isoNow(clock)),
      revoke: (owner: Owner, keyId: string) => {
        if (!endpointKeys.revokeEndpointKey(db, owner.tenantId, keyId))
          throw appError('gateway.ENDPOINT_KEY_NOT_FOUND', {});
        return { revoked: true };
      },
      /** Throws `request.UNAUTHENTICATED`. */
      authenticate: (secret: string) => {
        const found = endpointKeys.findEndpointKey(db, secret, clock.now());
        if (found === null) throw appError('request.UNAUTHENTICATED', {});
        return found;
      },
    },

    /** For the network door: enabling a provider is the person's permission to reach it, and only it. */
    allowedPurposes: (): `provider:${string}`[] =>
      providers
        .addresses()
        .filter((one) => one.enabled)
        .map((one) => `provider:${one.id}` as const),
    /** Hosts on this computer or its network that a person has entered as this purpose's address. */
    trustedHosts: (purpose: string): string[] =>
      providers
        .addresses()
        .filter((one) => purpose === `provider:${one.id}` && reachOf(one.url) !== 'internet')
        .map((one) => new URL(one.url).hostname),
  };
};

const usesTools = ({ tools = [], turns }: ModelCall): boolean =>
  tools.length > 0 ||
  turns.some(
    (turn) => turn.role === 'tool' || (turn.role === 'assistant' && (turn.toolCalls?.length ?? 0) > 0),
  );

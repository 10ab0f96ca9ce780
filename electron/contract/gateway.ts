/** Gateway: which models outside this program may be used, by whom, at what price, and what it came to. */
import { z } from 'zod';
import { id, reads, writes } from './base.ts';
import { errorEnvelope } from './errors.ts';

export const providerKinds = [
  'openai',
  'anthropic',
  'azure',
  'google',
  'ollama',
  'openai-compatible',
] as const;
export type ProviderKind = (typeof providerKinds)[number];

/** `confidential` may only reach models of this program. A label that cannot be read counts as confidential. */
export const dataClasses = ['internal', 'confidential'] as const;
export type DataClass = (typeof dataClasses)[number];

/** Where a text goes: into this program, to another program here, to the local network, to the internet. */
export const reaches = ['program', 'computer', 'network', 'internet'] as const;
export type Reach = (typeof reaches)[number];

/**
 * Why an answer came from where it did; the badge says it in words.
 * `chosen`: the model asked for · `confidential`, `label-unreadable`: nothing else was permitted · `fallback`: models
 * before it in the list failed · `budget`: the budget for paid models is spent.
 */
const routeReasons = ['chosen', 'confidential', 'label-unreadable', 'fallback', 'budget'] as const;

export const answerRoute = z.object({
  location: z.enum(['local', 'cloud']),
  reach: z.enum(reaches),
  reason: z.enum(routeReasons),
  modelId: z.string(),
  modelName: z.string(),
  providerId: id.nullable(),
  providerName: z.string().nullable(),
  /** Models tried before, with the code of what went wrong. */
  failed: z.array(z.object({ modelId: z.string(), code: z.string() })),
});
export type AnswerRoute = z.infer<typeof answerRoute>;

/** `open`: rests until `until`; `half-open`: one answer is let through to see whether it works again. */
export const providerHealth = z.object({
  circuit: z.enum(['closed', 'open', 'half-open']),
  failures: z.int(),
  until: z.iso.datetime().nullable(),
  lastCode: z.string().nullable(),
  lastOkAt: z.iso.datetime().nullable(),
  /** Median over the last answers. */
  timeToFirstTokenMs: z.number().nullable(),
});
export type ProviderHealth = z.infer<typeof providerHealth>;

export const providerModel = z.object({
  /** As the provider calls it; for Azure the name of the deployment. */
  id: z.string().min(1).max(200),
  contextTokens: z.int().min(1).nullable().default(null),
});

const providerFields = {
  kind: z.enum(providerKinds),
  /** Shown to people. */
  name: z.string().trim().min(1).max(80),
  /** Empty: the kind's own address. Azure and openai-compatible have none. */
  baseUrl: z.string().trim().max(500),
  models: z.array(providerModel).max(200),
  /** Answers for others when they fail; `null`: only when chosen. */
  fallbackModelId: z.string().max(200).nullable(),
};

export const provider = z.object({
  id,
  /** Part of model ids: `cloud/<slug>/<model>`. */
  slug: z.string(),
  ...providerFields,
  /** Nothing is sent to it while `false`. */
  enabled: z.boolean(),
  /** Order among fallbacks, lowest first. */
  position: z.int(),
  hasKey: z.boolean(),
  /** The host that is really reached, the kind's own where no address was given. */
  host: z.string(),
  reach: z.enum(reaches),
  health: providerHealth,
});
export type Provider = z.infer<typeof provider>;

export const providerInput = z.object(providerFields);
export type ProviderInput = z.infer<typeof providerInput>;

export const gatewayModel = z.object({
  id: z.string(),
  name: z.string(),
  location: z.enum(['local', 'cloud']),
  reach: z.enum(reaches),
  providerName: z.string().nullable(),
  contextTokens: z.int().nullable(),
  /** US dollars per million tokens; `null`: unknown. */
  price: z.object({ input: z.number(), output: z.number() }).nullable(),
});
export type GatewayModel = z.infer<typeof gatewayModel>;

const budgetPeriods = ['day', 'month'] as const;
const budgetSubjects = ['user', 'space'] as const;
/** Limits for models outside this program; local answers are free and never counted. */
export const budget = z.object({
  id,
  subject: z.enum(budgetSubjects),
  /** A user's or a space's id. */
  subjectId: z.string(),
  period: z.enum(budgetPeriods),
  /** US dollars. */
  maxCost: z.number().min(0).nullable(),
  maxTokens: z.int().min(0).nullable(),
});
export type Budget = z.infer<typeof budget>;

/** Milliseconds, nearest rank; `null` where nothing was measured. */
const usageLatency = z.object({
  medianFirstTokenMs: z.number().nullable(),
  p95FirstTokenMs: z.number().nullable(),
  medianDurationMs: z.number().nullable(),
  p95DurationMs: z.number().nullable(),
});
export type UsageLatency = z.infer<typeof usageLatency>;

export const usageRow = usageLatency.extend({
  modelId: z.string(),
  location: z.enum(['local', 'cloud']),
  answers: z.int(),
  promptTokens: z.int(),
  completionTokens: z.int(),
  /** US dollars; answers of unknown price are left out and counted in `unpriced`. */
  cost: z.number(),
  unpriced: z.int(),
});
export type UsageRow = z.infer<typeof usageRow>;

export const usageDay = usageLatency.extend({
  /** In UTC, as the budgets count. */
  day: z.iso.date(),
  location: z.enum(['local', 'cloud']),
  answers: z.int(),
  tokens: z.int(),
  /** US dollars. */
  cost: z.number(),
});
export type UsageDay = z.infer<typeof usageDay>;

export const endpointScopes = ['models', 'chat', 'embeddings', 'audio'] as const;
export type EndpointScope = (typeof endpointScopes)[number];

export const endpointKey = z.object({
  id,
  name: z.string(),
  /** The first characters, to tell keys apart. */
  hint: z.string(),
  scopes: z.array(z.enum(endpointScopes)),
  /** What is sent with this key may leave this computer. */
  dataClass: z.enum(dataClasses),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
});
export type EndpointKey = z.infer<typeof endpointKey>;

/**
 * Where other programs find the OpenAI-compatible endpoint. `own-address`: under the address of this host itself, always;
 * the other states belong to the window, which opens a port only when told to.
 */
export const endpointStatus = z.discriminatedUnion('state', [
  z.object({ state: z.literal('own-address') }),
  z.object({ state: z.literal('off') }),
  z.object({ state: z.literal('starting') }),
  z.object({ state: z.literal('on'), baseUrl: z.string() }),
  z.object({ state: z.literal('failed'), error: errorEnvelope }),
]);
export type EndpointStatus = z.infer<typeof endpointStatus>;

const byId = z.object({ providerId: id });

export const gatewayContract = {
  models: reads('models.read').output(z.array(gatewayModel)),
  providers: reads('models.read').output(z.array(provider)),
  /** Starts disabled and without a key. */
  addProvider: writes('models.manage').input(providerInput).output(provider),
  updateProvider: writes('models.manage')
    .input(
      providerInput.omit({ kind: true }).partial().extend({ providerId: id, position: z.int().optional() }),
    )
    .output(provider),
  /** Enabling is the person's permission for this provider to be reached. */
  enableProvider: writes('models.manage')
    .input(byId.extend({ enabled: z.boolean() }))
    .output(provider),
  removeProvider: writes('models.manage')
    .input(byId)
    .output(z.object({ removed: z.boolean() })),
  /** `null` deletes it. The key goes to the host's secret store and never comes back. */
  setProviderKey: writes('models.manage')
    .input(byId.extend({ key: z.string().trim().min(1).max(2000).nullable() }))
    .output(provider),
  /** Asks the provider for its models: costs nothing, shows that address and key are right. Closes an open circuit. */
  checkProvider: writes('models.manage')
    .input(byId)
    .output(z.object({ provider, modelIds: z.array(z.string()) })),

  usage: reads('models.read')
    .input(z.object({ since: z.iso.datetime(), until: z.iso.datetime().nullable().default(null) }))
    .output(
      z.object({ rows: z.array(usageRow), days: z.array(usageDay), pricesAsOf: z.iso.date().nullable() }),
    ),
  budgets: reads('models.read').output(
    z.array(
      budget.extend({
        /** Of the space; `null` for a user. */
        spaceName: z.string().nullable(),
        spentCost: z.number(),
        spentTokens: z.int(),
      }),
    ),
  ),
  setBudget: writes('models.manage')
    /** `subjectId` `null`: whoever asks. */
    .input(budget.omit({ id: true }).extend({ subjectId: z.string().nullable() }))
    .output(budget),
  removeBudget: writes('models.manage')
    .input(z.object({ budgetId: id }))
    .output(z.object({ removed: z.boolean() })),

  label: reads('chat.read')
    .input(z.object({ subject: z.enum(['conversation', 'space']), subjectId: id }))
    .output(z.object({ dataClass: z.enum(dataClasses) })),
  setLabel: writes('chat.write')
    .input(
      z.object({ subject: z.enum(['conversation', 'space']), subjectId: id, dataClass: z.enum(dataClasses) }),
    )
    .output(z.object({ dataClass: z.enum(dataClasses) })),

  endpointStatus: reads('system.read').output(endpointStatus),
  endpointKeys: reads('system.read').output(z.array(endpointKey)),
  /** `secret` is shown this once; only its hash is kept. */
  createEndpointKey: writes('system.manage')
    .input(
      z.object({
        name: z.string().trim().min(1).max(80),
        scopes: z.array(z.enum(endpointScopes)).min(1),
        dataClass: z.enum(dataClasses).default('confidential'),
      }),
    )
    .output(z.object({ key: endpointKey, secret: z.string() })),
  revokeEndpointKey: writes('system.manage')
    .input(z.object({ keyId: id }))
    .output(z.object({ revoked: z.boolean() })),
};

/** Which models may answer, in which order, and why. Pure. */
import type { AnswerRoute, DataClass, Reach } from '../../../contract/gateway.ts';
import { appError } from '../../kernel/errors.ts';
import type { ProviderRecord } from './provider-store.ts';
import { reachOf } from './reach.ts';

export type LocalModel = { id: string; name: string };

export type Target =
  | { location: 'local'; modelId: string; modelName: string }
  | {
      location: 'cloud';
      /** `cloud/<slug>/<model>`. */
      modelId: string;
      modelName: string;
      /** As the provider calls it. */
      model: string;
      provider: ProviderRecord;
      reach: Exclude<Reach, 'program'>;
    };

const prefix = 'cloud/';

/** Everything that starts with `cloud/` leaves this program. */
export const isCloudId = (modelId: string): boolean => modelId.startsWith(prefix);

export const cloudId = (provider: { slug: string }, model: string): string =>
  `${prefix}${provider.slug}/${model}`;

/** Throws `gateway.PROVIDER_NOT_FOUND`. */
export const cloudTarget = (providers: ProviderRecord[], modelId: string, baseUrlOf: BaseUrlOf): Target => {
  const [slug = '', ...rest] = modelId.slice(prefix.length).split('/');
  const provider = providers.find((one) => one.slug === slug);
  const model = rest.join('/');
  if (provider === undefined || model === '') throw appError('gateway.PROVIDER_NOT_FOUND', {});
  return {
    location: 'cloud',
    modelId,
    modelName: model,
    model,
    provider,
    reach: reachOf(baseUrlOf(provider)),
  };
};

export type BaseUrlOf = (provider: Pick<ProviderRecord, 'kind' | 'baseUrl'>) => string;

/**
 * The model asked for, then the other enabled providers in their order, then this computer. Whoever asks for a local
 * model gets a local model or none, and so does whatever is confidential.
 */
export const planTargets = (wish: {
  modelId: string;
  dataClass: DataClass;
  providers: ProviderRecord[];
  /** The model asked for if it is a local one, else the best that is installed. */
  local: LocalModel | null;
  baseUrlOf: BaseUrlOf;
}): Target[] => {
  const { local, providers, baseUrlOf } = wish;
  const here: Target[] =
    local === null ? [] : [{ location: 'local', modelId: local.id, modelName: local.name }];
  if (!isCloudId(wish.modelId) || wish.dataClass !== 'internal') return here;
  const wanted = cloudTarget(providers, wish.modelId, baseUrlOf);
  const others = providers
    .filter((provider) => provider.enabled && provider.fallbackModelId !== null)
    .map((provider) => cloudTarget(providers, cloudId(provider, provider.fallbackModelId ?? ''), baseUrlOf))
    .filter((target) => target.modelId !== wish.modelId);
  return [wanted, ...others, ...here];
};

export const routeTo = (
  target: Target,
  reason: AnswerRoute['reason'],
  failed: AnswerRoute['failed'],
): AnswerRoute => ({
  location: target.location,
  reach: target.location === 'local' ? 'program' : target.reach,
  reason,
  modelId: target.modelId,
  modelName: target.modelName,
  providerId: target.location === 'local' ? null : target.provider.id,
  providerName: target.location === 'local' ? null : target.provider.name,
  failed,
});

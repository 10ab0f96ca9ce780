/** Which model answers, and what the person should know about it. Pure but for the hook at the end. */
import type { GatewayModel, Reach } from '../../../electron/contract/gateway.ts';
import type { Model } from '../../../electron/contract/models.ts';
import { useGatewayModels, useModels, useSettings } from '../../client/queries.ts';

const rank: Record<Model['quality'], number> = { trial: 0, good: 1, 'very-good': 2 };

const isUsable = (model: Model): boolean => model.task === 'chat' && model.install.state === 'installed';

/** The best installed one that fits this computer, as the engine recommends it. */
const recommended = (models: readonly Model[]): Model | null => {
  const usable = models.filter(isUsable);
  const fitting = usable.filter((model) => model.fit.verdict !== 'too-large');
  const candidates = fitting.length > 0 ? fitting : usable;
  return candidates.toSorted((one, other) => rank[other.quality] - rank[one.quality])[0] ?? null;
};

/** A model that can be asked, wherever it is. */
export type AnswerModel = {
  id: string;
  name: string;
  location: 'local' | 'cloud';
  reach: Reach;
  providerName: string | null;
  /** Empty: not known, which is no reason to doubt it. */
  languages: readonly string[];
  quality: Model['quality'] | null;
};

const here = ({ id, name, languages, quality }: Model): AnswerModel => ({
  id,
  name,
  location: 'local',
  reach: 'program',
  providerName: null,
  languages,
  quality,
});

const outside = ({ id, name, location, reach, providerName }: GatewayModel): AnswerModel => ({
  id,
  name,
  location,
  reach,
  providerName,
  languages: [],
  quality: null,
});

export type ModelChoice = {
  isPending: boolean;
  /** On this computer first, then those of enabled providers. */
  usable: AnswerModel[];
  /** What answers when the conversation names no model. */
  standard: AnswerModel | null;
  /** What will answer next; `null` when nothing can. */
  effective: AnswerModel | null;
  /** The conversation's own model is no longer there. */
  missingId: string | null;
  /** The cloud model that was chosen but may not be asked because the conversation is confidential. */
  barred: AnswerModel | null;
};

export type ChoiceWish = {
  wantedId: string | null;
  defaultId: string | null;
  /** Models of enabled providers. */
  cloud?: readonly GatewayModel[];
  isConfidential?: boolean;
};

export const chooseModel = (
  models: readonly Model[],
  { wantedId, defaultId, cloud = [], isConfidential = false }: ChoiceWish,
): Omit<ModelChoice, 'isPending'> => {
  const usable = [...models.filter(isUsable).map(here), ...cloud.map(outside)];
  const best = recommended(models);
  const local = best && here(best);
  const find = (id: string | null) => usable.find((model) => model.id === id) ?? null;
  const standard = find(defaultId) ?? local;
  const own = find(wantedId);
  const missingId = wantedId !== null && own === null ? wantedId : null;
  const chosen = missingId === null ? (own ?? standard) : null;
  const barred = isConfidential && chosen?.location === 'cloud' ? chosen : null;
  return { usable, standard, effective: barred ? local : chosen, missingId, barred };
};

export const useModelChoice = (wantedId: string | null, isConfidential = false): ModelChoice => {
  const models = useModels();
  const settings = useSettings();
  const gateway = useGatewayModels();
  const choice = chooseModel(models.data?.models ?? [], {
    wantedId,
    defaultId: settings.data?.chat.defaultModelId ?? null,
    cloud: gateway.data?.filter((model) => model.location === 'cloud') ?? [],
    isConfidential,
  });
  return { ...choice, isPending: models.isPending || settings.isPending || gateway.isPending };
};

export const speaks = (model: Pick<AnswerModel, 'languages'>, language: string): boolean =>
  model.languages.some((tag) => tag.toLowerCase().split('-')[0] === language);

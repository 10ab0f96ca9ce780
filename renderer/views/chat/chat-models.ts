/** Which model answers, and what the person should know about it. Pure but for the hook at the end. */
import type { Model } from '../../../electron/contract/models.ts';
import { useModels, useSettings } from '../../client/queries.ts';

const rank: Record<Model['quality'], number> = { trial: 0, good: 1, 'very-good': 2 };

const isUsable = (model: Model): boolean => model.task === 'chat' && model.install.state === 'installed';

/** The best installed one that fits this computer, as the engine recommends it. */
const recommended = (models: readonly Model[]): Model | null => {
  const usable = models.filter(isUsable);
  const fitting = usable.filter((model) => model.fit.verdict !== 'too-large');
  const candidates = fitting.length > 0 ? fitting : usable;
  return candidates.toSorted((one, other) => rank[other.quality] - rank[one.quality])[0] ?? null;
};

export type ModelChoice = {
  isPending: boolean;
  usable: Model[];
  /** What answers when the conversation names no model. */
  standard: Model | null;
  /** What will answer next; `null` when nothing can. */
  effective: Model | null;
  /** The conversation's own model is no longer installed. */
  missingId: string | null;
};

export const chooseModel = (
  models: readonly Model[],
  wantedId: string | null,
  defaultId: string | null,
): Omit<ModelChoice, 'isPending'> => {
  const usable = models.filter(isUsable);
  const find = (id: string | null) => usable.find((model) => model.id === id) ?? null;
  const standard = find(defaultId) ?? recommended(models);
  const own = find(wantedId);
  const missingId = wantedId !== null && own === null ? wantedId : null;
  return { usable, standard, effective: missingId === null ? (own ?? standard) : null, missingId };
};

export const useModelChoice = (wantedId: string | null): ModelChoice => {
  const models = useModels();
  const settings = useSettings();
  const choice = chooseModel(models.data?.models ?? [], wantedId, settings.data?.chat.defaultModelId ?? null);
  return { ...choice, isPending: models.isPending || settings.isPending };
};

export const speaks = (model: Model, language: string): boolean =>
  model.languages.some((tag) => tag.toLowerCase().split('-')[0] === language);

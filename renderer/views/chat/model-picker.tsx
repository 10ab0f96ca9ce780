/** Chooses the model of one conversation; a change counts from the next answer on. */
import { Boxes, ChevronDown, Settings2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Model } from '../../../electron/contract/models.ts';
import { navigate } from '../../app/router.ts';
import { useFormat } from '../../i18n/format.ts';
import { announce, Button, Menu, type MenuEntry } from '../../ui/index.ts';
import type { ModelChoice } from './chat-models.ts';

export type ModelPickerProps = {
  choice: ModelChoice;
  /** `null`: the default. */
  wantedId: string | null;
  onChange: (modelId: string | null) => void;
};

const useDetail = () => {
  const { t } = useTranslation('chat');
  const format = useFormat();
  return (model: Model): string => {
    const languages = format.list(model.languages.map(format.language));
    return [model.quality === 'trial' && t('model.trial'), languages].filter(Boolean).join(' · ');
  };
};

export function ModelPicker({ choice, wantedId, onChange }: ModelPickerProps) {
  const { t } = useTranslation('chat');
  const detail = useDetail();
  const { standard, usable, effective, missingId } = choice;
  if (usable.length === 0) return null;
  const standardName = standard ? t('model.standard', { name: standard.name }) : t('model.standardNone');
  const shown =
    missingId === null
      ? (effective?.name ?? t('model.standardNone'))
      : t('model.missing', { name: missingId });
  const choose = (model: Model | null) => () => {
    if ((model?.id ?? null) === wantedId) return;
    onChange(model?.id ?? null);
    const name = model?.name ?? standard?.name;
    if (name) announce(t('model.changed', { name }));
  };
  const entries: MenuEntry[] = [
    {
      id: 'standard',
      label: standardName,
      detail: standard ? detail(standard) : undefined,
      isChosen: wantedId === null,
      onAction: choose(null),
    },
    ...usable.map((model) => ({
      id: model.id,
      label: model.name,
      detail: detail(model),
      isChosen: model.id === wantedId,
      onAction: choose(model),
    })),
    { id: 'line', separator: true },
    {
      id: 'manage',
      label: t('model.manage'),
      icon: Settings2,
      isChosen: false,
      onAction: () => navigate('/models'),
    },
  ];
  return (
    <Menu label={t('model.label')} showTitle entries={entries} placement="top start">
      <Button
        size="sm"
        variant="quiet"
        className="min-w-0 shrink text-muted"
        aria-label={`${t('model.label')}: ${shown}`}
      >
        <Boxes aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
        <span className="truncate">{shown}</span>
        <ChevronDown aria-hidden className="size-3.5 shrink-0" strokeWidth={1.75} />
      </Button>
    </Menu>
  );
}

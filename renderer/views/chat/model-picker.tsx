/** Chooses the model of one conversation; a change counts from the next answer on. */
import { Boxes, ChevronDown, Cloud, HardDrive, Network, PlugZap, Settings2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { navigate } from '../../app/router.ts';
import { useFormat } from '../../i18n/format.ts';
import { announce, Button, Menu, type MenuEntry } from '../../ui/index.ts';
import type { AnswerModel, ModelChoice } from './chat-models.ts';

export type ModelPickerProps = {
  choice: ModelChoice;
  /** `null`: the default. */
  wantedId: string | null;
  /** Only models in this program may be chosen. */
  isConfidential: boolean;
  onChange: (modelId: string | null) => void;
};

const icons = { program: HardDrive, computer: HardDrive, network: Network, internet: Cloud };

const useDetail = () => {
  const { t } = useTranslation(['chat', 'gateway']);
  const format = useFormat();
  return (model: AnswerModel): string => {
    if (model.location === 'cloud')
      return t('model.cloudDetail', {
        provider: model.providerName ?? '',
        reach: t(`gateway:reach.${model.reach}`),
      });
    const languages = format.list(model.languages.map(format.language));
    return [model.quality === 'trial' && t('model.trial'), languages].filter(Boolean).join(' · ');
  };
};

export function ModelPicker({ choice, wantedId, isConfidential, onChange }: ModelPickerProps) {
  const { t } = useTranslation('chat');
  const detail = useDetail();
  const { standard, usable, effective, missingId } = choice;
  if (usable.length === 0) return null;
  const standardName = standard ? t('model.standard', { name: standard.name }) : t('model.standardNone');
  const shown =
    missingId === null
      ? (effective?.name ?? t('model.standardNone'))
      : t('model.missing', { name: missingId });
  const hasCloud = usable.some((model) => model.location === 'cloud');
  const Icon = effective?.location === 'cloud' ? icons[effective.reach] : Boxes;
  const choose = (model: AnswerModel | null) => () => {
    if ((model?.id ?? null) === wantedId) return;
    onChange(model?.id ?? null);
    const name = model?.name ?? standard?.name;
    if (name) announce(t('model.changed', { name }));
  };
  const ofLocation = (location: AnswerModel['location']): MenuEntry[] =>
    usable
      .filter((model) => model.location === location)
      .map((model) => {
        const isBarred = isConfidential && model.location === 'cloud';
        return {
          id: model.id,
          label: model.name,
          detail: isBarred ? t('model.barred') : detail(model),
          icon: hasCloud ? icons[model.reach] : undefined,
          isDisabled: isBarred,
          isChosen: model.id === wantedId,
          onAction: choose(model),
        };
      });
  const entries: MenuEntry[] = [
    {
      id: 'standard',
      label: standardName,
      detail: standard ? detail(standard) : undefined,
      isChosen: wantedId === null,
      onAction: choose(null),
    },
    ...ofLocation('local'),
    ...(hasCloud ? [{ id: 'cloud', separator: true } as const] : []),
    ...ofLocation('cloud'),
    { id: 'line', separator: true },
    {
      id: 'manage',
      label: t('model.manage'),
      icon: Settings2,
      isChosen: false,
      onAction: () => navigate('/models'),
    },
    ...(hasCloud
      ? [
          {
            id: 'providers',
            label: t('model.providers'),
            icon: PlugZap,
            isChosen: false,
            onAction: () => navigate('/providers'),
          },
        ]
      : []),
  ];
  return (
    <Menu label={t('model.label')} showTitle entries={entries} placement="top start">
      <Button
        size="sm"
        variant="quiet"
        className="min-w-0 shrink! text-muted"
        aria-label={`${t('model.label')}: ${shown}`}
      >
        <Icon aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
        <span className="truncate">{shown}</span>
        <ChevronDown aria-hidden className="size-3.5 shrink-0" strokeWidth={1.75} />
      </Button>
    </Menu>
  );
}

/** Sets a provider up or changes it. The key is only ever written. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Provider, type ProviderKind, providerKinds } from '../../../electron/contract/gateway.ts';
import { Button, Dialog, ErrorNotice, Select, TextArea, TextField, toast } from '../../ui/index.ts';
import { useSaveProvider } from './mutations.ts';

/** Where each kind lives when no address is given, as the engine knows it; `null`: everyone has their own. */
const usualHosts: Record<ProviderKind, string | null> = {
  openai: 'api.openai.com',
  anthropic: 'api.anthropic.com',
  google: 'generativelanguage.googleapis.com',
  azure: null,
  ollama: '127.0.0.1:11434',
  'openai-compatible': null,
};

const linesOf = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  ),
];

const never = '-';

export function ProviderDialog({ provider, onClose }: { provider: Provider | null; onClose: () => void }) {
  const { t } = useTranslation(['gateway', 'common']);
  const [known, setKnown] = useState(provider);
  const [kind, setKind] = useState<ProviderKind>(provider?.kind ?? 'openai');
  const [typedName, setName] = useState<string | null>(provider?.name ?? null);
  const [baseUrl, setBaseUrl] = useState(provider?.baseUrl ?? '');
  const [key, setKey] = useState('');
  const [models, setModels] = useState(provider?.models.map((model) => model.id).join('\n') ?? '');
  const [fallback, setFallback] = useState(provider?.fallbackModelId ?? never);
  const [wasTried, setTried] = useState(false);
  const save = useSaveProvider(setKnown);

  const name = typedName ?? t(`kinds.${kind}`);
  const modelIds = linesOf(models);
  const usualHost = usualHosts[kind];
  const nameError = name.trim() === '' ? t('form.nameEmpty') : null;
  const addressError = usualHost === null && baseUrl.trim() === '' ? t('form.addressEmpty') : null;
  const isMoved = known !== null && baseUrl.trim() !== known.baseUrl;
  const addressHelp =
    usualHost === null ? t('form.addressNeeded') : t('form.addressUsual', { host: usualHost });
  const keyHelp = known?.hasKey && !isMoved ? t('form.keyStored') : t('form.keyHelp');
  const needsNoKey = kind === 'ollama' || kind === 'openai-compatible';

  const submit = () => {
    setTried(true);
    if (nameError || addressError) return;
    const contextOf = (id: string) => known?.models.find((model) => model.id === id)?.contextTokens ?? null;
    save.mutate(
      {
        known,
        wish: {
          kind,
          name: name.trim(),
          baseUrl: baseUrl.trim(),
          models: modelIds.map((id) => ({ id, contextTokens: contextOf(id) })),
          fallbackModelId: modelIds.includes(fallback) ? fallback : null,
          key: key.trim() === '' ? null : key.trim(),
        },
      },
      {
        onSuccess: (saved) => {
          toast('done', t('form.saved', { name: saved.name }));
          onClose();
        },
      },
    );
  };

  return (
    <Dialog
      isOpen
      onClose={onClose}
      isDismissable={false}
      title={known ? t('form.editTitle', { name: known.name }) : t('form.addTitle')}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" isPending={save.isPending} onPress={submit}>
            {t('form.save')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 pt-1">
        {!known && <p className="text-pretty text-muted">{t('form.intro')}</p>}
        {save.error && <ErrorNotice failure={save.error} />}
        <div className="grid grid-cols-2 gap-4 narrow:grid-cols-1">
          <Select
            label={t('form.kind')}
            options={providerKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
            value={kind}
            onChange={setKind}
            isDisabled={known !== null}
          />
          <TextField
            label={t('form.name')}
            value={name}
            onChange={setName}
            maxLength={80}
            error={wasTried ? nameError : null}
          />
        </div>
        <TextField
          label={t('form.address')}
          help={isMoved ? t('form.addressMoved') : addressHelp}
          value={baseUrl}
          onChange={setBaseUrl}
          maxLength={500}
          spellCheck="false"
          inputMode="url"
          error={wasTried ? addressError : null}
        />
        <TextField
          label={t('form.key')}
          help={needsNoKey ? `${t('form.keyOptional')} ${keyHelp}` : keyHelp}
          type="password"
          autoComplete="off"
          value={key}
          onChange={setKey}
          maxLength={2000}
        />
        <TextArea
          label={t('form.models')}
          help={t('form.modelsHelp')}
          rows={3}
          spellCheck="false"
          value={models}
          onChange={setModels}
        />
        {modelIds.length > 0 && (
          <Select
            label={t('form.fallback')}
            options={[
              { value: never, label: t('form.fallbackNone') },
              ...modelIds.map((id) => ({ value: id, label: id })),
            ]}
            value={modelIds.includes(fallback) ? fallback : never}
            onChange={setFallback}
          />
        )}
      </div>
    </Dialog>
  );
}

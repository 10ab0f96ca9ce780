/** Models: what runs, what is installed, what can be fetched; with memory need against this computer. */
import { Boxes, FileInput } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Model } from '../../../electron/contract/models.ts';
import { desktopHost } from '../../client/host.ts';
import { useImportModel, useModels } from '../../client/queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button, EmptyState, ErrorNotice, Page, Skeleton, toast, toastFailure } from '../../ui/index.ts';
import { ModelCard } from './model-card.tsx';
import { RuntimeState } from './runtime-state.tsx';

function useImport() {
  const { t } = useTranslation('models');
  const importModel = useImportModel();
  const host = desktopHost();
  if (!host) return null;
  return async () => {
    const path = await host.pickFile('gguf');
    if (path === null) return;
    importModel.mutate(path, { onSuccess: () => toast('info', t('importStarted')), onError: toastFailure });
  };
}

function Group({ title, models, note }: { title: string; models: Model[]; note?: string }) {
  if (models.length === 0 && !note) return null;
  return (
    <section className="mb-8">
      <h2 className="mb-3 text-17">{title}</h2>
      {models.length === 0 && <p className="text-muted">{note}</p>}
      <ul className="flex flex-col gap-3">
        {models.map((model) => (
          <ModelCard key={model.id} model={model} />
        ))}
      </ul>
    </section>
  );
}

const verdictOrder = { fits: 0, tight: 1, 'too-large': 2 };

/** What is under way first, then what fits this computer, the smaller before the larger. */
const byUsefulness = (a: Model, b: Model): number =>
  Number(a.install.state === 'available') - Number(b.install.state === 'available') ||
  verdictOrder[a.fit.verdict] - verdictOrder[b.fit.verdict] ||
  a.sizeBytes - b.sizeBytes;

export default function Models() {
  const { t } = useTranslation('models');
  const format = useFormat();
  const { data, error, isPending, refetch } = useModels();
  const importFile = useImport();
  const isHere = (model: Model) => model.install.state === 'installed' || model.install.state === 'broken';
  const here = data?.models.filter(isHere) ?? [];
  const others = (data?.models.filter((model) => !isHere(model)) ?? []).sort(byUsefulness);
  const importButton = importFile && (
    <Button icon={FileInput} onPress={() => void importFile()}>
      {t('import')}
    </Button>
  );
  return (
    <Page title={t('title')} intro={t('intro')} actions={importButton}>
      {error && <ErrorNotice failure={error} onRetry={() => void refetch()} className="mb-6" />}
      {isPending && (
        <div className="flex flex-col gap-3">
          <Skeleton className="h-16 w-full" />
          <Skeleton className="h-32 w-full" />
          <Skeleton className="h-32 w-full" />
        </div>
      )}
      {data && data.models.length === 0 && (
        <EmptyState icon={Boxes} title={t('empty.title')} action={importButton}>
          {importFile ? t('empty.help') : t('empty.helpBrowser')}
        </EmptyState>
      )}
      {data && data.models.length > 0 && (
        <>
          <RuntimeState models={data.models} />
          <Group title={t('groups.installed')} models={here} note={t('noneInstalled')} />
          <Group title={t('groups.available')} models={others} />
          {data.freeDiskBytes !== null && (
            <p className="tabular text-13 text-muted">
              {t('disk', { free: format.bytes(data.freeDiskBytes) })}
            </p>
          )}
        </>
      )}
    </Page>
  );
}

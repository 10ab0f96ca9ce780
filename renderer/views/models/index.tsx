/** Models: what runs, the starter set, and by task what is installed and what can be fetched, against this computer. */
import { Boxes, FileInput } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Model } from '../../../electron/contract/models.ts';
import { useModels } from '../../client/queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button, EmptyState, ErrorNotice, Page, Skeleton } from '../../ui/index.ts';
import { ImportDialog } from './import-dialog.tsx';
import { ModelGroup } from './model-group.tsx';
import { RuntimeState } from './runtime-state.tsx';
import { StarterSet } from './starter-set.tsx';
import { TaskNav, tasks } from './task-nav.tsx';

export default function Models() {
  const { t } = useTranslation('models');
  const format = useFormat();
  const { data, error, isPending, refetch } = useModels();
  const [isImporting, setImporting] = useState(false);
  const models = data?.models ?? [];
  const groups = tasks
    .map((task) => ({ task, models: models.filter((model) => model.task === task) }))
    .filter((group) => group.models.length > 0);
  const importButton = (
    <Button icon={FileInput} onPress={() => setImporting(true)}>
      {t('import.open')}
    </Button>
  );
  return (
    <Page title={t('title')} intro={t('intro')} actions={importButton}>
      <ImportDialog isOpen={isImporting} onClose={() => setImporting(false)} />
      {error && <ErrorNotice failure={error} onRetry={() => void refetch()} className="mb-6" />}
      {isPending && (
        <div className="flex flex-col gap-3">
          <Skeleton className="h-16 w-full" />
          <Skeleton className="h-32 w-full" />
          <Skeleton className="h-32 w-full" />
        </div>
      )}
      {data && models.length === 0 && (
        <EmptyState icon={Boxes} title={t('empty.title')} action={importButton}>
          {t('empty.help')}
        </EmptyState>
      )}
      {data && models.length > 0 && (
        <>
          <RuntimeState models={models} />
          <StarterSet models={models} />
          <TaskNav groups={groups} />
          {!models.some(isChatHere) && <p className="mb-6 text-muted">{t('noneInstalled')}</p>}
          {groups.map((group) => (
            <ModelGroup key={group.task} {...group} />
          ))}
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

const isChatHere = ({ task, install }: Model): boolean => task === 'chat' && install.state === 'installed';

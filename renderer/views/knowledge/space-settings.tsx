/** What a space is called, who may hear of it, which folders feed it, and its end. */
import { FolderPlus, FolderSearch, FolderX, Trash2 } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KnowledgeSpace } from '../../../electron/contract/knowledge.ts';
import type { AppFailure } from '../../client/failure.ts';
import { desktopHost } from '../../client/host.ts';
import {
  type SpaceChange,
  useUnwatchFolder,
  useUpdateSpace,
  useWatchedFolders,
  useWatchFolder,
} from '../../client/knowledge-queries.ts';
import { useFailureText } from '../../i18n/failure-text.ts';
import { useFormat } from '../../i18n/format.ts';
import {
  announce,
  Badge,
  Button,
  ErrorNotice,
  Section,
  showWithin,
  Switch,
  TextField,
  toastFailure,
} from '../../ui/index.ts';
import { KeptField } from '../settings/kept-field.tsx';
import { PolicyFields } from '../privacy/policy-fields.tsx';
import { Setting } from '../settings/setting.tsx';
import { maxDescriptionLength, maxNameLength, RemoveSpaceDialog } from './space-dialogs.tsx';

export function SpaceSettings({ space }: { space: KnowledgeSpace }) {
  const { t } = useTranslation('knowledge');
  const update = useUpdateSpace();
  const [isRemoving, setRemoving] = useState(false);
  const change = (wanted: Omit<SpaceChange, 'spaceId'>) =>
    update.mutate(
      { spaceId: space.id, ...wanted },
      { onSuccess: () => announce(t('settings.saved')), onError: toastFailure },
    );
  return (
    <div className="min-h-0 flex-1 overflow-y-auto bg-canvas">
      <div className="mx-auto max-w-190 px-5 py-6 narrow:px-4">
        <Section title={t('settings.about')}>
          <Setting>
            <KeptField
              label={t('spaces.name')}
              stored={space.name}
              maxLength={maxNameLength}
              check={(value) => (value.trim() === '' ? t('spaces.nameEmpty') : null)}
              onStore={(name) => change({ name: name.trim() })}
            />
          </Setting>
          <Setting>
            <KeptField
              label={t('spaces.description')}
              help={t('spaces.descriptionHelp')}
              rows={3}
              stored={space.description}
              maxLength={maxDescriptionLength}
              onStore={(description) => change({ description })}
            />
          </Setting>
        </Section>
        <Section title={t('settings.protection')}>
          <Setting>
            <Switch
              label={t('settings.confidential')}
              help={t('settings.confidentialHelp')}
              isSelected={space.dataClass === 'confidential'}
              isDisabled={update.isPending}
              onChange={(isOn) => change({ dataClass: isOn ? 'confidential' : 'internal' })}
            />
          </Setting>
          <Setting>
            <PolicyFields spaceId={space.id} />
          </Setting>
        </Section>
        <WatchedFolders spaceId={space.id} />
        <Section title={t('settings.end')}>
          <Setting>
            <div className="flex flex-wrap items-center justify-between gap-3">
              <p className="min-w-0 flex-1 basis-64 text-13 text-pretty text-muted">
                {t('settings.endHelp')}
              </p>
              <Button icon={Trash2} onPress={() => setRemoving(true)}>
                {t('spaces.remove')}
              </Button>
            </div>
          </Setting>
        </Section>
      </div>
      {isRemoving && <RemoveSpaceDialog space={space} onClose={() => setRemoving(false)} />}
    </div>
  );
}

function WatchedFolders({ spaceId }: { spaceId: string }) {
  const { t } = useTranslation('knowledge');
  const format = useFormat();
  const { data, error, refetch } = useWatchedFolders();
  const unwatch = useUnwatchFolder();
  const folders = data?.filter((folder) => folder.spaceId === spaceId) ?? [];
  return (
    <Section title={t('folders.title')} intro={t('folders.intro')}>
      {error && !data && <ErrorNotice failure={error} onRetry={() => void refetch()} className="m-4" />}
      {data && folders.length === 0 && (
        <Note icon={<FolderSearch aria-hidden className="size-4" strokeWidth={1.75} />}>
          {t('folders.none')}
        </Note>
      )}
      <ul>
        {folders.map((folder) => (
          <li key={folder.id} className="border-t border-line px-5 py-3 first:border-t-0">
            <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
              <div className="min-w-0 flex-1 basis-56">
                <p className="font-mono text-13 [overflow-wrap:anywhere]">{folder.path}</p>
                <p className="tabular mt-0.5 text-13 text-muted">
                  {folder.state === 'missing' ? (
                    <Badge tone="attention" icon={FolderX}>
                      {t('folders.missing')}
                    </Badge>
                  ) : (
                    [
                      t('folders.files', { count: folder.files }),
                      folder.lastScanAt !== null &&
                        t('folders.scanned', { at: format.dateTime(folder.lastScanAt) }),
                    ]
                      .filter(Boolean)
                      .join(' · ')
                  )}
                </p>
                {folder.state === 'missing' && (
                  <p className="mt-1 text-13 text-pretty text-muted">{t('folders.missingHelp')}</p>
                )}
              </div>
              <Button
                size="sm"
                aria-label={t('folders.unwatchNamed', { path: folder.path })}
                isPending={unwatch.isPending && unwatch.variables === folder.id}
                onPress={() => unwatch.mutate(folder.id, { onError: toastFailure })}
              >
                {t('folders.unwatch')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <AddFolder spaceId={spaceId} />
    </Section>
  );
}

function Note({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <p className="flex items-center gap-2 px-5 py-4 text-13 text-muted">
      {icon}
      {children}
    </p>
  );
}

/** The desktop asks with the dialog of the system; elsewhere the path on the engine's computer is typed. */
function AddFolder({ spaceId }: { spaceId: string }) {
  const { t } = useTranslation('knowledge');
  const watch = useWatchFolder();
  const [path, setPath] = useState('');
  const failureText = useFailureText();
  const form = useRef<HTMLDivElement>(null);
  const hasFailed = watch.isError;
  useEffect(() => {
    if (hasFailed && form.current) showWithin(form.current);
  }, [hasFailed]);
  const host = desktopHost();
  const add = (wanted: string) =>
    watch.mutate(
      { spaceId, path: wanted },
      { onSuccess: () => setPath(''), ...(host && { onError: toastFailure }) },
    );
  const reasonOf = (failure: AppFailure) => {
    if (failure.code === 'documents.UNREADABLE') return t('folders.unreadable');
    const { title, help } = failureText(failure);
    return `${title}. ${help}`;
  };
  if (host) {
    const pick = async () => {
      const picked = await host.pickFile('folder');
      if (picked !== null) add(picked);
    };
    return (
      <Setting>
        <Button icon={FolderPlus} isPending={watch.isPending} onPress={() => void pick()}>
          {t('folders.add')}
        </Button>
      </Setting>
    );
  }
  return (
    <Setting>
      <div ref={form} className="flex flex-wrap items-start gap-2">
        <TextField
          label={t('folders.path')}
          help={t('folders.pathHelp')}
          error={watch.error && reasonOf(watch.error)}
          value={path}
          onChange={(typed) => {
            setPath(typed);
            watch.reset();
          }}
          className="min-w-56 flex-1"
          onKeyDown={(event) => event.key === 'Enter' && path.trim() !== '' && add(path.trim())}
        />
        <Button
          icon={FolderPlus}
          className="mt-6.5"
          isPending={watch.isPending}
          isDisabled={path.trim() === ''}
          onPress={() => add(path.trim())}
        >
          {t('folders.add')}
        </Button>
      </div>
    </Setting>
  );
}

/** Takes models from a stick or a folder: look through it, choose, import. Nothing is copied before the person has seen the list. */
import { useMutation } from '@tanstack/react-query';
import { FileInput, FolderOpen, Search } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FoundModel } from '../../../electron/contract/models.ts';
import { client } from '../../client/client.ts';
import { failureOf, toFailure } from '../../client/failure.ts';
import { desktopHost } from '../../client/host.ts';
import { useFailureText } from '../../i18n/failure-text.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button, Dialog, ErrorNotice, Switch, TextField, toast } from '../../ui/index.ts';

function FoundRow({ found, isChosen, onChoose }: FoundRowProps) {
  const { t } = useTranslation('models');
  const format = useFormat();
  const failureText = useFailureText();
  const state =
    found.error !== null
      ? failureText(failureOf(found.error)).title
      : found.state === 'installed'
        ? t('import.installed')
        : t(found.modelId === null ? 'import.unknown' : 'import.known');
  return (
    <li className="border-b border-line py-2 last:border-0">
      <Switch
        label={found.name}
        help={
          <span className="[overflow-wrap:anywhere]">
            {found.path} · {format.bytes(found.sizeBytes)} · {state}
          </span>
        }
        isDisabled={found.state !== 'new'}
        isSelected={isChosen}
        onChange={onChoose}
      />
    </li>
  );
}
type FoundRowProps = { found: FoundModel; isChosen: boolean; onChoose: (isChosen: boolean) => void };

export function ImportDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation('models');
  const format = useFormat();
  const host = desktopHost();
  const [path, setPath] = useState('');
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const scan = useMutation({
    mutationFn: (folder: string) => client.models.scanFolder({ path: folder }),
    onSuccess: () => setLeft(new Set()),
  });
  const found = scan.data?.found ?? [];
  const chosen = found.filter((one) => one.state === 'new' && !left.has(one.path));
  const need = chosen.reduce((sum, one) => sum + one.sizeBytes, 0);
  const free = scan.data?.freeDiskBytes ?? null;
  const close = () => {
    scan.reset();
    start.reset();
    setPath('');
    onClose();
  };
  const start = useMutation({
    mutationFn: () => client.models.importFolder({ path, only: chosen.map((one) => one.path) }),
    onSuccess: () => {
      toast('info', t('import.started'));
      close();
    },
  });
  const choose = async (kind: 'gguf' | 'folder') => {
    const picked = await host?.pickFile(kind);
    if (!picked) return;
    setPath(picked);
    scan.mutate(picked);
  };
  const failure = scan.error ?? start.error;
  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      title={t('import.title')}
      actions={
        scan.data && (
          <Button
            variant="primary"
            icon={FileInput}
            isDisabled={chosen.length === 0}
            isPending={start.isPending}
            onPress={() => start.mutate()}
          >
            {t('import.start', { count: chosen.length })}
          </Button>
        )
      }
    >
      <p className="text-muted">{t('import.intro')}</p>
      <form
        className="mt-4 flex flex-wrap items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          scan.mutate(path.trim());
        }}
      >
        <TextField
          label={t('import.path')}
          value={path}
          onChange={setPath}
          autoFocus
          className="min-w-0 flex-1 basis-60"
        />
        <Button type="submit" icon={Search} isDisabled={path.trim() === ''} isPending={scan.isPending}>
          {t('import.scan')}
        </Button>
      </form>
      {host && (
        <div className="mt-2 flex flex-wrap gap-2">
          <Button size="sm" icon={FolderOpen} onPress={() => void choose('folder')}>
            {t('import.pickFolder')}
          </Button>
          <Button size="sm" icon={FileInput} onPress={() => void choose('gguf')}>
            {t('import.pickFile')}
          </Button>
        </div>
      )}
      {failure && <ErrorNotice failure={toFailure(failure)} className="mt-4" />}
      {scan.data && (
        <>
          <p role="status" className="mt-5 text-13 font-[560]">
            {t('import.found', { count: found.length })}
          </p>
          <ul className="mt-1">
            {found.map((one) => (
              <FoundRow
                key={one.path}
                found={one}
                isChosen={one.state === 'new' && !left.has(one.path)}
                onChoose={(isChosen) => {
                  const others = new Set(left);
                  if (isChosen) others.delete(one.path);
                  else others.add(one.path);
                  setLeft(others);
                }}
              />
            ))}
          </ul>
          {free !== null && chosen.length > 0 && (
            <p className="tabular mt-2 text-13 text-muted">
              {t('import.need', { need: format.bytes(need), free: format.bytes(free) })}
            </p>
          )}
        </>
      )}
    </Dialog>
  );
}

/** Adds files and folders to a space: with the system's dialog on the desktop, with the browser's elsewhere. */
import { FilePlus2, FolderPlus, FolderSync, Plus } from 'lucide-react';
import { type ChangeEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { KnowledgeSpace } from '../../../../electron/contract/knowledge.ts';
import { navigate } from '../../../app/router.ts';
import { desktopHost } from '../../../client/host.ts';
import { Button, Menu } from '../../../ui/index.ts';
import { spacePath } from '../paths.ts';
import { takeFiles, takePaths } from './take.ts';

export function AddButton({ space }: { space: KnowledgeSpace }) {
  const { t } = useTranslation('knowledge');
  const fileInput = useRef<HTMLInputElement>(null);
  const folderInput = useRef<HTMLInputElement>(null);
  const host = desktopHost();
  const words = { added: (count: number) => t('add.added', { count, space: space.name }) };
  const pick = (kind: 'files' | 'folder') => async () => {
    if (host && kind === 'files') await takePaths(space.id, await host.pickFiles(), words);
    else if (host)
      await takePaths(
        space.id,
        [await host.pickFile('folder')].filter((path) => path !== null),
        words,
      );
    else (kind === 'files' ? fileInput : folderInput).current?.click();
  };
  const chosen = (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.target.files ?? [])];
    event.target.value = '';
    void takeFiles(space.id, files, words);
  };
  return (
    <>
      <Menu
        label={t('add.label')}
        entries={[
          { id: 'files', label: t('add.files'), icon: FilePlus2, onAction: () => void pick('files')() },
          { id: 'folder', label: t('add.folder'), icon: FolderPlus, onAction: () => void pick('folder')() },
          { id: 'separator', separator: true },
          {
            id: 'watch',
            label: t('add.watch'),
            detail: t('add.watchHelp'),
            icon: FolderSync,
            onAction: () => navigate(spacePath(space.id, 'settings')),
          },
        ]}
      >
        <Button variant="primary" icon={Plus}>
          {t('add.action')}
        </Button>
      </Menu>
      {!host && (
        <>
          <input
            ref={fileInput}
            type="file"
            multiple
            hidden
            data-add="files"
            aria-label={t('add.files')}
            onChange={chosen}
          />
          <input
            ref={folderInput}
            type="file"
            hidden
            data-add="folder"
            aria-label={t('add.folder')}
            onChange={chosen}
            {...{ webkitdirectory: '' }}
          />
        </>
      )}
    </>
  );
}

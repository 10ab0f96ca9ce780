/** Creating a space, and deleting one with everything in it. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KnowledgeSpace } from '../../../electron/contract/knowledge.ts';
import { navigate } from '../../app/router.ts';
import { useCreateSpace, useRemoveSpace } from '../../client/knowledge-queries.ts';
import {
  Button,
  ConfirmDialog,
  Dialog,
  ErrorNotice,
  TextArea,
  TextField,
  toast,
  toastFailure,
} from '../../ui/index.ts';
import { spacePath } from './paths.ts';

export const maxNameLength = 120;
export const maxDescriptionLength = 2000;

export type CreateSpaceDialogProps = { onClose: () => void; onCreated: (space: KnowledgeSpace) => void };

export function CreateSpaceDialog({ onClose, onCreated }: CreateSpaceDialogProps) {
  const { t } = useTranslation(['knowledge', 'common']);
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [wasTried, setTried] = useState(false);
  const create = useCreateSpace();
  const isEmpty = name.trim() === '';
  const submit = () => {
    setTried(true);
    if (!isEmpty)
      create.mutate({ name: name.trim(), description: description.trim() }, { onSuccess: onCreated });
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="sm"
      title={t('spaces.createTitle')}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" onPress={submit} isPending={create.isPending}>
            {t('spaces.create')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p className="text-pretty text-muted">{t('spaces.createHelp')}</p>
        <TextField
          autoFocus
          label={t('spaces.name')}
          placeholder={t('spaces.namePlaceholder')}
          value={name}
          onChange={setName}
          maxLength={maxNameLength}
          error={wasTried && isEmpty ? t('spaces.nameEmpty') : null}
          onKeyDown={(event) => event.key === 'Enter' && submit()}
        />
        <TextArea
          label={t('spaces.description')}
          help={t('spaces.descriptionHelp')}
          rows={2}
          value={description}
          onChange={setDescription}
          maxLength={maxDescriptionLength}
        />
        {create.error && <ErrorNotice failure={create.error} />}
      </div>
    </Dialog>
  );
}

export function RemoveSpaceDialog({ space, onClose }: { space: KnowledgeSpace; onClose: () => void }) {
  const { t } = useTranslation('knowledge');
  const remove = useRemoveSpace();
  const confirm = () =>
    remove.mutate(space.id, {
      onSuccess: () => {
        onClose();
        toast('done', t('spaces.removed', { name: space.name }));
        navigate(spacePath(null), { replace: true });
      },
      onError: toastFailure,
    });
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={t('spaces.removeTitle', { name: space.name })}
      confirmLabel={t('spaces.remove')}
      onConfirm={confirm}
      isPending={remove.isPending}
    >
      <p>{t('spaces.removeBody', { count: space.documents })}</p>
      <p className="mt-2">{t('spaces.removeKeeps')}</p>
    </ConfirmDialog>
  );
}

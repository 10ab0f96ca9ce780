/** Asks before documents are deleted, and names them. */
import { useTranslation } from 'react-i18next';
import type { DocumentSummary } from '../../../electron/contract/knowledge.ts';
import { useRemoveDocuments } from '../../client/knowledge-queries.ts';
import { ConfirmDialog, toast, toastFailure } from '../../ui/index.ts';

/** Names up to this many are spelled out before they are deleted. */
const namedAtMost = 5;

type RemoveProps = { documents: readonly DocumentSummary[]; onClose: () => void; onRemoved: () => void };

export function RemoveDocuments({ documents, onClose, onRemoved }: RemoveProps) {
  const { t } = useTranslation('knowledge');
  const remove = useRemoveDocuments();
  const count = documents.length;
  const confirm = () =>
    remove.mutate(
      documents.map(({ id }) => id),
      {
        onSuccess: () => {
          toast('done', t('documents.removed', { count }));
          onRemoved();
        },
        onError: toastFailure,
      },
    );
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={t('documents.removeTitle', { count })}
      confirmLabel={t('documents.removeConfirm', { count })}
      onConfirm={confirm}
      isPending={remove.isPending}
    >
      <ul className="mb-2 list-disc pl-5 text-ink">
        {documents.slice(0, namedAtMost).map(({ id, title }) => (
          <li key={id} className="[overflow-wrap:anywhere]">
            {title}
          </li>
        ))}
        {count > namedAtMost && <li>{t('documents.andMore', { count: count - namedAtMost })}</li>}
      </ul>
      <p>{t('documents.removeBody')}</p>
    </ConfirmDialog>
  );
}

/** What can be done with the documents that are ticked. */
import { RefreshCw, Tag, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DocumentSummary } from '../../../electron/contract/knowledge.ts';
import { useFileAction } from '../../client/knowledge-queries.ts';
import { Button, toast, toastFailure } from '../../ui/index.ts';

export type ChosenProps = {
  documents: readonly DocumentSummary[];
  onTags: () => void;
  onRemove: () => void;
  onNone: () => void;
};

export function Chosen({ documents, onTags, onRemove, onNone }: ChosenProps) {
  const { t } = useTranslation('knowledge');
  const act = useFileAction();
  const reindex = async () => {
    try {
      for (const { id } of documents) await act.mutateAsync({ kind: 'reindex', documentId: id });
      toast('info', t('documents.reindexed', { count: documents.length }));
      onNone();
    } catch {
      if (act.error) toastFailure(act.error);
    }
  };
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="tabular text-13 text-muted">
        {t('documents.selected', { count: documents.length })}
      </span>
      <Button size="sm" icon={Tag} onPress={onTags}>
        {t('tags.title')}
      </Button>
      <Button size="sm" icon={RefreshCw} isPending={act.isPending} onPress={() => void reindex()}>
        {t('documents.reindex')}
      </Button>
      <Button size="sm" icon={Trash2} onPress={onRemove}>
        {t('documents.remove')}
      </Button>
    </div>
  );
}

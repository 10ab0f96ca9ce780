/** What is known about a document: where it is from, when, which version, and what is true of it although it was read. */
import { FileSearch, RefreshCw, Trash2, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentSummary } from '../../../electron/contract/knowledge.ts';
import { navigate } from '../../app/router.ts';
import { useFileAction, useSpaces } from '../../client/knowledge-queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button, toast, toastFailure } from '../../ui/index.ts';
import { useWarningText } from './document-facts.tsx';
import { RemoveDocuments } from './remove-documents.tsx';
import { spacePath } from './paths.ts';
import { Tags } from './tags.tsx';

export function DocumentInfo({ document }: { document: DocumentSummary }) {
  const { t } = useTranslation('knowledge');
  const format = useFormat();
  const warningText = useWarningText();
  const spaces = useSpaces().data;
  const act = useFileAction();
  const [isRemoving, setRemoving] = useState(false);
  const facts: [string, string | null][] = [
    [t('info.space'), spaces?.find(({ id }) => id === document.spaceId)?.name ?? null],
    [t('info.source'), document.source],
    [t('info.format'), document.format?.toUpperCase() ?? null],
    [t('info.language'), format.language(document.language)],
    [t('info.date'), document.date === null ? null : format.date(document.date)],
    [t('info.pages'), document.pages === null ? null : format.number(document.pages)],
    [t('info.length'), t('info.characters', { count: document.textLength })],
    [t('info.version'), format.number(document.version)],
    [t('info.added'), format.dateTime(document.createdAt)],
    [t('info.updated'), format.dateTime(document.updatedAt)],
  ];
  const reindex = () =>
    act.mutate(
      { kind: 'reindex', documentId: document.id },
      { onSuccess: () => toast('info', t('documents.reindexed', { count: 1 })), onError: toastFailure },
    );
  return (
    <div className="flex flex-col gap-5 text-13">
      {document.warnings.map((code) => {
        const { title, help } = warningText(code);
        return (
          <div
            key={code}
            className="flex gap-2.5 rounded-md bg-attention-soft px-3 py-2.5 text-attention-ink"
          >
            <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" strokeWidth={1.75} />
            <div>
              <p className="font-[560]">{title}</p>
              <p className="mt-0.5 text-pretty">{help}</p>
            </div>
          </div>
        );
      })}
      <dl className="grid grid-cols-[auto_1fr] gap-x-5 gap-y-1.5">
        {facts.map(
          ([name, value]) =>
            value !== null && (
              <div key={name} className="contents">
                <dt className="text-muted">{name}</dt>
                <dd className="tabular min-w-0 [overflow-wrap:anywhere]">{value}</dd>
              </div>
            ),
        )}
      </dl>
      <Tags document={document} />
      <div className="flex flex-wrap gap-2 border-t border-line pt-4">
        <Button size="sm" icon={RefreshCw} isPending={act.isPending} onPress={reindex}>
          {t('documents.reindex')}
        </Button>
        <Button size="sm" icon={FileSearch} onPress={() => navigate(`/privacy/document/${document.id}`)}>
          {t('info.privacy')}
        </Button>
        <Button size="sm" icon={Trash2} onPress={() => setRemoving(true)}>
          {t('documents.remove')}
        </Button>
      </div>
      {isRemoving && (
        <RemoveDocuments
          documents={[document]}
          onClose={() => setRemoving(false)}
          onRemoved={() => navigate(spacePath(document.spaceId), { replace: true })}
        />
      )}
    </div>
  );
}

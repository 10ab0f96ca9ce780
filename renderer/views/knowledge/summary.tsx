/** The sentences that say most about a document or a space, quoted, each with its place. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { client } from '../../client/client.ts';
import { ErrorNotice, Skeleton } from '../../ui/index.ts';
import { Extract } from '../evidence/extract.tsx';
import { documentPath } from './paths.ts';
import { navigate } from '../../app/router.ts';

export type SummaryProps = {
  documentId: string | null;
  spaceId: string | null;
  /** In the document that is open; without it the reader opens. */
  onPassage?: (passage: { startOffset: number; endOffset: number }) => void;
};

export function Summary({ documentId, spaceId, onPassage }: SummaryProps) {
  const { t } = useTranslation('knowledge');
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['summary', documentId, spaceId],
    queryFn: () => client.answers.summarise({ documentId, spaceId }),
    staleTime: 0,
  });
  if (error) return <ErrorNotice failure={error} onRetry={() => void refetch()} />;
  if (isPending) {
    return (
      <div role="status" className="flex flex-col gap-3">
        <p className="text-13 text-muted">{t('summary.working')}</p>
        <Skeleton className="h-5 w-full" />
        <Skeleton className="h-5 w-11/12" />
        <Skeleton className="h-5 w-4/5" />
      </div>
    );
  }
  const { evidence } = data;
  if (evidence.extract.length === 0) return <p className="text-muted">{t('summary.nothing')}</p>;
  return (
    <>
      <p className="mb-3 text-13 text-pretty text-muted">{t('summary.intro')}</p>
      <Extract
        evidence={evidence}
        isPlain={documentId !== null}
        onCitation={({ documentId: id, versionId, startOffset, endOffset }) =>
          onPassage && id === documentId
            ? onPassage({ startOffset, endOffset })
            : navigate(documentPath(id, { versionId, startOffset, endOffset }))
        }
      />
    </>
  );
}

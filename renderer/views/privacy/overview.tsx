/** Every space with its policy, and the way to its documents' findings. */
import { FileSearch, ShieldHalf } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { KnowledgeSpace } from '../../../electron/contract/knowledge.ts';
import { hrefTo, navigate } from '../../app/router.ts';
import { usePrivacyDocuments, usePrivacySpaces } from '../../client/privacy-queries.ts';
import { Button, EmptyState, ErrorNotice, Page, Section, Skeleton } from '../../ui/index.ts';
import { spacePath } from '../knowledge/paths.ts';
import { PolicyFields } from './policy-fields.tsx';

export function Overview() {
  const { t } = useTranslation('privacy');
  const { data, error, isPending, refetch } = usePrivacySpaces();
  return (
    <Page title={t('title')} intro={t('intro')}>
      {error && <ErrorNotice failure={error} onRetry={() => void refetch()} className="mb-6" />}
      {isPending && <Skeleton className="h-40 w-full" />}
      {data?.length === 0 && (
        <EmptyState
          icon={ShieldHalf}
          title={t('noSpaces')}
          action={<Button onPress={() => navigate(spacePath(null))}>{t('toKnowledge')}</Button>}
          className="hairline max-w-none rounded-md bg-surface"
        >
          {t('noSpacesHelp')}
        </EmptyState>
      )}
      {data?.map((space) => (
        <SpaceSection key={space.id} space={space} />
      ))}
    </Page>
  );
}

function SpaceSection({ space }: { space: KnowledgeSpace }) {
  const { t } = useTranslation('privacy');
  const documents = usePrivacyDocuments(space.id);
  const items = documents.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section title={space.name}>
      <div className="border-b border-line p-4">
        <PolicyFields spaceId={space.id} />
      </div>
      <div className="p-4">
        <h3 className="mb-2 text-13 font-[560]">{t('policy.documents')}</h3>
        {documents.error && (
          <ErrorNotice failure={documents.error} onRetry={() => void documents.refetch()} />
        )}
        {documents.data && items.length === 0 && (
          <p className="text-13 text-muted">{t('policy.noDocuments')}</p>
        )}
        <ul className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
          {items.map((document) => (
            <li key={document.id} className="min-w-0">
              <a
                href={hrefTo(`/privacy/document/${document.id}`)}
                className="flex items-center gap-2 rounded-sm px-1 py-1 hover:bg-hover"
              >
                <FileSearch aria-hidden className="size-4 shrink-0 text-muted" strokeWidth={1.75} />
                <span className="truncate">{document.title}</span>
              </a>
            </li>
          ))}
        </ul>
        {documents.hasNextPage && (
          <Button
            size="sm"
            className="mt-3"
            isPending={documents.isFetchingNextPage}
            onPress={() => void documents.fetchNextPage()}
          >
            {t('policy.more')}
          </Button>
        )}
      </div>
    </Section>
  );
}

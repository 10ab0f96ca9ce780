/** One space, or all of them: its documents, the files on their way in, and its settings. */
import type { UseQueryResult } from '@tanstack/react-query';
import { FolderX, Library as LibraryIcon, Lock, Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { KnowledgeSpace } from '../../../electron/contract/knowledge.ts';
import { hrefTo, navigate, useRoute } from '../../app/router.ts';
import type { AppFailure } from '../../client/failure.ts';
import { useIngestionState } from '../../client/knowledge-queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge, Button, cx, EmptyState, ErrorNotice, Skeleton } from '../../ui/index.ts';
import { AddButton } from './add/add-button.tsx';
import { DropArea } from './add/drop-area.tsx';
import { UploadState } from './add/upload-state.tsx';
import { DocumentTable } from './document-table.tsx';
import { FileTable } from './file-table.tsx';
import { spacePath } from './paths.ts';
import { QueueStrip } from './queue-strip.tsx';
import { CreateSpaceDialog } from './space-dialogs.tsx';
import { SpaceSettings } from './space-settings.tsx';
import { SpaceSummary } from './space-summary.tsx';

export type Part = 'documents' | 'files' | 'summary' | 'settings';

export type LibraryProps = {
  /** `null`: all spaces. */
  spaceId: string | null;
  part: Part;
  spaces: UseQueryResult<KnowledgeSpace[], AppFailure>;
  listButton: ReactNode;
};

export function Library({ spaceId, part, spaces, listButton }: LibraryProps) {
  const { t } = useTranslation('knowledge');
  const { data, error, refetch } = spaces;
  if (!data) {
    return (
      <Frame listButton={listButton}>
        {error ? (
          <ErrorNotice failure={error} onRetry={() => void refetch()} className="m-6" />
        ) : (
          <div className="flex flex-col gap-4 p-6">
            <Skeleton className="h-7 w-64" />
            <Skeleton className="h-40 w-full" />
          </div>
        )}
      </Frame>
    );
  }
  if (data.length === 0) {
    return (
      <Frame listButton={listButton}>
        <FirstSpace />
      </Frame>
    );
  }
  const space = data.find((candidate) => candidate.id === spaceId) ?? null;
  if (spaceId !== null && space === null) {
    return (
      <Frame listButton={listButton}>
        <EmptyState
          icon={FolderX}
          heading="h1"
          title={t('spaces.gone')}
          className="my-auto"
          action={<Button onPress={() => navigate(spacePath(null))}>{t('library.all')}</Button>}
        >
          {t('spaces.goneHelp')}
        </EmptyState>
      </Frame>
    );
  }
  return <Shelf space={space} spaces={data} part={part} listButton={listButton} />;
}

function Frame({ listButton, children }: { listButton: ReactNode; children: ReactNode }) {
  return (
    <section className="flex min-h-0 min-w-0 flex-1 flex-col overflow-y-auto bg-surface">
      {listButton && <div className="shrink-0 px-2 pt-2">{listButton}</div>}
      {children}
    </section>
  );
}

function FirstSpace() {
  const { t } = useTranslation('knowledge');
  const [isCreating, setCreating] = useState(false);
  return (
    <>
      <EmptyState
        icon={LibraryIcon}
        heading="h1"
        title={t('empty.title')}
        className="my-auto"
        action={
          <Button variant="primary" icon={Plus} onPress={() => setCreating(true)}>
            {t('empty.action')}
          </Button>
        }
      >
        {t('empty.help')}
      </EmptyState>
      {isCreating && (
        <CreateSpaceDialog
          onClose={() => setCreating(false)}
          onCreated={(space) => {
            setCreating(false);
            navigate(spacePath(space.id));
          }}
        />
      )}
    </>
  );
}

type ShelfProps = {
  space: KnowledgeSpace | null;
  spaces: KnowledgeSpace[];
  part: Part;
  listButton: ReactNode;
};

function Shelf({ space, spaces, part, listButton }: ShelfProps) {
  const { t } = useTranslation('knowledge');
  const spaceId = space?.id ?? null;
  const title = space?.name ?? t('library.all');
  const isList = part === 'documents' || part === 'files';
  const isAboutFailed = useRoute().segments.at(-1) === 'failed';
  const documents = space?.documents ?? spaces.reduce((sum, one) => sum + one.documents, 0);
  const body = (
    <section className="flex min-h-0 min-w-0 flex-1 flex-col bg-surface">
      <header className="shrink-0 px-5 pt-4 narrow:px-4 narrow:pt-2">
        {listButton && <div className="-mx-2.5 mb-1">{listButton}</div>}
        {/* as high with the button as without it, so that the parts stay where they are */}
        <div className="flex min-h-9 flex-wrap items-start justify-between gap-x-6 gap-y-2">
          <div className="min-w-0 flex-1 basis-64">
            <h1 className="flex min-w-0 items-center gap-2.5 text-20">
              <span className="min-w-0 truncate">{title}</span>
              {space?.dataClass === 'confidential' && (
                <Badge tone="verified" icon={Lock}>
                  {t('spaces.confidential')}
                </Badge>
              )}
            </h1>
            {space?.description && (
              <p className="mt-0.5 line-clamp-2 text-13 text-muted">{space.description}</p>
            )}
          </div>
          {space && isList && <AddButton space={space} />}
        </div>
        <Parts space={space} part={part} documents={documents} />
      </header>
      {part === 'settings' && space ? (
        <SpaceSettings space={space} />
      ) : part === 'summary' && space ? (
        <SpaceSummary key={space.id} spaceId={space.id} />
      ) : (
        <>
          <UploadState />
          <QueueStrip spaceId={spaceId} isInFiles={part === 'files'} />
          {part === 'files' ? (
            <FileTable key={`${spaceId} ${isAboutFailed}`} spaceId={spaceId} isAboutFailed={isAboutFailed} />
          ) : (
            <DocumentTable key={spaceId} space={space} count={documents} />
          )}
        </>
      )}
    </section>
  );
  return space && isList ? <DropArea space={space}>{body}</DropArea> : body;
}

function Parts({ space, part, documents }: { space: KnowledgeSpace | null; part: Part; documents: number }) {
  const { t } = useTranslation('knowledge');
  const format = useFormat();
  const state = useIngestionState(space?.id ?? null).data;
  const open = (state?.waiting ?? 0) + (state?.active ?? 0) + (state?.failed ?? 0);
  const parts: { id: Part; count: number | null }[] = [
    { id: 'documents', count: documents },
    { id: 'files', count: open > 0 ? open : null },
    ...(space
      ? [
          { id: 'summary' as const, count: null },
          { id: 'settings' as const, count: null },
        ]
      : []),
  ];
  return (
    <nav
      aria-label={t('library.parts')}
      className="-mx-5 mt-2 border-b border-line px-5 narrow:-mx-4 narrow:px-4"
    >
      <ul className="flex flex-wrap gap-x-5">
        {parts.map(({ id, count }) => (
          <li key={id}>
            <Link
              href={hrefTo(spacePath(space?.id ?? null, id))}
              aria-current={id === part ? 'page' : undefined}
              className={cx(
                '-mb-px flex cursor-default items-baseline gap-1.5 border-b-2 px-0.5 py-2',
                id === part
                  ? 'border-brand font-[560] text-ink'
                  : 'border-transparent text-muted data-hovered:text-ink',
              )}
            >
              {t(`library.${id}`)}
              {count !== null && (
                <span className="tabular text-12 font-normal text-faint">{format.number(count)}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

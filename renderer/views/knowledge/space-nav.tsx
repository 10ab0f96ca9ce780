/** The way into search, into everything, and into each space; what is waiting or failed is said beside its name. */
import { CircleAlert, Files, Lock, Plus, Search } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KnowledgeSpace } from '../../../electron/contract/knowledge.ts';
import { hrefTo, navigate, useRoute } from '../../app/router.ts';
import { useSpaces } from '../../client/knowledge-queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button, cx, ErrorNotice, Skeleton, Spinner } from '../../ui/index.ts';
import { searchPath, spacePath } from './paths.ts';
import { CreateSpaceDialog } from './space-dialogs.tsx';

type EntryProps = { path: string; isCurrent: boolean; onOpen: () => void; children: ReactNode };

function Entry({ path, isCurrent, onOpen, children }: EntryProps) {
  return (
    <li>
      <a
        href={hrefTo(path)}
        aria-current={isCurrent ? 'page' : undefined}
        onClick={onOpen}
        className={cx(
          'flex min-h-8.5 cursor-default items-center gap-2.5 rounded-md px-2.5 py-1.5 transition-colors',
          isCurrent ? 'bg-brand-soft font-[560] text-brand-ink' : 'hover:bg-hover',
        )}
      >
        {children}
      </a>
    </li>
  );
}

function SpaceState({ space }: { space: KnowledgeSpace }) {
  const { t } = useTranslation('knowledge');
  return (
    <>
      {space.dataClass === 'confidential' && (
        <Lock
          role="img"
          aria-label={t('spaces.confidential')}
          className="size-3.5 shrink-0"
          strokeWidth={1.75}
        />
      )}
      {space.failed > 0 && (
        <CircleAlert
          role="img"
          aria-label={t('spaces.failed', { count: space.failed })}
          className="size-4 shrink-0 text-danger-ink"
          strokeWidth={1.75}
        />
      )}
      {space.waiting > 0 && (
        <span>
          <Spinner className="size-3.5" />
          <span className="sr-only">{t('spaces.waiting', { count: space.waiting })}</span>
        </span>
      )}
    </>
  );
}

export function SpaceNav({ onOpen }: { onOpen: () => void }) {
  const { t } = useTranslation('knowledge');
  const format = useFormat();
  const { segments } = useRoute();
  const { data: spaces, error, isPending, refetch } = useSpaces();
  const [isCreating, setCreating] = useState(false);
  const currentId = segments[0] === 'space' ? segments[1] : null;
  const all = spaces?.reduce((sum, space) => sum + space.documents, 0) ?? 0;
  const number = (value: number) => (
    <span aria-hidden className="tabular shrink-0 text-12 font-normal text-faint">
      {format.number(value)}
    </span>
  );
  return (
    <nav aria-label={t('spaces.label')} data-region="spaces" className="flex min-h-0 flex-1 flex-col">
      <div className="min-h-0 flex-1 overflow-y-auto p-3">
        <ul className="flex flex-col gap-0.5">
          <Entry path={searchPath} isCurrent={segments[0] === 'search'} onOpen={onOpen}>
            <Search aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
            <span className="min-w-0 flex-1 truncate">{t('search.title')}</span>
          </Entry>
          <Entry
            path={spacePath(null)}
            isCurrent={segments[0] === undefined || segments[0] === 'files'}
            onOpen={onOpen}
          >
            <Files aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
            <span className="min-w-0 flex-1 truncate">{t('library.all')}</span>
            {spaces && spaces.length > 0 && number(all)}
          </Entry>
        </ul>
        <h2 className="px-2.5 pt-5 pb-1.5 text-12 font-[560] tracking-normal text-faint">
          {t('spaces.label')}
        </h2>
        {error && !spaces && <ErrorNotice failure={error} onRetry={() => void refetch()} />}
        {isPending && (
          <div className="flex flex-col gap-3 px-2.5 py-1">
            <Skeleton className="h-5 w-2/3" />
            <Skeleton className="h-5 w-4/5" />
          </div>
        )}
        {spaces?.length === 0 && <p className="px-2.5 text-13 text-pretty text-muted">{t('spaces.none')}</p>}
        <ul className="flex flex-col gap-0.5">
          {spaces?.map((space) => (
            <Entry
              key={space.id}
              path={spacePath(space.id)}
              isCurrent={space.id === currentId}
              onOpen={onOpen}
            >
              <span className="min-w-0 flex-1 truncate">{space.name}</span>
              <SpaceState space={space} />
              {number(space.documents)}
            </Entry>
          ))}
        </ul>
      </div>
      <div className="shrink-0 border-t border-line p-3">
        <Button icon={Plus} className="w-full min-w-0" onPress={() => setCreating(true)}>
          <span className="truncate">{t('spaces.create')}</span>
        </Button>
      </div>
      {isCreating && (
        <CreateSpaceDialog
          onClose={() => setCreating(false)}
          onCreated={(space) => {
            setCreating(false);
            onOpen();
            navigate(spacePath(space.id));
          }}
        />
      )}
    </nav>
  );
}

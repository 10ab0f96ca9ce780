/** Single documents and conversations as sources, besides whole spaces: searched for, then switched on. */
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../client/client.ts';
import { queryKeys, useConversations } from '../../client/queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { Disclosure, ErrorNotice, SearchField, Skeleton, Switch } from '../../ui/index.ts';

const shownAtOnce = 12;

/** What was chosen, by id, with the name it is shown under. */
export type Chosen = ReadonlyMap<string, string>;

type Choice = { chosen: Chosen; onChange: (chosen: Chosen) => void };

export function DocumentChoice({ chosen, onChange }: Choice) {
  const { t } = useTranslation('guidedStart');
  const [query, setQuery] = useState('');
  const { data, error, refetch } = useQuery({
    queryKey: [...queryKeys.knowledge, 'choice', query],
    queryFn: () => client.knowledge.documents({ query, limit: shownAtOnce, cursor: null, order: 'title' }),
    placeholderData: (before) => before,
  });
  return (
    <Part
      title={t('documents.title')}
      help={t('documents.help')}
      search={t('documents.search')}
      none={t('documents.none')}
      query={query}
      onQuery={setQuery}
      chosen={chosen}
      onChange={onChange}
      found={data?.items.map(({ id, title, source }) => ({ id, name: title, detail: source })) ?? null}
      hasMore={data !== undefined && data.nextCursor !== null}
    >
      {error && <ErrorNotice failure={error} onRetry={() => void refetch()} />}
    </Part>
  );
}

export function ConversationChoice({ chosen, onChange }: Choice) {
  const { t } = useTranslation('guidedStart');
  const format = useFormat();
  const [query, setQuery] = useState('');
  const { data, error, hasNextPage, refetch } = useConversations(query);
  const found = data?.pages.flatMap(({ items }) =>
    items
      // What is not kept cannot be looked up again.
      .filter(({ temporary }) => !temporary)
      .map(({ id, title, updatedAt }) => ({
        id,
        name: title || t('conversations.untitled'),
        detail: format.day(updatedAt),
      })),
  );
  return (
    <Part
      title={t('conversations.title')}
      help={t('conversations.help')}
      search={t('conversations.search')}
      none={t('conversations.none')}
      query={query}
      onQuery={setQuery}
      chosen={chosen}
      onChange={onChange}
      found={found?.slice(0, shownAtOnce) ?? null}
      hasMore={hasNextPage || (found?.length ?? 0) > shownAtOnce}
    >
      {error && <ErrorNotice failure={error} onRetry={() => void refetch()} />}
    </Part>
  );
}

type PartProps = Choice & {
  title: string;
  help: string;
  search: string;
  none: string;
  query: string;
  onQuery: (query: string) => void;
  /** `null` while it is being looked up. */
  found: readonly { id: string; name: string; detail: string }[] | null;
  hasMore: boolean;
  children: ReactNode;
};

function Part(props: PartProps) {
  const { title, help, search, none, query, onQuery, chosen, onChange, found, hasMore, children } = props;
  const { t } = useTranslation('guidedStart');
  const toggle = (id: string, name: string, on: boolean) => {
    const changed = new Map(chosen);
    if (on) changed.set(id, name);
    else changed.delete(id);
    onChange(changed);
  };
  const ids = new Set(found?.map(({ id }) => id));
  // What was chosen stays in sight, whatever is searched for next.
  const elsewhere = [...chosen].flatMap(([id, name]) => (ids.has(id) ? [] : [{ id, name, detail: '' }]));
  const rows = [...elsewhere, ...(found ?? [])];
  return (
    <Disclosure
      summary={
        <>
          {title}
          {chosen.size > 0 && (
            <span className="tabular ml-2 text-13 font-normal text-muted">
              {t('chosen', { count: chosen.size })}
            </span>
          )}
        </>
      }
      className="mt-4 rounded-md border border-line bg-canvas"
      summaryClassName="px-3.5 py-2.5"
    >
      <div className="px-3.5 pb-3.5">
        <p className="mb-3 text-13 text-pretty text-muted">{help}</p>
        <SearchField label={search} hideLabel placeholder={search} value={query} onChange={onQuery} />
        {children}
        {found === null && <Skeleton className="mt-3 h-24" />}
        {found?.length === 0 && <p className="mt-3 text-muted">{query === '' ? none : t('nothing')}</p>}
        <ul className="mt-3.5 flex flex-col gap-3">
          {rows.map(({ id, name, detail }) => (
            <li key={id} className="min-w-0">
              <Switch
                label={name}
                {...(detail !== '' && { help: <span className="break-all">{detail}</span> })}
                isSelected={chosen.has(id)}
                onChange={(on) => toggle(id, name, on)}
              />
            </li>
          ))}
        </ul>
        {hasMore && <p className="mt-3 text-13 text-muted">{t('more')}</p>}
      </div>
    </Disclosure>
  );
}

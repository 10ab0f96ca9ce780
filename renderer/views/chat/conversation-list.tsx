/** The conversations of this computer: search, groups by day, new ones; drawn only where visible. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { MessageSquarePlus, ShieldOff } from 'lucide-react';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConversationSummary } from '../../../electron/contract/chat.ts';
import { navigate } from '../../app/router.ts';
import { useShortcut } from '../../app/shortcuts.ts';
import { useBindings } from '../../app/use-bindings.ts';
import { useConversations } from '../../client/queries.ts';
import { useFormat } from '../../i18n/format.ts';
import {
  announce,
  Button,
  ErrorNotice,
  IconButton,
  SearchField,
  Skeleton,
  useKeyNames,
} from '../../ui/index.ts';
import { ConversationRow } from './conversation-row.tsx';
import { type DayGroup, listRows } from './day-groups.ts';
import { resetWishes } from './drafts.ts';
import { RemoveDialog } from './remove-dialog.tsx';

const useGroupName = () => {
  const { t } = useTranslation('chat');
  const { locale } = useFormat();
  return (group: DayGroup): string => {
    switch (group) {
      case 'temporary':
      case 'today':
      case 'yesterday':
      case 'week':
      case 'month':
        return t(`list.groups.${group}`);
      default: {
        const [year, month] = group.split('-').map(Number);
        const first = new Date(year ?? 0, (month ?? 1) - 1, 1);
        return new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric' }).format(first);
      }
    }
  };
};

export const startNew = (temporary: boolean): void => {
  resetWishes(temporary);
  navigate('/chat');
};

export type ConversationListProps = { currentId: string | null; onOpen: () => void };

export function ConversationList({ currentId, onOpen }: ConversationListProps) {
  const { t } = useTranslation('chat');
  const keyName = useKeyNames();
  const bindings = useBindings();
  const [search, setSearch] = useState('');
  const searchField = useRef<HTMLInputElement>(null);
  useShortcut('chat.search', () => searchField.current?.focus());
  const open = (temporary: boolean) => {
    startNew(temporary);
    onOpen();
  };
  return (
    <nav aria-label={t('list.label')} data-region="conversations" className="flex min-h-0 flex-1 flex-col">
      <div className="flex flex-col gap-2 p-3 pb-2">
        <div className="flex gap-1.5">
          <Button icon={MessageSquarePlus} className="min-w-0 flex-1 px-2" onPress={() => open(false)}>
            <span className="truncate">{t('list.new')}</span>
          </Button>
          <IconButton
            icon={ShieldOff}
            variant="secondary"
            label={t('list.newTemporary')}
            onPress={() => open(true)}
          />
        </div>
        <SearchField
          ref={searchField}
          label={`${t('list.search')} (${keyName(bindings['chat.search'])})`}
          placeholder={t('list.search')}
          value={search}
          onChange={setSearch}
        />
      </div>
      <Found query={search.trim()} currentId={currentId} onOpen={onOpen} />
    </nav>
  );
}

function Found({ query, currentId, onOpen }: ConversationListProps & { query: string }) {
  const { t } = useTranslation('chat');
  const wanted = useDeferredValue(query);
  const found = useConversations(wanted);
  const conversations = useMemo(() => found.data?.pages.flatMap((page) => page.items) ?? [], [found.data]);
  const [leaving, setLeaving] = useState<ConversationSummary | null>(null);
  const count = conversations.length;
  const isSettled = !found.isFetching && wanted === query;
  useEffect(() => {
    if (query !== '' && isSettled) announce(t('list.found', { count }));
  }, [query, isSettled, count, t]);

  if (found.error && !found.data) {
    return <ErrorNotice failure={found.error} onRetry={() => void found.refetch()} className="m-3" />;
  }
  if (found.isPending) {
    return (
      <div className="flex flex-col gap-3 p-3">
        <Skeleton className="h-5 w-2/3" />
        <Skeleton className="h-5 w-full" />
        <Skeleton className="h-5 w-4/5" />
      </div>
    );
  }
  if (count === 0) {
    return (
      <p className="px-4 py-2 text-13 text-pretty text-muted">
        {wanted === '' ? t('list.empty') : t('list.none', { query: wanted })}
      </p>
    );
  }
  return (
    <>
      <Rows
        conversations={conversations}
        isSearch={wanted !== ''}
        currentId={currentId}
        onOpen={onOpen}
        onRemove={setLeaving}
        onEnd={() => found.hasNextPage && !found.isFetchingNextPage && void found.fetchNextPage()}
      />
      {leaving && (
        <RemoveDialog
          conversation={leaving}
          isCurrent={leaving.id === currentId}
          onClose={() => setLeaving(null)}
        />
      )}
    </>
  );
}

type RowsProps = ConversationListProps & {
  conversations: ConversationSummary[];
  isSearch: boolean;
  onRemove: (conversation: ConversationSummary) => void;
  onEnd: () => void;
};

function Rows({ conversations, isSearch, currentId, onOpen, onRemove, onEnd }: RowsProps) {
  const groupName = useGroupName();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => listRows(conversations, new Date(), isSearch), [conversations, isSearch]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (isSearch ? 72 : rows[index]?.kind === 'group' ? 34 : 36),
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 10,
  });
  const visible = virtualizer.getVirtualItems();
  const isNearEnd = (visible.at(-1)?.index ?? 0) >= rows.length - 10;
  useEffect(() => {
    if (isNearEnd) onEnd();
  });
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto px-2 pb-3 [overflow-anchor:none]">
      <ul className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {visible.map(({ index, key, start }) => {
          const row = rows[index];
          if (!row) return null;
          return (
            <li
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              className="absolute inset-x-0 top-0 pb-px"
              style={{ transform: `translateY(${start}px)` }}
            >
              {row.kind === 'group' ? (
                <h2 className="px-2.5 pt-3.5 pb-1 text-12 font-[560] tracking-normal text-faint">
                  {groupName(row.group)}
                </h2>
              ) : (
                <ConversationRow
                  conversation={row.conversation}
                  isCurrent={row.conversation.id === currentId}
                  onOpen={onOpen}
                  onRemove={() => onRemove(row.conversation)}
                />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

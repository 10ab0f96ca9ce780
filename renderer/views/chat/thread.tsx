/**
 * The messages of the shown branch, drawn only where visible. Rows of one message stand together in one labelled article, so that
 * a screen reader meets whole messages.
 */
import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { ArrowDown } from 'lucide-react';
import {
  memo,
  type ReactNode,
  type RefObject,
  useCallback,
  useImperativeHandle,
  useMemo,
  useRef,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../electron/contract/chat.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button, cx } from '../../ui/index.ts';
import { AnswerEvidence } from '../evidence/answer-evidence.tsx';
import { EvidenceMarkdown, type Proof } from '../evidence/evidence-markdown.tsx';
import type { LiveAnswer } from './live-answers.ts';
import { CodeBlock } from './markdown/code-block.tsx';
import { Markdown } from './markdown/markdown.tsx';
import { MessageEdit } from './message-edit.tsx';
import { type MessageActions, MessageFoot } from './message-foot.tsx';
import { guessHeight, type Row, threadRows } from './rows.ts';
import { useShownMessages } from './use-shown-messages.ts';
import { useThreadScroll } from './use-thread-scroll.ts';

/** Characters per line in the reading column, for guessing heights. */
const columns = 84;
/** A short conversation is drawn at the first go, a long one only where it will be shown, which needs the element's height. */
const fewRows = 12;
const nothing = { width: 0, height: 0 };
const aScreen = { width: 0, height: 800 };

export type Editing = {
  id: string;
  isPending: boolean;
  onSubmit: (text: string) => void;
  onCancel: () => void;
};

export type ThreadProps = {
  messages: readonly Message[];
  /** Who answers, where it is an agent. */
  agentName: string | null;
  isBusy: boolean;
  editing: Editing | null;
  /** Handed out to whoever must bring the reader to the newest text, e.g. after sending. */
  control: RefObject<{ toEnd: () => void } | null>;
  /** The language of an answer's question, where its model does not know it. */
  foreignOf: (message: Message) => string | null;
  actions: MessageActions;
};

export function Thread(props: ThreadProps) {
  const { messages: stored, agentName, isBusy, editing, control, foreignOf, actions } = props;
  const { t } = useTranslation('chat');
  const { shown: messages, live } = useShownMessages(stored);
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => threadRows(messages, editing?.id ?? null), [messages, editing?.id]);
  const scale = useMemo(
    () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 15,
    [],
  );
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: useCallback(
      (index: number) => {
        const row = rows[index];
        return row ? guessHeight(row, columns) * scale : 0;
      },
      [rows, scale],
    ),
    getItemKey: useCallback((index: number) => rows[index]?.key ?? index, [rows]),
    overscan: 6,
    initialRect: rows.length <= fewRows ? aScreen : nothing,
    paddingStart: 24,
    paddingEnd: 12,
  });
  const total = virtualizer.getTotalSize();
  const { isFar, toEnd } = useThreadScroll(scroller, `${total}:${rows.length}`);
  useImperativeHandle(control, () => ({ toEnd }), [toEnd]);

  const visible = virtualizer.getVirtualItems();
  const groups = groupByMessage(visible, rows);
  const before = visible[0]?.start ?? 0;
  const after = total - (visible.at(-1)?.end ?? 0);
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      {/* The headings inside answers begin below this one. */}
      <h2 className="sr-only">{t('thread.label')}</h2>
      <div
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        role="feed"
        aria-label={t('thread.label')}
        aria-busy={isBusy}
        className="min-h-0 flex-1 overflow-y-auto outline-offset-[-3px] [overflow-anchor:none]"
      >
        <div
          className="mx-auto max-w-192 px-6 narrow:px-4"
          style={{ paddingTop: before, paddingBottom: after }}
        >
          {groups.map(({ messageId, items }) => {
            const index = messages.findIndex((message) => message.id === messageId);
            const message = messages[index];
            if (!message) return null;
            return (
              <Article
                key={messageId}
                message={message}
                agentName={agentName}
                position={index + 1}
                count={messages.length}
              >
                {items.map(({ item, row }) => (
                  <div key={row.key} ref={virtualizer.measureElement} data-index={item.index}>
                    <RowContent
                      row={row}
                      message={message}
                      live={message.status === 'streaming' ? live : null}
                      isBusy={isBusy}
                      isLast={index === messages.length - 1}
                      foreign={row.kind === 'foot' ? foreignOf(message) : null}
                      editing={row.kind === 'edit' ? editing : null}
                      actions={actions}
                    />
                  </div>
                ))}
              </Article>
            );
          })}
        </div>
      </div>
      {isFar && (
        <Button
          size="sm"
          icon={ArrowDown}
          onPress={toEnd}
          className="absolute bottom-3 left-1/2 -translate-x-1/2 rounded-full shadow-raised"
        >
          {t('thread.newest')}
        </Button>
      )}
    </div>
  );
}

type Placed = { item: VirtualItem; row: Row };

const groupByMessage = (visible: readonly VirtualItem[], rows: readonly Row[]) => {
  const groups: { messageId: string; items: Placed[] }[] = [];
  for (const item of visible) {
    const row = rows[item.index];
    if (!row) continue;
    const last = groups.at(-1);
    if (last?.messageId === row.messageId) last.items.push({ item, row });
    else groups.push({ messageId: row.messageId, items: [{ item, row }] });
  }
  return groups;
};

type ArticleProps = {
  message: Message;
  agentName: string | null;
  position: number;
  count: number;
  children: ReactNode;
};

function Article({ message, agentName, position, count, children }: ArticleProps) {
  const { t } = useTranslation(['chat', 'evidence']);
  const format = useFormat();
  const time = format.dateTime(message.createdAt);
  return (
    <article
      aria-label={
        message.role === 'user'
          ? t('thread.question', { time })
          : agentName === null && message.evidence && message.modelName === null
            ? t('evidence:answer', { time })
            : t('thread.answer', { model: agentName ?? message.modelName ?? t('thread.unknownModel'), time })
      }
      aria-posinset={position}
      aria-setsize={count}
      data-role={message.role}
      className="group/message"
    >
      {children}
    </article>
  );
}

type RowContentProps = Omit<ThreadProps, 'messages' | 'agentName' | 'control' | 'foreignOf'> & {
  row: Row;
  message: Message;
  live: LiveAnswer | null;
  isLast: boolean;
  foreign: string | null;
};

const RowContent = memo(function RowContent(props: RowContentProps) {
  const { row, message, live, isBusy, isLast, foreign, editing, actions } = props;
  const { evidence } = message;
  const onProof = useCallback(
    (proof: Proof) => actions.onProof(proof, evidence?.citations ?? []),
    [actions, evidence],
  );
  switch (row.kind) {
    case 'edit':
      return editing && <MessageEdit message={message} {...editing} />;
    case 'question':
      return (
        <div
          dir="auto"
          className={cx(
            'ml-auto w-fit max-w-[88%] bg-sunken px-3.5 [overflow-wrap:anywhere] whitespace-pre-wrap',
            row.isFirst && 'rounded-t-md pt-2.5',
            row.isLast && 'rounded-b-md pb-2.5',
            !(row.isFirst && row.isLast) && 'w-[88%]',
          )}
        >
          {row.text}
        </div>
      );
    case 'block':
      if (row.block.code) {
        const isEnd = row.block.code.part === 'only' || row.block.code.part === 'last';
        return (
          <div className={cx(isEnd && 'pb-3')}>
            <CodeBlock text={row.block.text} code={row.block.code} />
          </div>
        );
      }
      return (
        <div className="prose prose-measure pb-2.5">
          {message.evidence ? (
            <EvidenceMarkdown
              text={row.block.text}
              claims={row.claims}
              evidence={message.evidence}
              onProof={onProof}
            />
          ) : (
            <Markdown text={row.block.text} />
          )}
        </div>
      );
    case 'extract':
      return (
        <AnswerEvidence
          evidence={row.evidence}
          hasProse={row.hasProse}
          isWriting={message.status === 'streaming'}
          onProof={onProof}
        />
      );
    case 'foot':
      return (
        <MessageFoot
          message={message}
          live={live}
          isBusy={isBusy}
          isLast={isLast}
          foreign={foreign}
          {...actions}
        />
      );
  }
}, drawsSame);

/** A block depends on its row alone: the message it belongs to grows with every word. */
function drawsSame(before: RowContentProps, after: RowContentProps): boolean {
  if (before.row !== after.row) return false;
  if (after.row.kind === 'question') return true;
  if (after.row.kind === 'block') return before.message.evidence === after.message.evidence;
  if (after.row.kind === 'extract') return before.message.status === after.message.status;
  return (
    before.message === after.message &&
    before.live === after.live &&
    before.isBusy === after.isBusy &&
    before.isLast === after.isLast &&
    before.foreign === after.foreign &&
    before.editing === after.editing &&
    before.actions === after.actions
  );
}

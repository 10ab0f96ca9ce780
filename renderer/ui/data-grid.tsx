/**
 * A table for very many rows: only the visible ones are drawn, all of the same height. One tab stop; arrow keys move the current
 * row, Enter opens it, the space bar previews it, Shift extends and Ctrl+Space changes the selection, Delete asks to delete.
 */
import {
  type KeyboardEvent,
  memo,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { cx } from './cx.ts';
import { useRowWindow } from './row-window.ts';

export type Column<T> = {
  id: string;
  title: string;
  /** A track of CSS grid, e.g. `minmax(0,2fr)`. */
  track: string;
  align?: 'right';
  /** Said to screen readers only. */
  hideTitle?: boolean;
  /** Names the row for screen readers. Exactly one column should. */
  isRowHeader?: boolean;
  cell: (row: T) => ReactNode;
};

export type DataGridProps<T> = {
  label: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  /** Of all rows, loaded or not; `null`: not known. */
  rowCount: number | null;
  /** Heights in design pixels. */
  rowHeight: number;
  hideHeader?: boolean;
  selected: ReadonlySet<string>;
  onSelect: (ids: ReadonlySet<string>) => void;
  currentId: string | null;
  onCurrent: (id: string) => void;
  onOpen: (row: T) => void;
  onPreview: (row: T) => void;
  onRemove?: (rows: readonly T[]) => void;
  /** Called while the end of the loaded rows is near. */
  onEnd: () => void;
  onAtTop: (isAtTop: boolean) => void;
  className?: string;
};

/** From here on more rows are wanted. */
const rowsAhead = 60;

export function DataGrid<T extends { id: string }>(props: DataGridProps<T>) {
  const { label, columns, rows, rowCount, rowHeight, hideHeader, selected, currentId, onCurrent } = props;
  const { onSelect, onOpen, onPreview, onRemove, onEnd, onAtTop, className } = props;
  const baseId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const anchor = useRef<number | null>(null);
  const [hasFocus, setFocus] = useState(false);
  const scale = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 15;
  const rowPx = rowHeight * scale;
  const { from, until, isAtTop, totalPx, show } = useRowWindow(scroller, rows.length, rowPx);
  const isNearEnd = until >= rows.length - rowsAhead;
  useEffect(() => {
    if (isNearEnd) onEnd();
  });
  useEffect(() => onAtTop(isAtTop), [isAtTop, onAtTop]);

  const current = Math.max(
    0,
    rows.findIndex((row) => row.id === currentId),
  );
  const tracks = columns.map((column) => column.track).join(' ');
  const go = (index: number, extend: boolean) => {
    const to = Math.min(rows.length - 1, Math.max(0, index));
    const row = rows[to];
    if (!row) return;
    onCurrent(row.id);
    show(to);
    if (extend) {
      anchor.current ??= current;
      const [from, until] = [anchor.current, to].sort((one, other) => one - other);
      onSelect(new Set(rows.slice(from, (until ?? to) + 1).map(({ id }) => id)));
    } else anchor.current = to;
  };
  const toggle = (id: string) => {
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    onSelect(next);
  };
  const pageRows = () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowPx) - 1);
  const press = (event: KeyboardEvent) => {
    const row = rows[current];
    if (!row || event.altKey || event.target !== event.currentTarget) return;
    const isMod = event.ctrlKey || event.metaKey;
    const moves: Record<string, number> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + pageRows(),
      PageUp: current - pageRows(),
      Home: 0,
      End: rows.length - 1,
    };
    const to = moves[event.key];
    if (to !== undefined) go(currentId === null ? 0 : to, event.shiftKey);
    else if (event.key === ' ' && isMod) toggle(row.id);
    else if (event.key === ' ') onPreview(row);
    else if (event.key === 'Enter') onOpen(row);
    else if (event.key === 'a' && isMod) onSelect(new Set(rows.map(({ id }) => id)));
    else if (event.key === 'Escape' && selected.size > 0) onSelect(new Set());
    else if (event.key === 'Delete' && onRemove)
      onRemove(selected.size > 0 ? rows.filter(({ id }) => selected.has(id)) : [row]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const click = (row: T, index: number, event: MouseEvent) => {
    // the browser puts the focus into the row, where no key would be heard
    scroller.current?.focus({ preventScroll: true });
    if (event.shiftKey) go(index, true);
    else if (event.ctrlKey || event.metaKey) {
      onCurrent(row.id);
      toggle(row.id);
    } else {
      anchor.current = index;
      onCurrent(row.id);
    }
  };
  // Of one identity, so that a row which has not changed is not drawn again while the rest scrolls.
  const latest = useRef({ click, onOpen });
  useEffect(() => {
    latest.current = { click, onOpen };
  });
  const clickRow = useCallback(
    (row: T, index: number, event: MouseEvent) => latest.current.click(row, index, event),
    [],
  );
  const openRow = useCallback((row: T) => latest.current.onOpen(row), []);
  const drawn = rows.slice(from, until);
  const currentDrawn = drawn.find(({ id }) => id === currentId);

  return (
    // biome-ignore lint/a11y/useSemanticElements: rows that are drawn only where visible cannot be a table of HTML
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-multiselectable
      aria-rowcount={rowCount === null ? -1 : rowCount + 1}
      aria-colcount={columns.length}
      aria-activedescendant={currentDrawn ? rowIdOf(baseId, currentDrawn.id) : undefined}
      tabIndex={0}
      data-region-start
      onKeyDown={press}
      onFocus={(event) => {
        if (event.target !== event.currentTarget) return;
        setFocus(true);
        if (currentId === null && rows[0]) onCurrent(rows[0].id);
      }}
      onBlur={() => setFocus(false)}
      className={cx(
        'min-h-0 flex-1 overflow-y-auto outline-offset-[-2px] [overflow-anchor:none]',
        // the current row shows where the focus is
        currentDrawn && 'outline-none',
        className,
      )}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: rows that are drawn only where visible cannot be a table of HTML */}
      <div
        role="row"
        aria-rowindex={1}
        tabIndex={-1}
        className={cx(
          'sticky top-0 z-10 grid items-center gap-4 border-b border-line bg-surface px-5 text-13 text-muted narrow:px-4',
          hideHeader ? 'sr-only' : 'h-9',
        )}
        style={{ gridTemplateColumns: tracks }}
      >
        {columns.map((column) => (
          // biome-ignore lint/a11y/useSemanticElements: see above
          // biome-ignore lint/a11y/useFocusableInteractive: the grid has one tab stop
          <div
            key={column.id}
            role="columnheader"
            className={cx('min-w-0 truncate font-[560]', column.align === 'right' && 'text-right')}
          >
            {column.hideTitle ? <span className="sr-only">{column.title}</span> : column.title}
          </div>
        ))}
      </div>
      <div role="presentation" className="relative" style={{ height: totalPx }}>
        {drawn.map((row, position) => (
          <GridRow
            key={row.id}
            domId={rowIdOf(baseId, row.id)}
            row={row}
            index={from + position}
            rowPx={rowPx}
            columns={columns}
            tracks={tracks}
            isSelected={selected.has(row.id)}
            isCurrent={row.id === currentId}
            isFocused={row.id === currentId && hasFocus}
            onClick={clickRow}
            onOpen={openRow}
          />
        ))}
      </div>
    </div>
  );
}

const rowIdOf = (baseId: string, id: string): string => `${baseId}-${id}`;

type GridRowProps<T> = {
  domId: string;
  row: T;
  index: number;
  rowPx: number;
  columns: readonly Column<T>[];
  tracks: string;
  isSelected: boolean;
  isCurrent: boolean;
  isFocused: boolean;
  onClick: (row: T, index: number, event: MouseEvent) => void;
  onOpen: (row: T) => void;
};

function Row<T>({ domId, row, index, rowPx, columns, tracks, ...rest }: GridRowProps<T>) {
  const { isSelected, isCurrent, isFocused, onClick, onOpen } = rest;
  return (
    // biome-ignore lint/a11y/useSemanticElements: see above
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the grid, which holds the focus
    <div
      id={domId}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      tabIndex={-1}
      onClick={(event) => {
        if (event.target instanceof Element && event.target.closest('button, a, input, label')) return;
        onClick(row, index, event);
      }}
      onDoubleClick={() => onOpen(row)}
      data-current={isCurrent || undefined}
      className={cx(
        'absolute inset-x-0 top-0 grid cursor-default items-center gap-4 border-b border-line/70 px-5 narrow:px-4',
        isSelected ? 'bg-brand-soft' : isCurrent ? 'bg-hover' : 'hover:bg-hover/60',
        isFocused && 'outline-2 outline-focus -outline-offset-2',
      )}
      style={{ gridTemplateColumns: tracks, height: rowPx, transform: `translateY(${index * rowPx}px)` }}
    >
      {columns.map((column) => (
        <div
          key={column.id}
          role={column.isRowHeader ? 'rowheader' : 'gridcell'}
          className={cx('min-w-0', column.align === 'right' && 'tabular text-right')}
        >
          {column.cell(row)}
        </div>
      ))}
    </div>
  );
}

/** Memoised without losing the type of its row. */
const GridRow: typeof Row = memo(Row) as typeof Row;

export type TickProps = { label: string; isTicked: boolean; onChange: () => void };

/** The tick of a row, for the mouse; by keyboard it is Ctrl+Space on the row. */
export function RowTick({ label, isTicked, onChange }: TickProps) {
  return (
    <label className="-m-2 flex cursor-default items-center p-2">
      <input
        type="checkbox"
        tabIndex={-1}
        aria-label={label}
        checked={isTicked}
        onChange={onChange}
        className="size-4 accent-brand"
      />
    </label>
  );
}

/** One block of a document as what it is: heading, paragraph, list item, table or form field; with its marks. */
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../ui/index.ts';
import { ScrollBox } from '../../chat/scroll-box.tsx';
import { type Block, type LoadedText, sliceOf } from './document-text.ts';
import { isHardWrapped, type Mark, type MarkKind, piecesOf } from './ranges.ts';

const looks: Record<MarkKind, string> = {
  evidence: 'border-b-2 border-evidence bg-evidence-soft text-ink',
  passage: 'border-b border-dashed border-evidence bg-transparent text-ink',
  found: 'bg-brand-soft text-brand-ink',
  'found-current': 'bg-brand text-on-brand',
};

type MarkedProps = { text: string; startOffset: number; marks: readonly Mark[] };

/** `data-mark` is what the reader scrolls to. */
function Marked({ text, startOffset, marks }: MarkedProps): ReactNode {
  return piecesOf(text, startOffset, marks).map((piece) =>
    piece.kind === null ? (
      piece.text
    ) : (
      <mark
        key={piece.startOffset}
        data-mark={piece.kind}
        data-start={piece.startOffset}
        className={cx('rounded-[2px] box-decoration-clone', looks[piece.kind])}
      >
        {piece.text}
      </mark>
    ),
  );
}

type BlockViewProps = {
  block: Block;
  loaded: LoadedText;
  marks: readonly Mark[];
  /** Headings begin below the one of the page or the pane. */
  topLevel: 2 | 3;
};

const headingSizes = ['text-20', 'text-17', 'text-15'] as const;

function Heading({ block, topLevel, children }: { block: Block; topLevel: 2 | 3; children: ReactNode }) {
  const depth = Math.max(1, block.level ?? 1);
  const level = Math.min(6, topLevel + depth - 1);
  const look = cx('mt-6 mb-1.5 font-[620]', headingSizes[Math.min(depth, 3) - 1]);
  switch (level) {
    case 2:
      return <h2 className={look}>{children}</h2>;
    case 3:
      return <h3 className={look}>{children}</h3>;
    case 4:
      return <h4 className={look}>{children}</h4>;
    case 5:
      return <h5 className={look}>{children}</h5>;
    default:
      return <h6 className={look}>{children}</h6>;
  }
}

export const BlockView = memo(function BlockView({ block, loaded, marks, topLevel }: BlockViewProps) {
  const { t } = useTranslation('knowledge');
  const startOffset = Math.max(block.startOffset, loaded.startOffset);
  const text = sliceOf(loaded, startOffset, block.endOffset);
  const marked = <Marked text={text} startOffset={startOffset} marks={marks} />;
  const wraps = cx('[overflow-wrap:anywhere]', !isHardWrapped(text) && 'whitespace-pre-wrap');
  switch (block.kind) {
    case 'heading':
      return (
        <Heading block={block} topLevel={topLevel}>
          {marked}
        </Heading>
      );
    case 'paragraph':
      return (
        <p dir="auto" className={cx('my-2.5', wraps)}>
          {marked}
        </p>
      );
    case 'list-item':
      return (
        <p dir="auto" className={cx('my-1 flex gap-2.5 pl-1', wraps)}>
          {!/^\s*(?:[•·–*-]|\(?[\dA-Za-z]{1,3}[.)])\s/.test(text) && (
            <span aria-hidden className="text-faint">
              •
            </span>
          )}
          <span className="min-w-0">{marked}</span>
        </p>
      );
    case 'form-field':
      return (
        <p dir="auto" className={cx('my-1.5 rounded-sm border border-line bg-canvas px-2.5 py-1.5', wraps)}>
          {marked}
        </p>
      );
    case 'table':
      if (!block.table) return <p className={cx('my-2.5 font-mono text-13', wraps)}>{marked}</p>;
      return (
        <ScrollBox label={t('reader.table')} className="my-3 overflow-x-auto">
          <table className="hairline border-collapse text-13">
            <tbody>
              {block.table.map((row, rowIndex) => (
                <tr
                  // biome-ignore lint/suspicious/noArrayIndexKey: rows of a stored version never move
                  key={rowIndex}
                  className={cx('border-b border-line', rowIndex === 0 && 'bg-canvas font-[560]')}
                >
                  {row.map((cell, cellIndex) => (
                    <td
                      // biome-ignore lint/suspicious/noArrayIndexKey: cells of a stored version never move
                      key={cellIndex}
                      dir="auto"
                      className="border-r border-line px-2.5 py-1.5 align-top whitespace-pre-wrap last:border-r-0"
                    >
                      <Marked
                        text={sliceOf(loaded, cell.startOffset, cell.endOffset)}
                        startOffset={cell.startOffset}
                        marks={marks}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      );
  }
});

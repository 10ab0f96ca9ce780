/**
 * The text of a document with its structure, page by page, drawn as far as it is loaded; more comes in both directions before the
 * reader gets there. Opens on the passage in question, and goes to another one when asked.
 */
import { Fragment, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, cx, ErrorNotice, Skeleton } from '../../../ui/index.ts';
import { BlockView } from './block-view.tsx';
import { type Block, withGaps } from './document-text.ts';
import type { Mark, Range } from './ranges.ts';
import type { OpenDocument } from './use-document.ts';

export type DocumentTextProps = {
  document: OpenDocument;
  marks: readonly Mark[];
  /** Brought to the middle of the reader whenever it changes; an empty range at 0 is the beginning. */
  target: Range;
  topLevel: 2 | 3;
};

/** More is fetched when the end comes this near. */
const aheadPx = 1200;

export function DocumentText({ document, marks, target, topLevel }: DocumentTextProps) {
  const { t } = useTranslation('knowledge');
  const { loaded, view, failure, grow, reach, retry } = document;
  const scroller = useRef<HTMLElement>(null);
  const top = useRef<HTMLDivElement>(null);
  const bottom = useRef<HTMLDivElement>(null);
  const reached = useRef<string | null>(null);
  const wanted = `${target.startOffset}-${target.endOffset}`;
  const isThere =
    loaded !== null && target.startOffset >= loaded.startOffset && target.startOffset <= loaded.endOffset;
  const blocks = useMemo(() => (loaded ? withGaps(loaded) : []), [loaded]);

  useEffect(() => {
    if (!isThere) reach(target.startOffset);
  }, [isThere, reach, target.startOffset]);

  useEffect(() => {
    const box = scroller.current;
    if (!isThere || !box || reached.current === wanted) return;
    reached.current = wanted;
    if (target.endOffset === 0) {
      box.scrollTop = 0;
      return;
    }
    // Blocks out of sight have guessed heights; the second look, with the true ones, is exact.
    const look = () => {
      const spot =
        [...box.querySelectorAll<HTMLElement>('[data-mark]')].find(
          (mark) =>
            Number(mark.dataset.start) >= target.startOffset && Number(mark.dataset.start) < target.endOffset,
        ) ??
        [...box.querySelectorAll<HTMLElement>('[data-block]')].findLast(
          (block) => Number(block.dataset.block) <= target.startOffset,
        );
      spot?.scrollIntoView({ block: 'center' });
    };
    look();
    const frame = requestAnimationFrame(() => requestAnimationFrame(look));
    return () => cancelAnimationFrame(frame);
  }, [isThere, wanted, target.startOffset, target.endOffset]);

  useEffect(() => {
    const box = scroller.current;
    if (!loaded || !box) return;
    const watcher = new IntersectionObserver(
      (entries) => {
        for (const entry of entries)
          if (entry.isIntersecting) grow(entry.target === top.current ? 'up' : 'down');
      },
      { root: box, rootMargin: `${aheadPx}px 0px` },
    );
    if (top.current) watcher.observe(top.current);
    if (bottom.current) watcher.observe(bottom.current);
    return () => watcher.disconnect();
  }, [loaded, grow]);

  const label = view?.document.title ?? t('reader.text');
  return (
    <section
      ref={scroller}
      aria-label={t('reader.textOf', { title: label })}
      aria-busy={loaded === null}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
      data-region-start
      className="min-h-0 flex-1 overflow-y-auto outline-offset-[-3px]"
    >
      <div
        lang={view?.document.language}
        className={cx('mx-auto max-w-[72ch] px-6 py-5 leading-relaxed narrow:px-4', topLevel === 2 && 'py-8')}
      >
        {failure && <ErrorNotice failure={failure} onRetry={retry} className="mb-4" />}
        {!loaded && !failure && <Waiting />}
        {loaded && <div ref={top} className="h-px" />}
        {loaded &&
          blocks.map((block, index) => (
            <Fragment key={`${block.startOffset}-${block.endOffset}`}>
              <PageMark block={block} before={blocks[index - 1]} isFirst={index === 0} />
              <div
                data-block={block.startOffset}
                className="[contain-intrinsic-size:auto_6rem] [content-visibility:auto]"
              >
                <BlockView block={block} loaded={loaded} marks={marksIn(block, marks)} topLevel={topLevel} />
              </div>
            </Fragment>
          ))}
        {loaded && <div ref={bottom} className="h-px" />}
        {view && loaded && loaded.endOffset < view.document.textLength && (
          <Button size="sm" variant="quiet" className="mt-4" onPress={() => grow('down')}>
            {t('reader.more')}
          </Button>
        )}
        {view?.document.textLength === 0 && <p className="text-muted">{t('reader.noText')}</p>}
      </div>
    </section>
  );
}

const noMarks: readonly Mark[] = [];

/** The same empty list for every block without marks, so that it is not drawn again. */
const marksIn = (block: Block, marks: readonly Mark[]): readonly Mark[] => {
  const inside = marks.filter(
    (mark) => mark.startOffset < block.endOffset && mark.endOffset > block.startOffset,
  );
  return inside.length > 0 ? inside : noMarks;
};

type PageMarkProps = { block: Block; before: Block | undefined; isFirst: boolean };

function PageMark({ block, before, isFirst }: PageMarkProps) {
  const { t } = useTranslation('knowledge');
  if (block.page === null || block.page === before?.page) return null;
  return (
    <p className={cx('flex items-center gap-3 text-12 text-faint', isFirst ? 'mb-2' : 'my-6')}>
      <span className="tabular">{t('reader.page', { page: block.page })}</span>
      <span aria-hidden className="h-px flex-1 bg-line" />
    </p>
  );
}

function Waiting() {
  return (
    <div className="flex flex-col gap-4">
      {['w-1/2', 'w-full', 'w-11/12', 'w-full', 'w-3/5'].map((width, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars without identity
        <Skeleton key={index} className={`h-4.5 ${width}`} />
      ))}
    </div>
  );
}

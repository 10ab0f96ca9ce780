/** A page as it looks, with the blocks of the passage outlined on it. */
import { useQuery } from '@tanstack/react-query';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentView } from '../../../../electron/contract/knowledge.ts';
import { client } from '../../../client/client.ts';
import { ErrorNotice, IconButton, Skeleton } from '../../../ui/index.ts';
import type { LoadedText } from './document-text.ts';
import type { Range } from './ranges.ts';

export type PageImageProps = {
  view: DocumentView;
  loaded: LoadedText;
  page: number;
  onPage: (page: number) => void;
  passage: Range | null;
};

/** Widths the engine is asked for; few of them, so that a dragged border does not ask for a hundred pictures. */
const widths = [480, 800, 1200, 1600, 2400];
const widthFor = (cssPx: number): number =>
  widths.find((width) => width >= cssPx * Math.min(2, window.devicePixelRatio)) ?? 2400;

type Box = { startOffset: number; box: readonly number[] };

/** The lines of the passage on this page; of a block without known lines the whole block. */
const boxesOf = (loaded: LoadedText, page: number, passage: Range): Box[] => {
  const touches = ({ startOffset, endOffset }: Range) =>
    startOffset < passage.endOffset && endOffset > passage.startOffset;
  return loaded.blocks
    .filter((block) => block.page === page && touches(block))
    .flatMap(({ startOffset, box, lines }): Box[] =>
      lines ? lines.filter(touches) : box ? [{ startOffset, box }] : [],
    );
};

export function PageImage({ view, loaded, page, onPage, passage }: PageImageProps) {
  const { t } = useTranslation('knowledge');
  const { document } = view;
  const box = useRef<HTMLDivElement>(null);
  const [widthPx, setWidth] = useState<number | null>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const watcher = new ResizeObserver(() => setWidth(widthFor(element.clientWidth)));
    watcher.observe(element);
    return () => watcher.disconnect();
  }, []);
  const image = useQuery({
    queryKey: ['page-image', document.id, view.versionId, page, widthPx],
    queryFn: () =>
      client.knowledge.pageImage({
        documentId: document.id,
        versionId: view.versionId,
        page,
        widthPx: widthPx ?? 800,
      }),
    enabled: widthPx !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 120_000,
    placeholderData: (before, query) => (query?.queryKey[3] === page ? before : undefined),
  });
  const size = loaded.pages.find(({ number }) => number === page);
  const count = document.pages ?? loaded.pages.at(-1)?.number ?? page;
  const boxes = passage === null ? [] : boxesOf(loaded, page, passage);
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col bg-canvas">
      <div className="flex shrink-0 items-center justify-center gap-1 py-1.5">
        <IconButton
          icon={ChevronLeft}
          size="sm"
          label={t('reader.previousPage')}
          isDisabled={page <= 1}
          onPress={() => onPage(page - 1)}
        />
        <span className="tabular text-13 text-muted">{t('reader.pageOf', { page, count })}</span>
        <IconButton
          icon={ChevronRight}
          size="sm"
          label={t('reader.nextPage')}
          isDisabled={page >= count}
          onPress={() => onPage(page + 1)}
        />
      </div>
      {/* biome-ignore lint/a11y: without a tab stop nobody could scroll it by keyboard (axe: scrollable-region-focusable) */}
      <div
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
        tabIndex={0}
        role="group"
        aria-label={t('reader.pageImage')}
        className="min-h-0 flex-1 overflow-y-auto px-4 pb-4"
      >
        <div
          ref={box}
          className="hairline relative mx-auto max-w-220 bg-[white]"
          style={size && { aspectRatio: `${size.widthPt} / ${size.heightPt}` }}
        >
          {image.error && (
            <ErrorNotice failure={image.error} onRetry={() => void image.refetch()} className="m-4" />
          )}
          {image.isPending && <Skeleton className="absolute inset-0" />}
          {image.data && (
            <img
              src={`data:${image.data.mimeType};base64,${image.data.contentBase64}`}
              alt={t('reader.pageAlt', { title: document.title, page })}
              className="block w-full"
            />
          )}
          {image.data &&
            size &&
            boxes.map(({ startOffset, box: [x0 = 0, y0 = 0, x1 = 0, y1 = 0] }) => {
              const share = (value: number, of: number) => `${(value / of) * 100}%`;
              return (
                <span
                  key={startOffset}
                  aria-hidden
                  data-box
                  className="absolute rounded-[2px] border-2 border-evidence bg-evidence/15"
                  style={{
                    left: share(x0, size.widthPt),
                    top: share(y0, size.heightPt),
                    width: share(x1 - x0, size.widthPt),
                    height: share(y1 - y0, size.heightPt),
                  }}
                />
              );
            })}
        </div>
      </div>
    </div>
  );
}

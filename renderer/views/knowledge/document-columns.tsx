/** What the table of documents says of each, by the room there is. */
import { FileText } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentSummary } from '../../../electron/contract/knowledge.ts';
import { useSpaces } from '../../client/knowledge-queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { type Column, RowTick } from '../../ui/index.ts';
import { DocumentState, sourceName, useDocumentLine } from './document-facts.tsx';

/** Widths of the table in design pixels. */
export const narrowBelow = 560;
const originFrom = 720;
export const wideFrom = 940;

type ColumnOptions = {
  room: number;
  /** Each document then says in which space it is, else where it came from. */
  isOfAllSpaces: boolean;
  selected: ReadonlySet<string>;
  onTick: (id: string) => void;
};

/** The same columns as long as nothing about them changes, so that a list that only grows draws no row again. */
export const useDocumentColumns = ({ room, isOfAllSpaces, selected, onTick }: ColumnOptions) => {
  const { t } = useTranslation('knowledge');
  const format = useFormat();
  const spaces = useSpaces().data;
  const isNarrow = room < narrowBelow;
  const hasOrigin = room >= originFrom;
  const isWide = room >= wideFrom;
  return useMemo((): Column<DocumentSummary>[] => {
    const title: Column<DocumentSummary> = {
      id: 'title',
      title: t('documents.title'),
      track: 'minmax(0,3.2fr)',
      isRowHeader: true,
      cell: (document) => <Title document={document} withLine={isNarrow} />,
    };
    if (isNarrow) return [title];
    const tick: Column<DocumentSummary> = {
      id: 'tick',
      title: t('documents.tick'),
      hideTitle: true,
      track: '1.25rem',
      cell: ({ id, title: name }) => (
        <RowTick
          label={t('documents.tickNamed', { name })}
          isTicked={selected.has(id)}
          onChange={() => onTick(id)}
        />
      ),
    };
    const names = new Map(spaces?.map(({ id, name }) => [id, name]));
    const origin: Column<DocumentSummary> = isOfAllSpaces
      ? {
          id: 'space',
          title: t('info.space'),
          track: 'minmax(0,1.7fr)',
          cell: ({ spaceId }) => quiet(names.get(spaceId) ?? ''),
        }
      : {
          id: 'source',
          title: t('documents.source'),
          track: 'minmax(0,1.7fr)',
          cell: ({ source }) => <Origin source={source} />,
        };
    const wide: Column<DocumentSummary>[] = [
      {
        id: 'language',
        title: t('documents.language'),
        track: '5.5rem',
        cell: ({ language }) => quiet(format.language(language)),
      },
      {
        id: 'pages',
        title: t('documents.pages'),
        track: '4rem',
        align: 'right',
        cell: ({ pages }) => quiet(pages === null ? '–' : format.number(pages)),
      },
    ];
    return [
      tick,
      title,
      ...(hasOrigin ? [origin] : []),
      ...(isWide ? wide : []),
      {
        id: 'state',
        title: t('documents.state'),
        track: 'minmax(7.5rem,1.2fr)',
        cell: (document) => <DocumentState document={document} />,
      },
      {
        id: 'updated',
        title: t('documents.updated'),
        track: '6.5rem',
        align: 'right',
        cell: ({ updatedAt }) => quiet(format.day(updatedAt)),
      },
    ];
  }, [t, format, spaces, isNarrow, hasOrigin, isWide, isOfAllSpaces, selected, onTick]);
};

const quiet = (text: string) => (
  <span className="block truncate text-13 text-muted" title={text}>
    {text}
  </span>
);

function Title({ document, withLine }: { document: DocumentSummary; withLine: boolean }) {
  const line = useDocumentLine();
  return (
    <span className="flex min-w-0 items-center gap-2.5">
      <FileText aria-hidden className="size-4 shrink-0 text-faint" strokeWidth={1.5} />
      <span className="min-w-0">
        <span className="block truncate" title={document.title}>
          {document.title}
        </span>
        {withLine && <span className="block truncate text-13 text-muted">{line(document)}</span>}
      </span>
    </span>
  );
}

function Origin({ source }: { source: string }) {
  return (
    <span className="block truncate text-13 text-muted" title={source}>
      {sourceName(source)}
    </span>
  );
}

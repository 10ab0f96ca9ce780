/** A document in full size: the reader, with what is known about the document beside it. */
import { ArrowLeft, Info, Sparkles } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentView } from '../../../electron/contract/knowledge.ts';
import { navigate } from '../../app/router.ts';
import { announce, Button, EmptyState, IconButton, Pane } from '../../ui/index.ts';
import { sourceName } from './document-facts.tsx';
import { DocumentInfo } from './document-info.tsx';
import { usePassages } from './passages.ts';
import { documentPath, type Place, spacePath } from './paths.ts';
import { Reader } from './reader/reader.tsx';
import type { OpenDocument } from './reader/use-document.ts';
import { Summary } from './summary.tsx';

export function DocumentPage({ place }: { place: Place }) {
  const { t } = useTranslation('knowledge');
  const [view, setView] = useState<DocumentView | null>(null);
  const [open, setOpen] = useState<'info' | 'summary' | null>(null);
  const [isGone, setGone] = useState(false);
  const passages = usePassages(place);
  const toPassage = ({ startOffset, endOffset }: { startOffset: number; endOffset: number }) =>
    navigate(documentPath(place.documentId, { versionId: place.versionId, startOffset, endOffset }), {
      replace: true,
    });
  const back = () => {
    if (history.length > 1) history.back();
    else navigate(spacePath(view?.document.spaceId ?? null));
  };
  const close = () => setOpen(null);
  if (isGone) {
    return (
      <EmptyState
        icon={Info}
        heading="h1"
        title={t('reader.gone')}
        className="my-auto"
        action={<Button onPress={() => navigate(spacePath(null))}>{t('library.all')}</Button>}
      >
        {t('reader.goneHelp')}
      </EmptyState>
    );
  }
  return (
    <section className="flex min-h-0 min-w-0 flex-1 flex-col bg-surface">
      <header className="flex min-h-13 shrink-0 items-center gap-1.5 border-b border-line pr-2 pl-2">
        <IconButton icon={ArrowLeft} label={t('reader.back')} onPress={back} />
        <div className="min-w-0 flex-1">
          <h1 className="truncate text-15">{view?.document.title ?? t('reader.text')}</h1>
          {view && (
            <p className="truncate text-12 text-muted" title={view.document.source}>
              {sourceName(view.document.source)}
            </p>
          )}
        </div>
        <Button
          size="sm"
          icon={Sparkles}
          isDisabled={view === null}
          onPress={() => setOpen(open === 'summary' ? null : 'summary')}
        >
          {t('summary.action')}
        </Button>
        <IconButton
          icon={Info}
          label={t('reader.info')}
          isDisabled={view === null}
          onPress={() => setOpen(open === 'info' ? null : 'info')}
        />
      </header>
      <Reader
        place={place}
        passages={passages}
        onPassage={toPassage}
        variant="page"
        tools={(document) => <Watch document={document} onView={setView} onGone={() => setGone(true)} />}
      />
      <Pane isOpen={open === 'info' && view !== null} onClose={close} title={t('reader.info')}>
        {view && <DocumentInfo document={view.document} />}
      </Pane>
      <Pane isOpen={open === 'summary' && view !== null} onClose={close} title={t('summary.title')}>
        {view && (
          <Summary
            documentId={view.document.id}
            spaceId={null}
            onProof={({ citation }) => toPassage(citation)}
          />
        )}
      </Pane>
    </section>
  );
}

type WatchProps = { document: OpenDocument; onView: (view: DocumentView) => void; onGone: () => void };

/** Tells the page what its reader has learned about the document. */
function Watch({ document: { view, failure }, onView, onGone }: WatchProps) {
  const { t } = useTranslation('knowledge');
  const title = view?.document.title;
  useEffect(() => {
    if (title !== undefined) announce(t('reader.opened', { title }));
  }, [title, t]);
  useEffect(() => {
    if (view) onView(view);
  }, [view, onView]);
  const isGone =
    view === null &&
    (failure?.code === 'knowledge.DOCUMENT_NOT_FOUND' || failure?.code === 'request.INVALID');
  useEffect(() => {
    if (isGone) onGone();
  });
  return null;
}

/** Knowledge: the spaces beside their library, the search over all of them, and the reader. */
import { FolderTree } from 'lucide-react';
import { useState } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../../app/router.ts';
import { useSpaces } from '../../client/knowledge-queries.ts';
import { Button, Splitter, useLayoutMode, useSplit } from '../../ui/index.ts';
import { DocumentPage } from './document-page.tsx';
import { Library, type Part } from './library.tsx';
import { placeOf } from './paths.ts';
import { SearchPage } from './search/search-page.tsx';
import { useSearchState } from './search/search-state.ts';
import { SpaceNav } from './space-nav.tsx';

const parts = ['files', 'summary', 'settings'] as const satisfies readonly Part[];

export default function Knowledge() {
  const route = useRoute();
  const place = placeOf(route);
  if (place) return <DocumentPage key={place.documentId} place={place} />;
  return <WithSpaces />;
}

function WithSpaces() {
  const { t } = useTranslation(['knowledge', 'common']);
  const { segments } = useRoute();
  const mode = useLayoutMode();
  const hasHit = useSearchState(({ current }) => current !== null) && segments[0] === 'search';
  // The passage stands beside the hits; in a window of medium width the list makes room for it.
  const isNarrow = mode === 'narrow' || (mode === 'medium' && hasHit);
  const split = useSplit('spaces', { start: 272, min: 200, max: 400 });
  const [isListOpen, setListOpen] = useState(false);
  const spaces = useSpaces();
  const isSearch = segments[0] === 'search';
  const spaceId = segments[0] === 'space' ? (segments[1] ?? null) : null;
  const part = segments[0] === 'space' ? segments[2] : segments[0];
  const listButton = isNarrow && (
    <Button size="sm" variant="quiet" icon={FolderTree} onPress={() => setListOpen(true)}>
      {t('spaces.show')}
    </Button>
  );
  const content = isSearch ? (
    <SearchPage listButton={listButton} />
  ) : (
    <Library
      key={spaceId}
      spaceId={spaceId}
      part={parts.find((one) => one === part) ?? 'documents'}
      spaces={spaces}
      listButton={listButton}
    />
  );
  // One tree for both shapes: what was typed and opened stays when the list comes or goes.
  return (
    <div className="flex min-h-0 flex-1">
      {!isNarrow && (
        <>
          <div className="flex min-h-0 shrink-0 flex-col bg-canvas" style={{ width: split.css }}>
            <SpaceNav onOpen={() => {}} />
          </div>
          <Splitter split={split} label={t('common:resizePane')} side="left" />
        </>
      )}
      {content}
      <ModalOverlay
        isOpen={isNarrow && isListOpen}
        onOpenChange={setListOpen}
        isDismissable
        className="fixed inset-0 z-40 bg-scrim"
      >
        <Modal className="h-full w-80 max-w-[86vw] border-r border-line bg-canvas shadow-raised">
          <Dialog aria-label={t('spaces.label')} className="flex h-full flex-col outline-none">
            <SpaceNav onOpen={() => setListOpen(false)} />
          </Dialog>
        </Modal>
      </ModalOverlay>
    </div>
  );
}

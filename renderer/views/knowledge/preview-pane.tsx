/** A look into a document without leaving the list; the space bar opens and closes it. */
import { Maximize2 } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentSummary } from '../../../electron/contract/knowledge.ts';
import { IconButton, Pane } from '../../ui/index.ts';
import type { Place } from './paths.ts';
import { Reader } from './reader/reader.tsx';

export type PreviewPaneProps = {
  document: DocumentSummary | null;
  onClose: () => void;
  onOpen: (document: DocumentSummary) => void;
};

export function PreviewPane({ document, onClose, onOpen }: PreviewPaneProps) {
  const { t } = useTranslation('knowledge');
  const place = useMemo<Place | null>(
    () =>
      document && {
        documentId: document.id,
        versionId: document.versionId,
        startOffset: 0,
        endOffset: 0,
      },
    [document],
  );
  return (
    <Pane isOpen={document !== null} onClose={onClose} title={document?.title ?? ''} isFlush>
      {document && place && (
        <Reader
          key={document.versionId}
          place={place}
          variant="pane"
          tools={() => (
            <IconButton
              icon={Maximize2}
              size="sm"
              label={t('reader.enlarge')}
              onPress={() => onOpen(document)}
            />
          )}
        />
      )}
    </Pane>
  );
}

/** The right-hand reader of the cited chat: opens on the sentence that proves, and says what it is to prove. */
import { Maximize2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Citation } from '../../../electron/contract/answers.ts';
import { navigate } from '../../app/router.ts';
import { IconButton, Pane, useLayoutMode } from '../../ui/index.ts';
import { comeWith } from '../knowledge/passages.ts';
import { documentPath } from '../knowledge/paths.ts';
import { Reader } from '../knowledge/reader/reader.tsx';
import type { Proof } from './evidence-markdown.tsx';

export type EvidencePaneProps = {
  proof: Proof | null;
  /** All citations of the same answer. */
  citations: readonly Citation[];
  onProof: (proof: Proof) => void;
  onClose: () => void;
};

export function EvidencePane({ proof, citations, onProof, onClose }: EvidencePaneProps) {
  const { t } = useTranslation('evidence');
  const isSheet = useLayoutMode() === 'narrow';
  const citation = proof?.citation ?? null;
  const siblings = citations.filter(({ versionId }) => versionId === citation?.versionId);
  const enlarge = () => {
    if (!citation) return;
    comeWith(citation.documentId, siblings);
    navigate(documentPath(citation.documentId, citation));
  };
  return (
    <Pane
      isOpen={citation !== null}
      onClose={onClose}
      title={citation ? `${t('pane.title', { number: citation.number })} – ${citation.title}` : ''}
      isFlush
      inlineFrom="medium"
    >
      {citation && (
        <>
          {/* a sheet lies over the answer: what is to be proven goes along */}
          {isSheet && proof?.claim && (
            <div className="shrink-0 border-b border-line bg-canvas px-4 py-2.5 text-13">
              <p className="text-muted">{t('pane.proves')}</p>
              <p className="mt-0.5 line-clamp-3">{t('quote', { text: proof.claim })}</p>
            </div>
          )}
          <Reader
            key={citation.versionId}
            place={citation}
            passages={siblings}
            onPassage={({ startOffset }) => {
              const next = siblings.find((one) => one.startOffset === startOffset);
              if (next) onProof({ citation: next, claim: null });
            }}
            variant="pane"
            tools={() => <IconButton icon={Maximize2} size="sm" label={t('pane.open')} onPress={enlarge} />}
          />
        </>
      )}
    </Pane>
  );
}

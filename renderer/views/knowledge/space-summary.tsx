/** The summary of a space, with the reader beside it that opens on the quoted sentence. */
import { useState } from 'react';
import type { Citation } from '../../../electron/contract/answers.ts';
import { EvidencePane } from '../evidence/evidence-pane.tsx';
import type { Proof } from '../evidence/evidence-markdown.tsx';
import { Summary } from './summary.tsx';

const none: readonly Citation[] = [];

export function SpaceSummary({ spaceId }: { spaceId: string }) {
  const [open, setOpen] = useState<{ proof: Proof; citations: readonly Citation[] } | null>(null);
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto max-w-180 px-5 py-5 narrow:px-4">
        <Summary
          documentId={null}
          spaceId={spaceId}
          onProof={(proof, { citations }) => setOpen({ proof, citations })}
        />
      </div>
      <EvidencePane
        proof={open?.proof ?? null}
        citations={open?.citations ?? none}
        onProof={(proof) => setOpen((before) => before && { ...before, proof })}
        onClose={() => setOpen(null)}
      />
    </div>
  );
}

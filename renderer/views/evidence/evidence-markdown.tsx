/** The prose of an answer from sources: proven sentences carry the marker of evidence, the others say that they are not proven. */
import { TriangleAlert } from 'lucide-react';
import { createContext, memo, type ReactNode, useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Components } from 'react-markdown';
import type { Citation, Evidence } from '../../../electron/contract/answers.ts';
import { useFormat } from '../../i18n/format.ts';
import { Tooltip } from '../../ui/index.ts';
import { Markdown } from '../chat/markdown/markdown.tsx';
import { CitationChip } from './citation-chip.tsx';
import { markClaims, type PlacedClaim } from './claims.ts';

export type Proof = {
  /** The sentence of the answer that is to be proven; `null` for a quoted one. */
  claim: string | null;
  citation: Citation;
};

type Shown = { evidence: Evidence; onProof: (proof: Proof) => void };
const ShownEvidence = createContext<Shown | null>(null);

export type EvidenceMarkdownProps = {
  text: string;
  claims: readonly PlacedClaim[];
  evidence: Evidence;
  onProof: (proof: Proof) => void;
};

export const EvidenceMarkdown = memo(function EvidenceMarkdown(props: EvidenceMarkdownProps) {
  const { text, claims, evidence, onProof } = props;
  const shown = useMemo(() => ({ evidence, onProof }), [evidence, onProof]);
  const extra = useMemo(() => {
    const numbers = new Set(evidence.citations.map(({ number }) => number));
    return (source: string) => markClaims({ source, claims: source === text ? claims : [], numbers });
  }, [evidence.citations, claims, text]);
  return (
    <ShownEvidence value={shown}>
      <Markdown text={text} annotate={extra} elements={elements} />
    </ShownEvidence>
  );
});

const dataOf = (properties: unknown, name: string): number | null => {
  const value = (properties as Record<string, unknown> | undefined)?.[name];
  return typeof value === 'number' ? value : typeof value === 'string' ? Number(value) : null;
};

function ClaimText({ index, children }: { index: number; children: ReactNode }) {
  const claim = useContext(ShownEvidence)?.evidence.claims[index];
  const isProven = claim?.status === 'verified';
  return (
    <span
      data-claim-status={claim?.status}
      className={
        isProven
          ? 'border-b border-evidence box-decoration-clone'
          : 'border-b border-dashed border-attention box-decoration-clone'
      }
    >
      {children}
    </span>
  );
}

/** The numbers a model writes into its sentences are drawn as chips, and said nowhere else. */
const withoutReferences = (text: string) => text.replace(/\s*\[\d{1,3}(?:\s*[,;]\s*\d{1,3})*\]/g, '');

function Chip({ number, index }: { number: number; index: number | null }) {
  const shown = useContext(ShownEvidence);
  const citation = shown?.evidence.citations.find((one) => one.number === number);
  if (!shown || !citation) return <>[{number}]</>;
  const { claims } = shown.evidence;
  const claim = index === null ? claims.find(({ citations }) => citations.includes(number)) : claims[index];
  const said = claim ? withoutReferences(claim.text) : null;
  return (
    <CitationChip
      citation={citation}
      said={said ?? ''}
      onPress={() => shown.onProof({ citation, claim: said })}
    />
  );
}

function Unverified({ index }: { index: number }) {
  const { t } = useTranslation('evidence');
  const format = useFormat();
  const claim = useContext(ShownEvidence)?.evidence.claims[index];
  const reasons = [
    ...(claim && claim.unsupported.length > 0
      ? [t('missing', { list: format.list(claim.unsupported) })]
      : []),
    ...(claim?.contradictions ?? []).map(({ said, source, citation }) =>
      t('contradicts', { said, source, citation }),
    ),
  ];
  const reason = reasons.join(' ');
  const label = (
    <span
      tabIndex={reason === '' ? undefined : 0}
      className="mx-1 inline-flex items-center gap-1 rounded-sm bg-attention-soft px-1 align-[0.05em] text-12 leading-[1.35] font-[560] whitespace-nowrap text-attention-ink"
    >
      <TriangleAlert aria-hidden className="size-3" strokeWidth={2} />
      {t('unverified')}
      {reason !== '' && <span className="sr-only">{reason}</span>}
    </span>
  );
  return reason === '' ? label : <Tooltip content={reason}>{label}</Tooltip>;
}

const elements: Components = {
  mark: ({ node, children }) => {
    const index = dataOf(node?.properties, 'data-claim');
    return index === null ? children : <ClaimText index={index}>{children}</ClaimText>;
  },
  cite: ({ node }) => {
    const number = dataOf(node?.properties, 'data-number');
    const unverified = dataOf(node?.properties, 'data-unverified');
    if (number !== null) return <Chip number={number} index={dataOf(node?.properties, 'data-claim')} />;
    return unverified === null ? null : <Unverified index={unverified} />;
  },
};

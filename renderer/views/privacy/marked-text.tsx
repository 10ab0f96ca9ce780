/** A stretch of the stored text with its findings marked; selecting text hands over its range. */
import { type RefObject, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../electron/contract/privacy.ts';
import { cx, showWithin } from '../../ui/index.ts';
import { classIcons } from './class-icon.ts';

type Piece = { startOffset: number; endOffset: number; finding: Finding | null };

/** Plain stretches and findings in turn. */
const piecesOf = (findings: readonly Finding[], from: number, to: number): Piece[] => {
  const pieces: Piece[] = [];
  let at = from;
  for (const finding of findings) {
    const startOffset = Math.max(at, finding.startOffset);
    const endOffset = Math.min(to, finding.endOffset);
    if (endOffset <= startOffset) continue;
    if (startOffset > at) pieces.push({ startOffset: at, endOffset: startOffset, finding: null });
    pieces.push({ startOffset, endOffset, finding });
    at = endOffset;
  }
  if (at < to) pieces.push({ startOffset: at, endOffset: to, finding: null });
  return pieces;
};

/** Where in the stored text a point of the page's selection lies. */
const offsetOf = (node: Node | null, within: number): number | null => {
  const element = node instanceof Element ? node : node?.parentElement;
  const start = element?.closest<HTMLElement>('[data-offset]')?.dataset.offset;
  return start === undefined ? null : Number(start) + within;
};

export type MarkedTextProps = {
  text: string;
  range: readonly [from: number, to: number];
  findings: readonly Finding[];
  currentId: string | null;
  onPick: (findingId: string) => void;
  onSelect: (text: string) => void;
};

export function MarkedText({ text, range, findings, currentId, onPick, onSelect }: MarkedTextProps) {
  const { t } = useTranslation('privacy');
  const current = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when another finding becomes the current one
  useEffect(() => {
    if (current.current) showWithin(current.current);
  }, [currentId]);
  const readSelection = () => {
    const selection = getSelection();
    if (selection === null || selection.isCollapsed) return;
    const from = offsetOf(selection.anchorNode, selection.anchorOffset);
    const to = offsetOf(selection.focusNode, selection.focusOffset);
    if (from !== null && to !== null) onSelect(text.slice(Math.min(from, to), Math.max(from, to)));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the mouse's way; the field below does the same by keyboard
    <div onMouseUp={readSelection} className="leading-7 break-words whitespace-pre-wrap select-text">
      {piecesOf(findings, ...range).map(({ startOffset, endOffset, finding }) =>
        finding === null ? (
          <span key={startOffset} data-offset={startOffset}>
            {text.slice(startOffset, endOffset)}
          </span>
        ) : (
          <Mark
            key={startOffset}
            finding={finding}
            isCurrent={finding.id === currentId}
            current={current}
            label={t(`classes.${finding.class}`)}
            onPick={() => onPick(finding.id)}
          >
            {text.slice(startOffset, endOffset)}
          </Mark>
        ),
      )}
    </div>
  );
}

type MarkProps = {
  finding: Finding;
  isCurrent: boolean;
  current: RefObject<HTMLElement | null>;
  label: string;
  onPick: () => void;
  children: string;
};

function Mark({ finding, isCurrent, current, label, onPick, children }: MarkProps) {
  const Icon = classIcons[finding.class];
  const rejected = finding.decision === 'rejected';
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a shortcut for the mouse; the list has every finding by keyboard
    <mark
      ref={isCurrent ? current : undefined}
      data-offset={finding.startOffset}
      title={label}
      onClick={onPick}
      className={cx(
        'rounded-sm border-b-2 px-0.5 text-ink',
        rejected
          ? 'border-transparent bg-transparent line-through decoration-1'
          : finding.status === 'found' || finding.decision === 'confirmed'
            ? 'border-brand bg-brand-soft'
            : 'border-dashed border-attention bg-attention-soft',
        isCurrent && 'outline-2 outline-offset-1 outline-focus',
      )}
    >
      <Icon aria-hidden className="mr-0.5 inline size-3.5 align-[-2px]" strokeWidth={2} />
      <span className="sr-only">{label}: </span>
      <span data-offset={finding.startOffset}>{children}</span>
    </mark>
  );
}

/**
 * What the recognisers hand around: a stretch of text that identifies somebody. Offsets are UTF-16 code-unit indexes, end
 * exclusive.
 */
import type { FindingReason, FindingStatus, PiiClass } from '../../../../contract/privacy.ts';

export type { FindingReason, FindingStatus, PiiClass } from '../../../../contract/privacy.ts';

export type Span = {
  class: PiiClass;
  startOffset: number;
  endOffset: number;
  /** 0 to 1. A verified checksum counts 1, a trained or written rule what it is worth on the held-out data. */
  confidence: number;
  status: FindingStatus;
  reason: FindingReason;
};

/** From here on a finding counts as found; below it as uncertain. */
const foundFrom = 0.6;

export const span = (
  piiClass: PiiClass,
  [startOffset, endOffset]: readonly [number, number],
  confidence: number,
  reason: FindingReason,
): Span => ({
  class: piiClass,
  startOffset,
  endOffset,
  confidence,
  status: confidence >= foundFrom ? 'found' : 'uncertain',
  reason,
});

/** A trait is evidence-bound exactly when it names evidence. */
import type { Trait } from '../../../../contract/intelligence-traits.ts';

export const traitOf = (
  id: string,
  text: string,
  evidence: readonly string[],
  origin: Trait['origin'],
): Trait => ({
  id,
  text,
  basis: evidence.length > 0 ? 'evidence' : 'assumption',
  evidence: [...new Set(evidence)].slice(0, 12),
  origin,
});

/**
 * Applies a policy to a document before it is cut into chunks and indexed: findings become pseudonyms or gaps, blocks and pages
 * keep their places by an exact map of offsets. Pure but for the vault, which hands out the numbers.
 */
import type { PrivacyPolicy } from '../../../../contract/privacy.ts';
import { labelOf, removedLabel } from './labels.ts';
import { applyEdits, type Edit, type OffsetMap } from './offset-map.ts';
import { type Pseudonym, pseudonymFor, type Vault } from './pseudonyms.ts';
import type { Span } from './span.ts';

/** A finding in both texts: where it stood, and where it or its label stands now. */
export type RedactedSpan = Span & {
  redactedStartOffset: number;
  redactedEndOffset: number;
  pseudonym: Pseudonym | null;
  /** What stands in the redacted text; `null`: the text itself. */
  label: string | null;
  /** As it stood. */
  value: string;
};

export type Redacted = {
  text: string;
  map: OffsetMap;
  spans: RedactedSpan[];
};

/** Rejected findings never get here; a confirmed one counts as found. */
const isRedacted = (span: Span, policy: PrivacyPolicy): boolean =>
  (policy.mode === 'replace' || policy.mode === 'remove') &&
  policy.classes.includes(span.class) &&
  (span.status === 'found' || policy.uncertain === 'redact');

export const redactText = (
  text: string,
  spans: readonly Span[],
  policy: PrivacyPolicy,
  { vault, scope }: { vault: Vault; scope: string },
): Redacted => {
  const pseudonyms = new Map<Span, Pseudonym>();
  const labels = new Map<Span, string>();
  const edits: Edit[] = spans
    .filter((span) => isRedacted(span, policy))
    .map((span) => {
      const { startOffset, endOffset } = span;
      let replacement = removedLabel;
      if (policy.mode === 'replace') {
        const pseudonym = pseudonymFor(vault, span.class, text.slice(startOffset, endOffset), scope);
        pseudonyms.set(span, pseudonym);
        replacement = labelOf(policy.labelLanguage, span.class, pseudonym.number);
      }
      labels.set(span, replacement);
      return { startOffset, endOffset, replacement };
    });
  const { text: redacted, map } = applyEdits(text, edits);
  return {
    text: redacted,
    map,
    spans: spans.map((span) => ({
      ...span,
      redactedStartOffset: map.toNew(span.startOffset),
      redactedEndOffset: map.toNew(span.endOffset),
      pseudonym: pseudonyms.get(span) ?? null,
      label: labels.get(span) ?? null,
      value: text.slice(span.startOffset, span.endOffset),
    })),
  };
};

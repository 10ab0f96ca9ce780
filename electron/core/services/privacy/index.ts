/**
 * Privacy: personal data is found in documents before they are indexed, shown, replaced by pseudonyms or removed as their space
 * wants it, and people have the last word.
 *
 * Whoever stores documents calls, between reading a file and cutting it into chunks:
 *
 *     const redaction = await privacy.redact(tenantId, { spaceId, scope, title, text, language, blocks, pages, metadata, warnings, signal });
 *     const stored = knowledge.addDocument(tenantId, { …, title, text, blocks, pages, metadata: all from `redaction` });
 *     privacy.keep(tenantId, stored, redaction);
 *
 * and does not keep the original file where `redaction.dropOriginal` says so. `redact` gives way to other work every few
 * milliseconds. What it learnt goes with the document, by foreign keys.
 */
import type { Inspection, PrivacyPolicy } from '../../../contract/privacy.ts';
import type { Db } from '../../db/open.ts';
import { type Clock, isoNow } from '../../kernel/clock.ts';
import { appError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import {
  type AnyBlock,
  type AnyPage,
  type RedactInput,
  type Redaction,
  redactDocument,
} from './redact-document.ts';
import { detectInTurns } from './redaction/detect.ts';
import type { NameModel } from './redaction/names/model.ts';
import { residualRisk } from './redaction/report.ts';
import { createReview } from './review.ts';
import * as store from './store.ts';
import { deleteUnusedPseudonyms, readPseudonym } from './vault.ts';

export type { RedactInput, Redaction } from './redact-document.ts';
export { readNameModel } from './redaction/names/model.ts';

/** A file as text; by the parser processes. */
export type ReadFile = (
  path: string,
  signal: AbortSignal,
) => Promise<{
  text: string;
  language: string | null;
  pages?:
    | readonly {
        startOffset: number;
        endOffset: number;
        needsOcr?: boolean | undefined;
        ocr?: boolean | undefined;
      }[]
    | undefined;
  warnings: readonly string[];
}>;

export type PrivacyOptions = {
  db: Db;
  clock: Clock;
  /** Read at first use and kept. */
  model: () => NameModel;
  readFile: ReadFile;
  onChange: (spaceId: string) => void;
};

export const createPrivacy = (options: PrivacyOptions) => {
  const { db, clock, model, readFile, onChange } = options;
  deleteUnusedPseudonyms(db);

  const checkSpace = (tenantId: string, spaceId: string): void => {
    if (!store.spaceExists(db, tenantId, spaceId)) throw appError('privacy.SPACE_NOT_FOUND', {});
  };

  /** Findings and report of a stored document; an earlier check of the same version is replaced. */
  const keep = (
    tenantId: string,
    document: { id: string; spaceId: string; versionId: string },
    redaction: Pick<Redaction<AnyBlock, AnyPage>, 'policy' | 'report' | 'spans'>,
  ): void => {
    const { report, spans, policy } = redaction;
    db.transaction(() => {
      const earlier = store.readFindings(db, document.versionId);
      for (const span of spans)
        store.insertFinding(db, tenantId, document, {
          id: newId(),
          class: span.class,
          startOffset: span.redactedStartOffset,
          endOffset: span.redactedEndOffset,
          confidence: span.confidence,
          status: span.status,
          reason: span.reason,
          decision: span.reason === 'correction' ? 'confirmed' : 'open',
          redacted: span.label !== null,
          original: span.pseudonym === null ? null : span.value,
          pseudonymId: span.pseudonym?.id ?? null,
        });
      // After the new ones: a pseudonym both use must not be deleted in between.
      for (const { id } of earlier) store.deleteFinding(db, id);
      if (report !== null)
        store.writeReport(db, tenantId, document, { mode: policy.mode, report, at: isoNow(clock) });
      if (policy.mode === 'replace' || policy.mode === 'remove') store.dropUnredactedVersions(db, document);
    })();
  };

  return {
    policy: (tenantId: string, spaceId: string): PrivacyPolicy => {
      checkSpace(tenantId, spaceId);
      return store.readPolicy(db, tenantId, spaceId);
    },
    setPolicy: (tenantId: string, spaceId: string, policy: PrivacyPolicy): PrivacyPolicy => {
      checkSpace(tenantId, spaceId);
      store.writePolicy(db, tenantId, spaceId, policy, isoNow(clock));
      onChange(spaceId);
      return policy;
    },
    redact: <B extends AnyBlock, P extends AnyPage>(
      tenantId: string,
      input: RedactInput<B, P>,
    ): Promise<Redaction<B, P>> => redactDocument({ db, clock, model }, tenantId, input),
    keep,
    ...createReview({ db, clock, onChange }),
    restore: (tenantId: string, pseudonymId: string): { value: string } => {
      const found = readPseudonym(db, tenantId, pseudonymId);
      if (found === null) throw appError('privacy.PSEUDONYM_NOT_FOUND', {});
      return { value: found.value };
    },
    inspect: async (path: string, signal: AbortSignal): Promise<Inspection> => {
      const { text, language, pages = [], warnings } = await readFile(path, signal);
      const spans = await detectInTurns(text, language ?? 'de', model(), signal);
      return {
        language: language ?? 'de',
        text,
        spans,
        report: residualRisk(text, spans, { language, pages, warnings }),
      };
    },
  };
};
export type Privacy = ReturnType<typeof createPrivacy>;

/** What people see of the findings in a document, and what they decide about them. */
import type { DocumentReview, Finding, PiiClass } from '../../../contract/privacy.ts';
import type { Db } from '../../db/open.ts';
import { type Clock, isoNow } from '../../kernel/clock.ts';
import { appError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { sameText } from './redaction/corrections.ts';
import * as store from './store.ts';

export type ReviewOwner = { tenantId: string; userId: string };

export type Decision = { kind: 'confirm' | 'reject' | 'reopen' } | { kind: 'change'; class: PiiClass };

type StoredFinding = NonNullable<ReturnType<typeof store.readFinding>>;

export const createReview = ({
  db,
  clock,
  onChange,
}: {
  db: Db;
  clock: Clock;
  onChange: (spaceId: string) => void;
}) => {
  const documentOf = (tenantId: string, documentId: string): store.StoredDocument => {
    const document = store.readDocument(db, tenantId, documentId);
    if (document === null) throw appError('privacy.DOCUMENT_NOT_FOUND', {});
    return document;
  };

  const shown = ({ redacted, original: _protected, ...finding }: StoredFinding, text: string): Finding => ({
    ...finding,
    label: redacted ? text.slice(finding.startOffset, finding.endOffset) : null,
  });

  const review = (tenantId: string, documentId: string): DocumentReview => {
    const document = documentOf(tenantId, documentId);
    const text = store.readText(db, document.versionId);
    const report = store.readReport(db, document.versionId);
    return {
      documentId: document.id,
      spaceId: document.spaceId,
      versionId: document.versionId,
      title: document.title,
      mode: report?.mode ?? 'off',
      text,
      findings: store.readFindings(db, document.versionId).map((finding) => shown(finding, text)),
      report: report?.report ?? null,
      checkedAt: report?.checkedAt ?? null,
      stale: report?.stale ?? false,
    };
  };

  /** Written down for the space; where labels stand in the text, it shows only once the document is read again. */
  const remember = (
    owner: ReviewOwner,
    document: store.StoredDocument,
    correction: Parameters<typeof store.insertCorrection>[3],
  ): void => {
    store.insertCorrection(
      db,
      owner.tenantId,
      {
        id: newId(),
        spaceId: document.spaceId,
        documentId: document.id,
        userId: owner.userId,
        at: isoNow(clock),
      },
      correction,
    );
  };

  const decide = (owner: ReviewOwner, documentId: string, findingId: string, decision: Decision): Finding => {
    const document = documentOf(owner.tenantId, documentId);
    const finding = store.readFinding(db, document.versionId, findingId);
    if (finding === null) throw appError('privacy.FINDING_NOT_FOUND', {});
    const text = store.readText(db, document.versionId);
    const written = finding.redacted ? finding.original : text.slice(finding.startOffset, finding.endOffset);
    if (written === null) throw appError('privacy.ORIGINAL_GONE', {});
    const value = sameText(written);
    const changed: StoredFinding = {
      ...finding,
      class: decision.kind === 'change' ? decision.class : finding.class,
      decision: decision.kind === 'reopen' ? 'open' : decision.kind === 'reject' ? 'rejected' : 'confirmed',
    };
    db.transaction(() => {
      if (decision.kind === 'reopen') store.deleteCorrections(db, document.spaceId, value);
      else if (decision.kind === 'change')
        remember(owner, document, { kind: 'change', from: finding.class, class: decision.class, value });
      else remember(owner, document, { kind: decision.kind, class: finding.class, value });
      store.updateFinding(db, findingId, changed);
      if (staysAsItIs(finding, changed) === false) store.markStale(db, document.versionId);
    })();
    onChange(document.spaceId);
    return shown(changed, text);
  };

  const addFinding = (
    owner: ReviewOwner,
    {
      documentId,
      startOffset,
      endOffset,
      class: piiClass,
    }: { documentId: string; startOffset: number; endOffset: number; class: PiiClass },
  ): Finding => {
    const document = documentOf(owner.tenantId, documentId);
    const text = store.readText(db, document.versionId);
    const value = sameText(text.slice(startOffset, endOffset));
    const taken = store
      .readFindings(db, document.versionId)
      .some(
        (one) => one.startOffset < endOffset && one.endOffset > startOffset && one.decision !== 'rejected',
      );
    if (taken || endOffset > text.length || !/[\p{L}\p{N}]/u.test(value))
      throw appError('privacy.RANGE_INVALID', {});
    const added: StoredFinding = {
      id: newId(),
      class: piiClass,
      startOffset,
      endOffset,
      confidence: 1,
      status: 'found',
      reason: 'correction',
      decision: 'confirmed',
      redacted: false,
      original: null,
      pseudonymId: null,
      page: null,
    };
    db.transaction(() => {
      remember(owner, document, { kind: 'add', class: piiClass, value });
      store.insertFinding(db, owner.tenantId, document, added);
      store.markStale(db, document.versionId);
    })();
    onChange(document.spaceId);
    return shown(store.readFinding(db, document.versionId, added.id) ?? added, text);
  };

  return { review, decide, addFinding };
};

/** A confirmed label keeps standing; whatever else changes is in the text only after the document is read again. */
const staysAsItIs = (before: StoredFinding, after: StoredFinding): boolean =>
  before.class === after.class && (after.decision !== 'rejected' || !before.redacted) && before.redacted;

/** One document on its way into a space: found, corrected by what people decided before, and redacted as the space wants it. */
import type { PrivacyPolicy, ResidualRisk } from '../../../contract/privacy.ts';
import type { Db } from '../../db/open.ts';
import type { Clock } from '../../kernel/clock.ts';
import { applyCorrections } from './redaction/corrections.ts';
import { detect, detectInTurns } from './redaction/detect.ts';
import type { NameModel } from './redaction/names/model.ts';
import { moveRanges } from './redaction/offset-map.ts';
import { type RedactedSpan, redactText } from './redaction/redact.ts';
import { residualRisk } from './redaction/report.ts';
import { readCorrections, readPolicy } from './store.ts';
import { openVault } from './vault.ts';

type Range = { startOffset: number; endOffset: number };
export type AnyBlock = Range & {
  table?: readonly (readonly Range[])[] | undefined;
  lines?: readonly Range[] | undefined;
};
export type AnyPage = Range & { needsOcr?: boolean | undefined; ocr?: boolean | undefined };

export type RedactInput<B extends AnyBlock, P extends AnyPage> = {
  spaceId: string;
  /** Keeps initials of different documents apart, e.g. where the document came from. The same when it is read again. */
  scope: string;
  title: string;
  text: string;
  /** `null`: too little text to tell. */
  language: string | null;
  /** Ranges of `text`; `undefined` stays so. */
  blocks?: readonly B[] | undefined;
  pages?: readonly P[] | undefined;
  metadata?: Readonly<Record<string, string>> | undefined;
  /** Of the parser. */
  warnings?: readonly string[] | undefined;
  signal: AbortSignal;
};

export type Redaction<B extends AnyBlock, P extends AnyPage> = {
  policy: PrivacyPolicy;
  title: string;
  text: string;
  blocks: B[] | undefined;
  pages: P[] | undefined;
  metadata: Record<string, string>;
  /** `null`: the space's policy is `off`. */
  report: ResidualRisk | null;
  spans: RedactedSpan[];
  /** The original must not be kept either: it says what the text no longer says, and its pages can be looked at. */
  dropOriginal: boolean;
};

/** Fields of files that name people. */
const personalFields =
  /author|creator|last.?modified.?by|^from$|^to$|^cc$|^bcc$|sender|recipient|manager|verfasser/i;

export const redactDocument = async <B extends AnyBlock, P extends AnyPage>(
  { db, clock, model }: { db: Db; clock: Clock; model: () => NameModel },
  tenantId: string,
  input: RedactInput<B, P>,
): Promise<Redaction<B, P>> => {
  const policy = readPolicy(db, tenantId, input.spaceId);
  const { text, title, blocks, pages, metadata = {}, warnings = [], language, signal } = input;
  const untouched = {
    policy,
    title,
    text,
    blocks: blocks === undefined ? undefined : [...blocks],
    pages: pages === undefined ? undefined : [...pages],
    metadata: { ...metadata },
  };
  if (policy.mode === 'off') return { ...untouched, report: null, spans: [], dropOriginal: false };

  const corrections = readCorrections(db, tenantId, input.spaceId);
  const found = await detectInTurns(text, language ?? 'de', model(), signal);
  const spans = applyCorrections(text, found, corrections).filter((span) =>
    policy.classes.includes(span.class),
  );
  const report = residualRisk(text, spans, { language, pages: pages ?? [], warnings });
  const vault = openVault(db, clock, tenantId, input.spaceId);
  const { scope } = input;
  const titleSpans = applyCorrections(title, detect(title, language ?? 'de', model()), corrections);
  const redacted = db.transaction(() => ({
    body: redactText(text, spans, policy, { vault, scope }),

    title: redactText(title, titleSpans, policy, { vault, scope }).text,
  }))();
  if (policy.mode === 'mark')
    return { ...untouched, report, spans: redacted.body.spans, dropOriginal: false };
  const { map } = redacted.body;
  return {
    policy,
    title: redacted.title,
    text: redacted.body.text,
    blocks: blocks === undefined ? undefined : moveRanges(blocks, map),
    pages: pages?.map((page) => ({
      ...page,
      startOffset: map.toNew(page.startOffset),
      endOffset: map.toNew(page.endOffset),
    })),
    metadata: Object.fromEntries(Object.entries(metadata).filter(([field]) => !personalFields.test(field))),
    report,
    spans: redacted.body.spans,
    dropOriginal: true,
  };
};

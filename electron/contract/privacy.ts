/**
 * Personal data in documents: what is done with it in each space, what was found in each document, what people decided about
 * it, and how a pseudonym leads back to the person. Offsets are UTF-16 code-unit indexes, end exclusive.
 */
import { z } from 'zod';
import { id, reads, writes } from './base.ts';

export const piiClasses = [
  'person',
  'address',
  'phone',
  'email',
  'date-of-birth',
  'iban',
  'credit-card',
  'tax-id',
  'tax-number',
  'national-id',
  'social-insurance',
  'health-insurance',
  'identity-document',
  'licence-plate',
  'case-number',
  'ip-address',
] as const;
export const piiClass = z.enum(piiClasses);
export type PiiClass = z.infer<typeof piiClass>;

export const findingStatus = z.enum(['found', 'uncertain']);
export type FindingStatus = z.infer<typeof findingStatus>;

/** Why something counts as personal data. */
export const findingReason = z.enum([
  /** The check digit holds. */
  'checksum',
  /** Looks like one and is called one, but the check digit does not hold: perhaps a slip of the pen. */
  'checksum-failed',
  /** The words before it say what it is. */
  'context',
  /** It is written like nothing else. */
  'format',
  /** The trained name model. */
  'model',
  /** A written rule, e.g. a form of address. */
  'rule',
  /** The same name stands elsewhere in the document. */
  'same-name',
  /** A person said so. */
  'correction',
]);
export type FindingReason = z.infer<typeof findingReason>;

/** A stretch of a text that was not stored, e.g. of a file on the command line. */
export const piiSpan = z.object({
  class: piiClass,
  startOffset: z.int(),
  endOffset: z.int(),
  /** 0 to 1. */
  confidence: z.number(),
  status: findingStatus,
  reason: findingReason,
});
export type PiiSpan = z.infer<typeof piiSpan>;

export const labelLanguage = z.enum(['de', 'en', 'tr']);
export type LabelLanguage = z.infer<typeof labelLanguage>;

const privacyMode = z.enum([
  /** Nothing is looked for. */
  'off',
  /** Found and shown, the text stays. */
  'mark',
  /** A pseudonym stands in the stored text; the vault leads back. */
  'replace',
  /** Nothing leads back. */
  'remove',
]);

export const privacyPolicy = z.object({
  mode: privacyMode,
  /** Of these kinds; the others are left alone. */
  classes: z.array(piiClass),
  /** What happens to uncertain findings when they would be replaced or removed. */
  uncertain: z.enum(['redact', 'keep']),
  /** Of the pseudonyms, e.g. “[Person 3]”. */
  labelLanguage,
});
export type PrivacyPolicy = z.infer<typeof privacyPolicy>;

export const uncheckedPart = z.object({
  reason: z.enum([
    'image-without-text',
    /** Letters may be misread, so a name or number may be missed. */
    'read-from-image',
    'unreadable-pages',
    'unsupported-language',
    'truncated',
    'attachments-skipped',
    'damaged',
  ]),
  /** From 1; `null`: somewhere. */
  page: z.int().nullable(),
});
export type UncheckedPart = z.infer<typeof uncheckedPart>;

const counts = z.partialRecord(piiClass, z.int());

export const residualRisk = z.object({
  checkedCharacters: z.int(),
  /** `null`: too little text to tell. */
  language: z.string().nullable(),
  found: counts,
  uncertain: counts,
  notChecked: z.array(uncheckedPart),
});
export type ResidualRisk = z.infer<typeof residualRisk>;

/** In a stored document; offsets are of the stored text, where a label may stand for it. */
export const finding = piiSpan.extend({
  id,
  /** What a person decided. */
  decision: z.enum(['open', 'confirmed', 'rejected']),
  /** The label in the stored text; `null`: the text itself stands there. */
  label: z.string().nullable(),
  /** Leads back to the original through the vault. */
  pseudonymId: id.nullable(),
  page: z.int().nullable(),
});
export type Finding = z.infer<typeof finding>;

export const documentReview = z.object({
  documentId: id,
  spaceId: id,
  versionId: id,
  title: z.string(),
  mode: privacyMode,
  text: z.string(),
  findings: z.array(finding),
  report: residualRisk.nullable(),
  checkedAt: z.string().nullable(),
  /** Decisions since then change the stored text only when the document is read again. */
  stale: z.boolean(),
});
export type DocumentReview = z.infer<typeof documentReview>;

export const inspection = z.object({
  language: z.string(),
  text: z.string(),
  spans: z.array(piiSpan),
  report: residualRisk,
});
export type Inspection = z.infer<typeof inspection>;

export const privacyContract = {
  policy: reads('privacy.read')
    .input(z.object({ spaceId: id }))
    .output(privacyPolicy),
  /** Holds for documents from now on; those already stored change when they are read again. */
  setPolicy: writes('privacy.write')
    .input(z.object({ spaceId: id, policy: privacyPolicy }))
    .output(privacyPolicy),
  review: reads('privacy.read')
    .input(z.object({ documentId: id }))
    .output(documentReview),
  /** `change` gives the class that is right. The same text anywhere in the space is treated alike from now on. */
  decide: writes('privacy.write')
    .input(
      z.object({
        documentId: id,
        findingId: id,
        decision: z.discriminatedUnion('kind', [
          z.object({ kind: z.enum(['confirm', 'reject', 'reopen']) }),
          z.object({ kind: z.literal('change'), class: piiClass }),
        ]),
      }),
    )
    .output(finding),
  addFinding: writes('privacy.write')
    .input(
      z.object({ documentId: id, startOffset: z.int().min(0), endOffset: z.int().min(1), class: piiClass }),
    )
    .output(finding),
  /** What a pseudonym stands for. Audited with the id of the pseudonym. */
  restore: writes('privacy.restore')
    .input(z.object({ pseudonymId: id }))
    .output(z.object({ value: z.string() })),
  /** Looks into a file without storing anything of it. */
  inspect: reads('privacy.read')
    .input(z.object({ path: z.string().min(1).max(4096) }))
    .output(inspection),
};

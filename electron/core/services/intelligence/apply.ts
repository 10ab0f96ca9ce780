/**
 * Brings proposals and what is stored together: what a person has locked stays as it is, what a person has changed keeps the
 * change, what nobody wants stays away, and what the sources no longer say is marked or, untouched, dropped.
 */
import type { ContentEnrichment, Persona, TargetGroup } from '../../../contract/intelligence-groups.ts';
import type { Trait } from '../../../contract/intelligence-traits.ts';
import type { Db } from '../../db/open.ts';
import { newId } from '../../kernel/ids.ts';
import { keptFields, takenAwayOf, withoutTakenAway } from './edited-fields.ts';
import * as holdings from './holdings.ts';
import { foldMerged, knownKeys } from './merged-groups.ts';
import type { EnrichmentDraft, GroupDraft, PersonaDraft } from './making/draft.ts';

type Owner = { tenantId: string; analysisId: string; at: string };

const stripped = ({ signals: _signals, focus: _focus, ...draft }: GroupDraft) => draft;

/** Ids by key, for personas and enrichments. */
export const applyGroups = (db: Db, proposed: readonly GroupDraft[], owner: Owner): Map<string, string> => {
  const all = holdings.groupsOf(db, owner.analysisId);
  const keys = knownKeys(proposed, all);
  const named = proposed.map((draft) => ({ ...draft, key: keys.get(draft.key) ?? draft.key }));
  const { drafts, mergedInto } = foldMerged(named, all, holdings.mergesOf(db, owner.analysisId));
  const known = new Map(all.map((held) => [held.item.key, held]));
  const ids = new Map<string, string>();
  for (const draft of drafts) {
    const held = known.get(draft.key);
    known.delete(draft.key);
    if (held?.removed === true) continue;
    const fresh: TargetGroup = {
      ...stripped(draft),
      id: held?.item.id ?? newId(),
      analysisId: owner.analysisId,
      locked: false,
      vanished: false,
      updatedAt: owner.at,
    };
    ids.set(draft.key, fresh.id);
    const item = held === undefined ? fresh : renewed(held, fresh, mergedInto.has(draft.key));
    holdings.putGroup(db, owner.tenantId, { item, removed: false, edited: held?.edited ?? [] });
  }
  for (const held of known.values()) {
    if (held.removed) continue;
    if (held.item.origin === 'person') ids.set(held.item.key, held.item.id);
    else if (holdings.isTouched(held) || holdings.hasTouchedPersonas(db, held.item))
      holdings.putGroup(db, owner.tenantId, { ...held, item: { ...held.item, vanished: true } });
    else holdings.dropGroup(db, held.item.id);
  }
  for (const [key, parts] of mergedInto) {
    const into = ids.get(key);
    if (into !== undefined) for (const part of parts) ids.set(part, into);
  }
  for (const [proposedAs, key] of keys) {
    const found = ids.get(key);
    if (found !== undefined) ids.set(proposedAs, found);
  }
  return ids;
};

/** Counted anew at each repeat where a person has merged or split, so that such a group does not grow old. */
const countedFields = new Set(['evidence', 'size', 'topicIds']);

const renewed = (
  { item, edited }: holdings.Held<TargetGroup>,
  fresh: TargetGroup,
  isMerged: boolean,
): TargetGroup => {
  if (item.locked) return { ...item, vanished: false };
  if (item.origin === 'person') return grown(item, fresh, edited);
  const left = withoutTaken(fresh, edited);
  const isCounted = isMerged || left.evidence.length < fresh.evidence.length;
  const kept = isCounted ? edited.filter((field) => !countedFields.has(field)) : edited;
  return { ...left, ...keptFields(item, left, kept) };
};

/** What a person has split off stays where it went. */
const withoutTaken = (fresh: TargetGroup, edited: readonly string[]): TargetGroup => {
  const evidence = withoutTakenAway('evidence', fresh.evidence, edited);
  const sentences = fresh.size.sentences - (fresh.evidence.length - evidence.length);
  return { ...fresh, evidence, size: { ...fresh.size, sentences } };
};

/** A group of a person's own that others went into: it keeps all it has and takes in what is new of them. */
const grown = (item: TargetGroup, fresh: TargetGroup, edited: readonly string[]): TargetGroup => {
  const evidence = [...new Set([...item.evidence, ...withoutTakenAway('evidence', fresh.evidence, edited)])];
  const grownTraits = (field: 'needs' | 'barriers' | 'languages' | 'channels' | 'accessibility'): Trait[] => {
    const known = new Set(item[field].flatMap(({ id, text }) => [id, text]));
    const gone = new Set(takenAwayOf(field, edited));
    return [
      ...item[field],
      ...fresh[field].filter(({ id, text }) => !known.has(id) && !known.has(text) && !gone.has(id)),
    ];
  };
  return {
    ...item,
    evidence,
    size: {
      sentences: Math.max(evidence.length, item.size.sentences),
      documents: Math.max(item.size.documents, fresh.size.documents),
      signals: item.size.signals,
    },
    needs: grownTraits('needs'),
    barriers: grownTraits('barriers'),
    languages: grownTraits('languages'),
    channels: grownTraits('channels'),
    accessibility: grownTraits('accessibility'),
    topicIds: [...new Set([...item.topicIds, ...fresh.topicIds])],
    vanished: false,
    updatedAt: fresh.updatedAt,
  };
};

export const applyPersonas = (
  db: Db,
  drafts: readonly PersonaDraft[],
  groupIds: ReadonlyMap<string, string>,
  owner: Owner,
): void => {
  const known = new Map(holdings.personasOf(db, owner.analysisId).map((held) => [held.item.key, held]));
  for (const { groupKey, ...draft } of drafts) {
    const groupId = groupIds.get(groupKey);
    const held = known.get(draft.key);
    known.delete(draft.key);
    if (held?.removed === true || groupId === undefined) continue;
    const fresh: Persona = {
      ...draft,
      id: held?.item.id ?? newId(),
      analysisId: owner.analysisId,
      groupId,
      // A name is made up once; a repeat must not turn one person into another.
      name: held?.item.name ?? draft.name,
      portrait: held?.item.portrait ?? draft.portrait,
      locked: false,
      vanished: false,
      updatedAt: owner.at,
    };
    const item =
      held === undefined
        ? fresh
        : held.item.locked
          ? { ...held.item, vanished: false }
          : { ...fresh, groupId: held.item.groupId, ...keptFields(held.item, fresh, held.edited) };
    holdings.putPersona(db, owner.tenantId, { item, removed: false, edited: held?.edited ?? [] });
  }
  for (const held of known.values()) {
    if (held.removed || held.item.origin === 'person') continue;
    if (holdings.isTouched(held))
      holdings.putPersona(db, owner.tenantId, { ...held, item: { ...held.item, vanished: true } });
    else holdings.dropPersona(db, held.item.id);
  }
};

export const applyEnrichments = (
  db: Db,
  drafts: readonly EnrichmentDraft[],
  groupIds: ReadonlyMap<string, string>,
  owner: Owner,
): ContentEnrichment[] => {
  const all = drafts.flatMap(({ groupKey, ...draft }): ContentEnrichment[] => {
    const groupId = groupIds.get(groupKey);
    return groupId === undefined ? [] : [{ ...draft, id: newId(), analysisId: owner.analysisId, groupId }];
  });
  holdings.replaceEnrichments(db, owner.tenantId, owner.analysisId, all);
  return all;
};

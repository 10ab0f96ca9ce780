/**
 * Brings proposals and what is stored together: what a person has locked stays as it is, what a person has changed keeps the
 * change, what nobody wants stays away, and what the sources no longer say is marked or, untouched, dropped.
 */
import type { ContentEnrichment, Persona, TargetGroup } from '../../../contract/intelligence.ts';
import type { Trait } from '../../../contract/intelligence-traits.ts';
import type { Db } from '../../db/open.ts';
import { newId } from '../../kernel/ids.ts';
import { keptFields } from './edited-fields.ts';
import * as holdings from './holdings.ts';
import type { EnrichmentDraft, GroupDraft, PersonaDraft } from './making/draft.ts';

type Owner = { tenantId: string; analysisId: string; at: string };

const stripped = ({ signals: _signals, focus: _focus, ...draft }: GroupDraft) => draft;

/** Ids by key, for personas and enrichments. */
export const applyGroups = (db: Db, proposed: readonly GroupDraft[], owner: Owner): Map<string, string> => {
  const known = new Map(holdings.groupsOf(db, owner.analysisId).map((held) => [held.item.key, held]));
  const ids = new Map<string, string>();
  const { drafts, mergedInto } = foldMerged(proposed, [...known.values()]);
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
    const item =
      held === undefined
        ? fresh
        : held.item.locked
          ? { ...held.item, vanished: false }
          : {
              ...fresh,
              ...keptFields(
                held.item,
                fresh,
                mergedInto.has(draft.key) ? stillHeld(held.edited) : held.edited,
              ),
            };
    holdings.putGroup(db, owner.tenantId, { item, removed: false, edited: held?.edited ?? [] });
  }
  for (const [key, parts] of mergedInto) {
    const into = ids.get(key);
    if (into !== undefined) for (const part of parts) ids.set(part, into);
  }
  for (const held of known.values()) {
    if (held.removed) continue;
    if (held.item.origin === 'person') ids.set(held.item.key, held.item.id);
    else if (held.item.locked || held.edited.length > 0)
      holdings.putGroup(db, owner.tenantId, { ...held, item: { ...held.item, vanished: true } });
    else holdings.dropGroup(db, held.item.id);
  }
  return ids;
};

/** Renewed from the parts at each repeat, so that a merged group does not grow old. */
const countedFields = new Set(['evidence', 'size', 'topicIds']);
const stillHeld = (edited: readonly string[]): string[] =>
  edited.filter((field) => !countedFields.has(field));

/** What a person has merged stays one group: its parts are proposed apart and become one again. */
const foldMerged = (
  proposed: readonly GroupDraft[],
  known: readonly holdings.Held<TargetGroup>[],
): { drafts: GroupDraft[]; mergedInto: Map<string, string[]> } => {
  const removed = new Set(known.flatMap((held) => (held.removed ? [held.item.key] : [])));
  const byKey = new Map(proposed.map((draft) => [draft.key, draft]));
  const mergedInto = new Map<string, string[]>();
  const folded = new Map<string, GroupDraft>();
  for (const held of known) {
    if (held.removed || !held.edited.includes('signalKeys')) continue;
    const parts = held.item.signalKeys.filter((key) => key !== held.item.key && removed.has(key));
    if (parts.length === 0) continue;
    mergedInto.set(held.item.key, parts);
    const drafts = [held.item.key, ...parts].flatMap((key) => byKey.get(key) ?? []);
    const [first] = drafts;
    if (first !== undefined) folded.set(held.item.key, { ...joinDrafts(drafts), key: held.item.key });
  }
  const drafts = [
    ...proposed.map((draft) => folded.get(draft.key) ?? draft),
    // Its own first part may be gone from the sources while others are still there.
    ...[...folded].flatMap(([key, draft]) => (byKey.has(key) ? [] : [draft])),
  ];
  return { drafts, mergedInto };
};

const joinDrafts = ([first, ...others]: readonly GroupDraft[]): GroupDraft => {
  if (first === undefined) throw new Error('nothing to join');
  const all = [first, ...others];
  const joined = (pick: (one: GroupDraft) => Trait[]): Trait[] => [
    ...new Map(all.flatMap(pick).map((trait) => [trait.text, trait])).values(),
  ];
  const evidence = [...new Set(all.flatMap((one) => one.evidence))];
  return {
    ...first,
    evidence,
    size: {
      sentences: Math.max(evidence.length, ...all.map(({ size }) => size.sentences)),
      documents: Math.max(
        new Set(all.flatMap(({ focus }) => focus.documents)).size,
        ...all.map(({ size }) => size.documents),
      ),
      signals: all.reduce((sum, { size }) => sum + size.signals, 0),
    },
    needs: joined((one) => one.needs),
    barriers: joined((one) => one.barriers),
    languages: joined((one) => one.languages),
    channels: joined((one) => one.channels),
    accessibility: joined((one) => one.accessibility),
    topicIds: [...new Set(all.flatMap((one) => one.topicIds))],
    signalKeys: [...new Set(all.flatMap((one) => one.signalKeys))],
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
    if (held.item.locked || held.edited.length > 0)
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

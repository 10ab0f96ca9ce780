/**
 * Brings proposals and what is stored together: what a person has locked stays as it is, what a person has changed keeps the
 * change, what nobody wants stays away, and what the sources no longer say is marked or, untouched, dropped.
 */
import type { ContentEnrichment, Persona, TargetGroup } from '../../../contract/intelligence.ts';
import type { Db } from '../../db/open.ts';
import { newId } from '../../kernel/ids.ts';
import { keptFields } from './edited-fields.ts';
import * as holdings from './holdings.ts';
import type { EnrichmentDraft, GroupDraft, PersonaDraft } from './making/draft.ts';

type Owner = { tenantId: string; analysisId: string; at: string };

const stripped = ({ signals: _signals, focus: _focus, ...draft }: GroupDraft) => draft;

/** Ids by key, for personas and enrichments. */
export const applyGroups = (db: Db, drafts: readonly GroupDraft[], owner: Owner): Map<string, string> => {
  const known = new Map(holdings.groupsOf(db, owner.analysisId).map((held) => [held.item.key, held]));
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
    const item =
      held === undefined
        ? fresh
        : held.item.locked
          ? { ...held.item, vanished: false }
          : { ...fresh, ...keptFields(held.item, fresh, held.edited) };
    holdings.putGroup(db, owner.tenantId, { item, removed: false, edited: held?.edited ?? [] });
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

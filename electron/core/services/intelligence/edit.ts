/** What people do to groups and personas: edit, lock, merge, split, add, remove, and take it back. Every step leaves a history entry. */
import type { HistoryEntry, Persona, TargetGroup } from '../../../contract/intelligence.ts';
import { type ContentLanguage, tones, type Trait } from '../../../contract/intelligence-traits.ts';
import type { Db } from '../../db/open.ts';
import { type Clock, isoNow } from '../../kernel/clock.ts';
import { appError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import * as holdings from './holdings.ts';
import { drawName, drawPortrait } from './making/personas.ts';
import { createRandom, seedOf } from './reading/random.ts';
import type { IntelligenceResources } from './resources.ts';
import * as store from './store.ts';
import { asWrittenByHand, changesBetween } from './written-by-hand.ts';

type Held<T> = holdings.Held<T>;
type GroupChange = Partial<Omit<TargetGroup, 'id' | 'analysisId' | 'key'>>;
type PersonaChange = Partial<Omit<Persona, 'id' | 'analysisId' | 'key' | 'groupId'>>;

export const createEditing = (options: {
  db: Db;
  clock: Clock;
  resources: IntelligenceResources;
  onChange(analysisId: string): void;
}) => {
  const { db, clock, resources, onChange } = options;

  const group = (tenantId: string, groupId: string): Held<TargetGroup> => {
    const found = holdings.findGroup(db, tenantId, groupId);
    if (found === null || found.removed) throw appError('intelligence.GROUP_NOT_FOUND', {});
    return found;
  };
  const persona = (tenantId: string, personaId: string): Held<Persona> => {
    const found = holdings.findPersona(db, tenantId, personaId);
    if (found === null || found.removed) throw appError('intelligence.PERSONA_NOT_FOUND', {});
    return found;
  };

  const remember = (
    tenantId: string,
    kind: 'group' | 'persona',
    action: HistoryEntry['action'],
    before: TargetGroup | Persona | null,
    after: TargetGroup | Persona | null,
  ): void => {
    const subject = after ?? before;
    if (subject === null) return;
    holdings.insertHistory(db, tenantId, {
      id: newId(),
      analysisId: subject.analysisId,
      subjectId: subject.id,
      kind,
      action,
      at: isoNow(clock),
      changes: before === null || after === null ? [] : changesBetween(before, after),
      before,
    });
  };

  const saveGroup = (
    tenantId: string,
    held: Held<TargetGroup>,
    change: GroupChange,
    action: HistoryEntry['action'],
    more: { removed?: boolean } = {},
  ): TargetGroup => {
    const item = { ...held.item, ...change, updatedAt: isoNow(clock) };
    const edited = action === 'edited' ? [...new Set([...held.edited, ...Object.keys(change)])] : held.edited;
    db.transaction(() => {
      remember(tenantId, 'group', action, held.item, item);
      holdings.putGroup(db, tenantId, { item, removed: more.removed ?? held.removed, edited });
    })();
    onChange(item.analysisId);
    return item;
  };

  const savePersona = (
    tenantId: string,
    held: Held<Persona>,
    change: PersonaChange & { groupId?: string },
    action: HistoryEntry['action'],
    more: { removed?: boolean } = {},
  ): Persona => {
    const item = { ...held.item, ...change, updatedAt: isoNow(clock) };
    const edited = action === 'edited' ? [...new Set([...held.edited, ...Object.keys(change)])] : held.edited;
    db.transaction(() => {
      remember(tenantId, 'persona', action, held.item, item);
      holdings.putPersona(db, tenantId, { item, removed: more.removed ?? held.removed, edited });
    })();
    onChange(item.analysisId);
    return item;
  };

  const unlocked = (item: { locked: boolean; name: string }): void => {
    if (item.locked) throw appError('intelligence.LOCKED', { name: item.name });
  };

  return {
    addGroup: (
      tenantId: string,
      analysisId: string,
      input: { name: string; description: string },
    ): TargetGroup => {
      const analysis = store.findAnalysis(db, tenantId, analysisId);
      if (analysis === null) throw appError('intelligence.ANALYSIS_NOT_FOUND', {});
      const id = newId();
      const language: ContentLanguage = analysis.facts.writtenIn ?? analysis.settings.language ?? 'de';
      const item: TargetGroup = {
        id,
        analysisId,
        key: `own:${id}`,
        name: input.name,
        description: input.description || resources.say(language, 'group.byHand'),
        size: { sentences: 0, documents: 0, signals: 0 },
        evidence: [],
        needs: [],
        barriers: [],
        languages: [],
        channels: [],
        accessibility: [],
        readingLevel: null,
        topicIds: [],
        signalKeys: [],
        position: holdings.groupsOf(db, analysisId).length,
        locked: false,
        origin: 'person',
        vanished: false,
        updatedAt: isoNow(clock),
      };
      holdings.putGroup(db, tenantId, { item, removed: false, edited: [] });
      remember(tenantId, 'group', 'created', null, item);
      onChange(analysisId);
      return item;
    },

    updateGroup: (tenantId: string, groupId: string, change: GroupChange): TargetGroup => {
      const held = group(tenantId, groupId);
      unlocked(held.item);
      return saveGroup(tenantId, held, asWrittenByHand(db, change, held.item), 'edited');
    },
    lockGroup: (tenantId: string, groupId: string, locked: boolean): TargetGroup =>
      saveGroup(tenantId, group(tenantId, groupId), { locked }, locked ? 'locked' : 'unlocked'),
    removeGroup: (tenantId: string, groupId: string): { removed: boolean } => {
      const held = group(tenantId, groupId);
      unlocked(held.item);
      const members = holdings
        .personasOf(db, held.item.analysisId)
        .filter((one) => one.item.groupId === groupId && !one.removed);
      for (const one of members) unlocked(one.item);
      for (const one of members) savePersona(tenantId, one, {}, 'removed', { removed: true });
      saveGroup(tenantId, held, {}, 'removed', { removed: true });
      return { removed: true };
    },

    mergeGroups: (tenantId: string, groupIds: readonly string[], name: string | undefined): TargetGroup => {
      const [first, ...others] = groupIds.map((id) => group(tenantId, id));
      if (first === undefined) throw appError('intelligence.GROUP_NOT_FOUND', {});
      for (const one of [first, ...others]) unlocked(one.item);
      const all = [first, ...others].map(({ item }) => item);
      const evidence = [...new Set(all.flatMap((one) => one.evidence))];
      const documents = new Set(
        store.evidenceOf(db, first.item.analysisId, evidence).map(({ documentId }) => documentId),
      );
      const joined = (pick: (one: TargetGroup) => Trait[]): Trait[] => [
        ...new Map(all.flatMap(pick).map((trait) => [trait.text, trait])).values(),
      ];
      return db.transaction(() => {
        for (const other of others) {
          for (const one of holdings.personasOf(db, other.item.analysisId))
            if (one.item.groupId === other.item.id)
              savePersona(tenantId, one, { groupId: first.item.id }, 'merged');
          saveGroup(tenantId, other, {}, 'merged', { removed: true });
        }
        const change: GroupChange = {
          name: name ?? first.item.name,
          evidence,
          size: {
            sentences: evidence.length,
            documents: documents.size,
            signals: all.reduce((sum, one) => sum + one.size.signals, 0),
          },
          needs: joined((one) => one.needs),
          barriers: joined((one) => one.barriers),
          languages: joined((one) => one.languages),
          channels: joined((one) => one.channels),
          accessibility: joined((one) => one.accessibility),
          topicIds: [...new Set(all.flatMap((one) => one.topicIds))],
          signalKeys: [...new Set(all.flatMap((one) => one.signalKeys))],
        };
        const merged = saveGroup(tenantId, first, change, 'merged');
        // A repeat proposes the parts again; what a person has put together stays together.
        holdings.putGroup(db, tenantId, {
          item: merged,
          removed: false,
          edited: [...new Set([...first.edited, ...Object.keys(change)])],
        });
        return merged;
      })();
    },

    splitGroup: (tenantId: string, groupId: string, name: string, evidence: readonly string[]) => {
      const held = group(tenantId, groupId);
      unlocked(held.item);
      const taken = new Set(evidence.filter((id) => held.item.evidence.includes(id)));
      if (taken.size === 0) throw appError('intelligence.EVIDENCE_NOT_FOUND', {});
      const documentsOf = (ids: readonly string[]): number =>
        new Set(store.evidenceOf(db, held.item.analysisId, ids).map(({ documentId }) => documentId)).size;
      const moves = ({ evidence: own }: Trait): boolean => own.length > 0 && own.every((id) => taken.has(id));
      const part = (ids: string[], keep: (trait: Trait) => boolean) => ({
        evidence: ids,
        size: { sentences: ids.length, documents: documentsOf(ids), signals: 1 },
        needs: held.item.needs.filter(keep),
        barriers: held.item.barriers.filter(keep),
        languages: held.item.languages.filter(keep),
        channels: held.item.channels.filter(keep),
        accessibility: held.item.accessibility.filter(keep),
      });
      return db.transaction(() => {
        const id = newId();
        const created: TargetGroup = {
          ...held.item,
          ...part([...taken], moves),
          id,
          key: `own:${id}`,
          name,
          origin: 'person',
          position: held.item.position + 1,
          updatedAt: isoNow(clock),
        };
        holdings.putGroup(db, tenantId, { item: created, removed: false, edited: [] });
        remember(tenantId, 'group', 'split', null, created);
        const rest = part(
          held.item.evidence.filter((one) => !taken.has(one)),
          (trait) => !moves(trait),
        );
        const kept = saveGroup(tenantId, held, rest, 'split');
        holdings.putGroup(db, tenantId, {
          item: kept,
          removed: false,
          edited: [...new Set([...held.edited, ...Object.keys(rest)])],
        });
        return { kept, created };
      })();
    },

    addPersona: (tenantId: string, groupId: string, name: string | undefined): Persona => {
      const { item: owner } = group(tenantId, groupId);
      const analysis = store.findAnalysis(db, tenantId, owner.analysisId);
      const language: ContentLanguage = analysis?.facts.writtenIn ?? 'de';
      const id = newId();
      const random = createRandom(seedOf(id, 0));
      const existing = holdings.personasOf(db, owner.analysisId).map(({ item }) => item);
      const used = new Set(existing.flatMap((one) => one.name.split(' ')));
      const model = existing.find((one) => one.groupId === groupId);
      const item: Persona = {
        id,
        analysisId: owner.analysisId,
        groupId,
        key: `${owner.key}/own:${id}`,
        name: name ?? drawName(resources.names, random, used),
        fictional: true,
        headline: owner.name,
        portrait: drawPortrait(random),
        language,
        situation: [
          {
            id: 'situation-0',
            text: owner.name,
            basis: owner.evidence.length > 0 ? 'evidence' : 'assumption',
            evidence: owner.evidence.slice(0, 4),
            origin: 'person',
          },
        ],
        goals: owner.needs.slice(0, 4).map((trait) => ({ ...trait, id: trait.id.replace('need-', 'goal-') })),
        painPoints: owner.barriers
          .slice(0, 4)
          .map((trait) => ({ ...trait, id: trait.id.replace('barrier-', 'pain-') })),
        characteristics: [],
        questions: model?.questions ?? [],
        readingLevel: owner.readingLevel,
        channels: owner.channels.slice(0, 2),
        tone: model?.tone ?? {
          id: 'tone',
          text: resources.say(language, 'trait.toneNeutral'),
          basis: 'assumption',
          evidence: [],
          origin: 'person',
          code: tones[3],
        },
        accessibility: owner.accessibility,
        locked: false,
        origin: 'person',
        vanished: false,
        updatedAt: isoNow(clock),
      };
      holdings.putPersona(db, tenantId, { item, removed: false, edited: [] });
      remember(tenantId, 'persona', 'created', null, item);
      onChange(owner.analysisId);
      return item;
    },
    updatePersona: (tenantId: string, personaId: string, change: PersonaChange): Persona => {
      const held = persona(tenantId, personaId);
      unlocked(held.item);
      return savePersona(tenantId, held, asWrittenByHand(db, change, held.item), 'edited');
    },
    lockPersona: (tenantId: string, personaId: string, locked: boolean): Persona =>
      savePersona(tenantId, persona(tenantId, personaId), { locked }, locked ? 'locked' : 'unlocked'),
    removePersona: (tenantId: string, personaId: string): { removed: boolean } => {
      const held = persona(tenantId, personaId);
      unlocked(held.item);
      savePersona(tenantId, held, {}, 'removed', { removed: true });
      return { removed: true };
    },
    findPersona: (tenantId: string, personaId: string): Persona => persona(tenantId, personaId).item,

    history: (tenantId: string, subjectId: string): HistoryEntry[] =>
      holdings
        .historyOf(db, tenantId, subjectId)
        .map(({ analysisId: _analysis, before: _before, ...entry }) => entry),

    restore: (tenantId: string, historyId: string): { kind: 'group' | 'persona'; subjectId: string } => {
      const entry = holdings.findHistory(db, tenantId, historyId);
      if (entry === null || entry.before === null || entry.kind === 'agent')
        throw appError('intelligence.HISTORY_NOT_FOUND', {});
      if (entry.kind === 'group') {
        const held = holdings.findGroup(db, tenantId, entry.subjectId);
        if (held === null) throw appError('intelligence.HISTORY_NOT_FOUND', {});
        saveGroup(tenantId, held, entry.before as TargetGroup, 'restored', { removed: false });
        return { kind: 'group', subjectId: entry.subjectId };
      }
      const held = holdings.findPersona(db, tenantId, entry.subjectId);
      if (held === null) throw appError('intelligence.HISTORY_NOT_FOUND', {});
      savePersona(tenantId, held, entry.before as Persona, 'restored', { removed: false });
      return { kind: 'persona', subjectId: entry.subjectId };
    },
  };
};

/** Puts groups together and takes them apart. Each is one step, with every persona it moves. */
import type { TargetGroup } from '../../../contract/intelligence-groups.ts';
import type { Trait } from '../../../contract/intelligence-traits.ts';
import type { Db } from '../../db/open.ts';
import { type Clock, isoNow } from '../../kernel/clock.ts';
import { appError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { sizeOf } from './add-by-hand.ts';
import * as holdings from './holdings.ts';
import type { Keeper } from './keeper.ts';

/** Each text once. Statements of different groups may carry the same id. */
const joined = (lists: readonly (readonly Trait[])[]): Trait[] => {
  const used = new Set<string>();
  return [...new Map(lists.flat().map((trait) => [trait.text, trait])).values()].map((trait) => {
    const id = used.has(trait.id) ? `${trait.id}~${used.size}` : trait.id;
    used.add(id);
    return { ...trait, id };
  });
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** Of large groups only the strongest sentences are stored, all are counted. */
const joinedSize = (all: readonly TargetGroup[], stored: number, documents: number): TargetGroup['size'] => {
  const shared = sum(all.map(({ evidence }) => evidence.length)) - stored;
  return {
    sentences: sum(all.map(({ size }) => size.sentences)) - shared,
    documents: Math.max(documents, ...all.map(({ size }) => size.documents)),
    signals: sum(all.map(({ size }) => size.signals)),
  };
};

const restSize = ({ size, evidence }: TargetGroup, left: number, documents: number): TargetGroup['size'] => ({
  sentences: Math.max(left, size.sentences - (evidence.length - left)),
  documents: size.sentences > evidence.length ? size.documents : documents,
  signals: size.signals,
});

export const createRegrouping = ({ db, clock, keeper }: { db: Db; clock: Clock; keeper: Keeper }) => ({
  /** The first one stays. */
  mergeGroups: (tenantId: string, groupIds: readonly string[], name: string | undefined): TargetGroup => {
    const [first, ...others] = [...new Set(groupIds)].map((id) => keeper.group(tenantId, id));
    if (first === undefined) throw appError('intelligence.GROUP_NOT_FOUND', {});
    for (const one of [first, ...others]) keeper.unlocked(one.item);
    const { analysisId } = first.item;
    if (others.some(({ item }) => item.analysisId !== analysisId))
      throw appError('intelligence.GROUP_NOT_FOUND', {});
    const all = [first, ...others].map(({ item }) => item);
    const evidence = [...new Set(all.flatMap((one) => one.evidence))];
    return keeper.inOneStep(() => {
      for (const other of others) {
        for (const one of holdings.personasOf(db, analysisId))
          if (one.item.groupId === other.item.id)
            keeper.savePersona(tenantId, one, { groupId: first.item.id }, 'merged');
        keeper.saveGroup(tenantId, other, {}, 'merged', { removed: true });
      }
      return keeper.saveGroup(
        tenantId,
        first,
        {
          name: name ?? first.item.name,
          evidence,
          size: joinedSize(all, evidence.length, sizeOf(db, analysisId, evidence).documents),
          needs: joined(all.map((one) => one.needs)),
          barriers: joined(all.map((one) => one.barriers)),
          languages: joined(all.map((one) => one.languages)),
          channels: joined(all.map((one) => one.channels)),
          accessibility: joined(all.map((one) => one.accessibility)),
          topicIds: [...new Set(all.flatMap((one) => one.topicIds))],
          signalKeys: [...new Set(all.flatMap((one) => one.signalKeys))],
        },
        'merged',
      );
    });
  },

  splitGroup: (
    tenantId: string,
    groupId: string,
    wish: { name: string; evidence: readonly string[]; personaIds: readonly string[] },
  ): { kept: TargetGroup; created: TargetGroup } => {
    const held = keeper.group(tenantId, groupId);
    keeper.unlocked(held.item);
    const { analysisId } = held.item;
    const taken = new Set(wish.evidence.filter((id) => held.item.evidence.includes(id)));
    if (taken.size === 0) throw appError('intelligence.EVIDENCE_NOT_FOUND', {});
    const movers = wish.personaIds.map((id) => keeper.persona(tenantId, id));
    if (movers.some(({ item }) => item.groupId !== groupId))
      throw appError('intelligence.PERSONA_NOT_FOUND', {});
    const moves = ({ evidence }: Trait): boolean =>
      evidence.length > 0 && evidence.every((id) => taken.has(id));
    const part = (evidence: string[], keep: (trait: Trait) => boolean) => ({
      evidence,
      needs: held.item.needs.filter(keep),
      barriers: held.item.barriers.filter(keep),
      languages: held.item.languages.filter(keep),
      channels: held.item.channels.filter(keep),
      accessibility: held.item.accessibility.filter(keep),
    });
    const left = held.item.evidence.filter((one) => !taken.has(one));
    return keeper.inOneStep(() => {
      const id = newId();
      const created = keeper.addGroup(
        tenantId,
        {
          ...held.item,
          ...part([...taken], moves),
          size: { ...sizeOf(db, analysisId, [...taken]), signals: 1 },
          id,
          key: `own:${id}`,
          name: wish.name,
          origin: 'person',
          position: held.item.position + 1,
          updatedAt: isoNow(clock),
        },
        'split',
      );
      for (const one of movers) keeper.savePersona(tenantId, one, { groupId: id }, 'split');
      const kept = keeper.saveGroup(
        tenantId,
        held,
        {
          ...part(left, (trait) => !moves(trait)),
          size: restSize(held.item, left.length, sizeOf(db, analysisId, left).documents),
        },
        'split',
      );
      return { kept, created };
    });
  },
});

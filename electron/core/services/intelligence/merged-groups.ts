/**
 * What a person has put together stays one group over a repeat: its parts are proposed apart and become one again. What a
 * person has removed keeps its name when the sources now name it after another of its signals.
 */
import type { TargetGroup } from '../../../contract/intelligence-groups.ts';
import type { Trait } from '../../../contract/intelligence-traits.ts';
import type { Held } from './holdings.ts';
import type { GroupDraft } from './making/draft.ts';

/** The keys by which these proposals are known: of a group that is gone by hand, where it is the same one. */
export const knownKeys = (
  proposed: readonly GroupDraft[],
  known: readonly Held<TargetGroup>[],
): Map<string, string> => {
  const keys = new Set(proposed.map(({ key }) => key));
  const held = new Set(known.map(({ item }) => item.key));
  return new Map(
    proposed.map((draft) => {
      if (held.has(draft.key)) return [draft.key, draft.key];
      const gone = known.find(
        ({ item, removed }) =>
          removed &&
          !keys.has(item.key) &&
          draft.signalKeys.includes(item.key) &&
          item.signalKeys.includes(draft.key),
      );
      return [draft.key, gone?.item.key ?? draft.key];
    }),
  );
};

/** `into`: the id of the group each merged one went into. A chain of merges ends in the group that is still there. */
export const foldMerged = (
  proposed: readonly GroupDraft[],
  known: readonly Held<TargetGroup>[],
  into: ReadonlyMap<string, string>,
): { drafts: GroupDraft[]; mergedInto: Map<string, string[]> } => {
  const byId = new Map(known.map((held) => [held.item.id, held]));
  const homeOf = (held: Held<TargetGroup>): Held<TargetGroup> => {
    const seen = new Set<string>();
    let at = held;
    while (at.removed && !seen.has(at.item.id)) {
      seen.add(at.item.id);
      at = byId.get(into.get(at.item.id) ?? '') ?? at;
    }
    return at;
  };
  const mergedInto = new Map<string, string[]>();
  for (const held of known) {
    const home = homeOf(held);
    if (home === held || home.removed) continue;
    mergedInto.set(home.item.key, [...(mergedInto.get(home.item.key) ?? []), held.item.key]);
  }
  const byKey = new Map(proposed.map((draft) => [draft.key, draft]));
  const folded = new Map<string, GroupDraft>();
  for (const [key, parts] of mergedInto) {
    const drafts = [key, ...parts].flatMap((one) => byKey.get(one) ?? []);
    if (drafts.length > 0) folded.set(key, { ...joinDrafts(drafts), key });
  }
  const drafts = [
    ...proposed.map((draft) => folded.get(draft.key) ?? draft),
    // Its own first part may be gone from the sources, or never have been in them, while others are there.
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

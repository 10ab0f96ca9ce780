/** Groups and personas a person writes: theirs from the first word, confirmed at once, so that a repeat leaves them alone. */
import type { Persona, TargetGroup } from '../../../contract/intelligence-groups.ts';
import type { OwnGroup, OwnPersona } from '../../../contract/intelligence-hand.ts';
import type { ContentLanguage, Trait } from '../../../contract/intelligence-traits.ts';
import type { Db } from '../../db/open.ts';
import { type Clock, isoNow } from '../../kernel/clock.ts';
import { appError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import * as holdings from './holdings.ts';
import type { Keeper } from './keeper.ts';
import { drawName, drawPortrait } from './making/personas.ts';
import { createRandom, seedOf } from './reading/random.ts';
import type { IntelligenceResources } from './resources.ts';
import * as store from './store.ts';
import { existingEvidence, ownTraits } from './written-by-hand.ts';

const byHand = { locked: true, origin: 'person', vanished: false } as const;
/** Of the group's statements a persona begins with. */
const fromGroupAtMost = 4;

export const createAdding = (options: {
  db: Db;
  clock: Clock;
  resources: IntelligenceResources;
  keeper: Keeper;
}) => {
  const { db, clock, resources, keeper } = options;

  const languageOf = (tenantId: string, analysisId: string): ContentLanguage => {
    const analysis = store.findAnalysis(db, tenantId, analysisId);
    if (analysis === null) throw appError('intelligence.ANALYSIS_NOT_FOUND', {});
    return analysis.facts.writtenIn ?? analysis.settings.language ?? 'de';
  };

  return {
    addGroup: (tenantId: string, analysisId: string, input: OwnGroup): TargetGroup => {
      const language = languageOf(tenantId, analysisId);
      const id = newId();
      const evidence = existingEvidence(db, analysisId, input.evidence);
      return keeper.addGroup(tenantId, {
        id,
        analysisId,
        key: `own:${id}`,
        name: input.name,
        description: input.description || resources.say(language, 'group.byHand'),
        size: { ...sizeOf(db, analysisId, evidence), signals: 0 },
        evidence,
        needs: ownTraits(db, analysisId, input.needs),
        barriers: ownTraits(db, analysisId, input.barriers),
        languages: [],
        channels: [],
        accessibility: [],
        readingLevel: null,
        topicIds: [],
        signalKeys: [],
        position: holdings.groupsOf(db, analysisId).length,
        ...byHand,
        updatedAt: isoNow(clock),
      });
    },

    addPersona: (tenantId: string, groupId: string, input: OwnPersona): Persona => {
      const { item: owner } = keeper.group(tenantId, groupId);
      const { analysisId } = owner;
      const language = languageOf(tenantId, analysisId);
      const id = newId();
      const random = createRandom(seedOf(id, 0));
      const existing = holdings.personasOf(db, analysisId).map(({ item }) => item);
      const used = new Set(existing.flatMap((one) => one.name.split(' ')));
      const sibling = existing.find((one) => one.groupId === groupId);
      const own = (statements: OwnPersona['goals']): Trait[] => ownTraits(db, analysisId, statements);
      const inherited = <T>(from: readonly T[]): T[] => (input.fromGroup ? [...from] : []);
      const renamed = (traits: readonly Trait[], from: string, to: string): Trait[] =>
        inherited(traits.slice(0, fromGroupAtMost)).map((trait) => ({
          ...trait,
          id: trait.id.replace(from, to),
        }));
      const saysGroup: Trait = {
        id: 'situation-0',
        text: owner.name,
        basis: owner.evidence.length > 0 ? 'evidence' : 'assumption',
        evidence: owner.evidence.slice(0, fromGroupAtMost),
        origin: 'person',
      };
      return keeper.addPersona(tenantId, {
        id,
        analysisId,
        groupId,
        key: `${owner.key}/own:${id}`,
        name: input.name ?? drawName(resources.names, random, used),
        fictional: true,
        headline: input.headline || owner.name,
        portrait: drawPortrait(random),
        language,
        situation: [saysGroup],
        goals: [...own(input.goals), ...renamed(owner.needs, 'need-', 'goal-')],
        painPoints: [...own(input.painPoints), ...renamed(owner.barriers, 'barrier-', 'pain-')],
        characteristics: [],
        questions: [...own(input.questions), ...inherited(sibling?.questions ?? [])],
        readingLevel: input.fromGroup ? owner.readingLevel : null,
        channels: inherited(owner.channels.slice(0, 2)),
        tone: sibling?.tone ?? {
          id: 'tone',
          text: resources.say(language, 'trait.toneNeutral'),
          basis: 'assumption',
          evidence: [],
          origin: 'person',
          code: 'neutral',
        },
        accessibility: inherited(owner.accessibility),
        ...byHand,
        updatedAt: isoNow(clock),
      });
    },
  };
};

/** Counted, as everywhere. */
export const sizeOf = (
  db: Db,
  analysisId: string,
  evidence: readonly string[],
): { sentences: number; documents: number } => ({
  sentences: evidence.length,
  documents: new Set(store.evidenceOf(db, analysisId, evidence).map(({ documentId }) => documentId)).size,
});

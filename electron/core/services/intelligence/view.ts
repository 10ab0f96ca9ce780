/** What a client sees of an analysis, put together from what is stored. */
import { z } from 'zod';
import type { AnalysisView, CustomerAnalysis, StageState } from '../../../contract/intelligence.ts';
import { analysisStages } from '../../../contract/intelligence.ts';
import {
  type AudienceSignal,
  audienceSignal,
  organisationProfile,
  sourceQuestion,
  topic,
} from '../../../contract/intelligence-traits.ts';
import type { Db } from '../../db/open.ts';
import type { Agents } from '../agents/index.ts';
import { removedByHand } from './edit.ts';
import * as holdings from './holdings.ts';
import { findBias } from './making/bias.ts';
import type { IntelligenceResources } from './resources.ts';
import type { SourceReader } from './sources.ts';
import * as store from './store.ts';
import { coverageOf, traitsOfGroup, traitsOfPersona } from './traits-of.ts';

const topicsShape = z.object({ topics: z.array(topic), questions: z.array(sourceQuestion) });
const signalsShape = z.array(audienceSignal);

export const storedTopics = (db: Db, analysisId: string): z.infer<typeof topicsShape> => {
  const found = topicsShape.safeParse(store.stageResult(db, analysisId, 'topics'));
  return found.success ? found.data : { topics: [], questions: [] };
};

export const storedSignals = (db: Db, analysisId: string): AudienceSignal[] => {
  const found = signalsShape.safeParse(store.stageResult(db, analysisId, 'signals'));
  return found.success ? found.data : [];
};

export const storedProfile = (db: Db, analysisId: string): AnalysisView['profile'] => {
  const found = organisationProfile.safeParse(store.stageResult(db, analysisId, 'profile'));
  return found.success ? found.data : null;
};

const stagesView = (db: Db, record: store.AnalysisRecord): StageState[] => {
  const known = new Map(store.stagesOf(db, record.id).map((one) => [one.stage, one]));
  return analysisStages.map((stage) => {
    const found = known.get(stage);
    if (found === undefined) return { stage, state: 'waiting', count: null, durationMs: null };
    // Of a run that was stopped, nothing is running any more.
    const state = found.state === 'running' && record.state !== 'running' ? 'waiting' : found.state;
    return { stage, state, count: found.count, durationMs: found.durationMs };
  });
};

export const analysisOf = (
  db: Db,
  tenantId: string,
  record: store.AnalysisRecord,
  agents: Pick<Agents, 'list'>,
  sources: Pick<SourceReader, 'changesSince'>,
): CustomerAnalysis => {
  const { groups, personas } = holdings.shownOf(db, record.id);
  return {
    id: record.id,
    ...record.settings,
    ...shownFacts(record.facts),
    sourceChanges: changesOf(tenantId, record, sources),
    state: record.state,
    runId: record.runId,
    version: record.version,
    stages: stagesView(db, record),
    groups: groups.length,
    personas: personas.length,
    agents: agents.list(tenantId, { analysisId: record.id, published: null }).length,
    // As it is now: what a person has written or taken away counts at once.
    coverage: coverageOf([...groups.flatMap(traitsOfGroup), ...personas.flatMap(traitsOfPersona)]),
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
  };
};

const shownFacts = ({ read: _read, ...facts }: store.AnalysisFacts) => facts;

/** Of a finished analysis; one that has read nothing yet has nothing to compare with. */
export const changesOf = (
  tenantId: string,
  { facts, settings, state }: store.AnalysisRecord,
  sources: Pick<SourceReader, 'changesSince'>,
): CustomerAnalysis['sourceChanges'] =>
  facts.read === null || state === 'running'
    ? null
    : sources.changesSince(tenantId, settings.sources, facts.read);

/** Sentences that come with a group; more by paging. */
const shownEvidence = 40;

export const viewOf = (
  db: Db,
  tenantId: string,
  record: store.AnalysisRecord,
  agents: Pick<Agents, 'list'>,
  resources: IntelligenceResources,
  sources: Pick<SourceReader, 'changesSince'>,
): AnalysisView => {
  const { groups: whole, personas } = holdings.shownOf(db, record.id);
  const groups = whole.map((group) => ({ ...group, evidence: group.evidence.slice(0, shownEvidence) }));
  const kept = new Set(groups.map(({ id }) => id));
  return {
    analysis: analysisOf(db, tenantId, record, agents, sources),
    profile: storedProfile(db, record.id),
    ...storedTopics(db, record.id),
    signals: storedSignals(db, record.id),
    groups,
    personas,
    enrichments: holdings.enrichmentsOf(db, record.id).filter(({ groupId }) => kept.has(groupId)),
    agents: agents.list(tenantId, { analysisId: record.id, published: null }),
    bias: record.version === 0 ? [] : findBias(groups, personas, resources),
    removed: removedByHand(db, record.id),
  };
};

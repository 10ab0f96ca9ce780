/**
 * Customer intelligence: an analysis turns sources into target groups, personas, enriched content and agents. Every trait
 * names the sentences it comes from or is an assumption; what a person has locked is never overwritten by a repeat.
 */
import { z } from 'zod';
import { agent } from './agents.ts';
import { id, page, pageInput, reads, writes } from './base.ts';
import { contentEnrichment, groupEdit, persona, personaEdit, targetGroup } from './intelligence-groups.ts';
import { ownGroup, ownPersona, rehearsal, rehearsalTurn, removedByHand } from './intelligence-hand.ts';
import { analysisVersion, historyEntry, versionComparison } from './intelligence-history.ts';
import {
  audienceSignal,
  contentLanguage,
  coverage,
  evidence,
  evidenceId,
  organisationProfile,
  sourceQuestion,
  topic,
} from './intelligence-traits.ts';

/** In order. Each is stored when it is done; a run that was stopped goes on with the first that is not. */
export const analysisStages = [
  'sources',
  'profile',
  'topics',
  'signals',
  'groups',
  'personas',
  'wording',
  'enrichment',
  'agents',
] as const;
export type AnalysisStage = (typeof analysisStages)[number];

export const analysisSources = z.object({
  spaceIds: z.array(id).max(100).default([]),
  /** Single documents besides whole spaces. */
  documentIds: z.array(id).max(10_000).default([]),
  /** What people asked in these conversations counts as questions. */
  conversationIds: z.array(id).max(1_000).default([]),
});
export type AnalysisSources = z.infer<typeof analysisSources>;

const settingsFields = {
  name: z.string().trim().min(1).max(200),
  sources: analysisSources,
  /** Language of names and descriptions; `null`: the sources' main language. */
  language: contentLanguage.nullable(),
  /** One agent per persona and language; empty: the languages the sources speak or offer help in. */
  agentLanguages: z.array(contentLanguage),
  /** Words and enriches with this model; `null`: without a model. */
  modelId: z.string().max(200).nullable(),
  /** When a crawl has changed the sources: say so, or repeat at once. */
  onSourcesChanged: z.enum(['ask', 'repeat']),
};
const analysisSettings = z.object(settingsFields);

/** What is left out of a change stays as it was: only a new analysis has defaults. */
const newAnalysis = analysisSettings.extend({
  language: settingsFields.language.default(null),
  agentLanguages: settingsFields.agentLanguages.default([]),
  modelId: settingsFields.modelId.default(null),
  onSourcesChanged: settingsFields.onSourcesChanged.default('ask'),
});

export const stageState = z.object({
  stage: z.enum(analysisStages),
  state: z.enum(['waiting', 'running', 'done', 'skipped']),
  /** What came out, for the list of stages: sentences, topics, signals, groups … */
  count: z.int().nullable(),
  durationMs: z.int().nullable(),
});
export type StageState = z.infer<typeof stageState>;

/** Sources that bear only little, said honestly instead of shown as a result. */
const analysisNotices = [
  'no-documents',
  'few-sentences',
  'no-groups',
  'contradictory',
  'instructions-in-sources',
  'mixed-languages',
  'sampled',
  // A model was chosen and worded nothing: it is missing, does not write the language, or gave no usable answer.
  'model-unused',
] as const;

export const customerAnalysis = analysisSettings.extend({
  id,
  /** Language it was written in, once sources are read. */
  writtenIn: contentLanguage.nullable(),
  state: z.enum(['new', 'running', 'done', 'stopped', 'failed']),
  runId: id.nullable(),
  /** Counts the finished runs. */
  version: z.int(),
  stages: z.array(stageState),
  documents: z.int(),
  sentences: z.int(),
  notices: z.array(
    z.object({ code: z.enum(analysisNotices), count: z.int(), evidence: z.array(evidenceId) }),
  ),
  groups: z.int(),
  personas: z.int(),
  agents: z.int(),
  coverage,
  /** What is different in the sources since they were last read; `null`: nothing. */
  sourceChanges: z.object({ newOrChanged: z.int(), removed: z.int() }).nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type CustomerAnalysis = z.infer<typeof customerAnalysis>;

/** Skew between what the sources say and what was made of it. `data` are the parameters of the sentence. */
export const biasFinding = z.object({
  code: z.enum([
    'names-one-sided',
    'protected-attribute-without-evidence',
    'one-topic-dominates',
    'negative-only',
    'language-not-covered',
    'group-from-one-document',
    'balanced',
  ]),
  severity: z.enum(['info', 'warning']),
  subjectId: id.nullable(),
  data: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type BiasFinding = z.infer<typeof biasFinding>;

export const analysisView = z.object({
  analysis: customerAnalysis,
  profile: organisationProfile.nullable(),
  topics: z.array(topic),
  questions: z.array(sourceQuestion),
  signals: z.array(audienceSignal),
  groups: z.array(targetGroup),
  personas: z.array(persona),
  enrichments: z.array(contentEnrichment),
  agents: z.array(agent),
  bias: z.array(biasFinding),
  /** What a person took away, the latest first. */
  removed: z.array(removedByHand),
});
export type AnalysisView = z.infer<typeof analysisView>;

/** `found`: the stored text still holds the quote at its place; `moved`: elsewhere in the newest version; `gone`: not at all. */
const openedEvidence = z.object({
  evidence,
  state: z.enum(['found', 'moved', 'gone']),
  /** Text around the sentence. `quoteStart` and `quoteEnd` are offsets into `context`. */
  context: z.string(),
  quoteStart: z.int(),
  quoteEnd: z.int(),
});

const byAnalysis = z.object({ analysisId: id });
const byGroup = z.object({ groupId: id });
const byPersona = z.object({ personaId: id });
const removed = z.object({ removed: z.boolean() });
const file = z.object({ fileName: z.string(), mimeType: z.string(), contentBase64: z.base64() });

export const intelligenceContract = {
  list: reads('intelligence.read').input(pageInput).output(page(customerAnalysis)),
  get: reads('intelligence.read').input(byAnalysis).output(analysisView),
  create: writes('intelligence.write').input(newAnalysis).output(customerAnalysis),
  update: writes('intelligence.write')
    .input(analysisSettings.partial().extend({ analysisId: id }))
    .output(customerAnalysis),
  remove: writes('intelligence.write').input(byAnalysis).output(removed),
  /** Starts, or goes on after a stop. `repeat`: all stages anew over the sources as they are now. `seed` orders ties and names. */
  start: writes('intelligence.write')
    .input(byAnalysis.extend({ repeat: z.boolean().default(false), seed: z.int().min(0).optional() }))
    .output(z.object({ runId: id })),

  evidence: reads('intelligence.read')
    .input(byAnalysis.extend({ ids: z.array(evidenceId).max(500) }))
    .output(z.array(evidence)),
  /** Every listed sentence of a group, page by page: `total` may be less than `size.sentences` of a huge collection. */
  groupEvidence: reads('intelligence.read')
    .input(byGroup.extend(pageInput.shape))
    .output(page(evidence).extend({ total: z.int() })),
  openEvidence: reads('intelligence.read').input(byAnalysis.extend({ evidenceId })).output(openedEvidence),

  /** Written by hand and confirmed at once: a repeat leaves it as it is. */
  addGroup: writes('intelligence.write').input(byAnalysis.extend(ownGroup.shape)).output(targetGroup),
  updateGroup: writes('intelligence.write').input(byGroup.extend(groupEdit.shape)).output(targetGroup),
  lockGroup: writes('intelligence.write')
    .input(byGroup.extend({ locked: z.boolean() }))
    .output(targetGroup),
  /** The first one stays and takes in the others with their personas. */
  mergeGroups: writes('intelligence.write')
    .input(
      byAnalysis.extend({
        groupIds: z.array(id).min(2).max(20),
        name: z.string().trim().min(1).max(200).optional(),
      }),
    )
    .output(targetGroup),
  /** The new group gets these evidence sentences, the traits that rest on them alone, and these personas. */
  splitGroup: writes('intelligence.write')
    .input(
      byGroup.extend({
        name: z.string().trim().min(1).max(200),
        evidence: z.array(evidenceId).min(1),
        personaIds: z.array(id).max(200).default([]),
      }),
    )
    .output(z.object({ kept: targetGroup, created: targetGroup })),
  removeGroup: writes('intelligence.write').input(byGroup).output(removed),

  /** Written by hand and confirmed at once: a repeat leaves it as it is. */
  addPersona: writes('intelligence.write').input(byGroup.extend(ownPersona.shape)).output(persona),
  updatePersona: writes('intelligence.write').input(byPersona.extend(personaEdit.shape)).output(persona),
  lockPersona: writes('intelligence.write')
    .input(byPersona.extend({ locked: z.boolean() }))
    .output(persona),
  removePersona: writes('intelligence.write').input(byPersona).output(removed),
  /** One agent per language, for a persona added or changed by hand. */
  makeAgents: writes('intelligence.write')
    .input(byPersona.extend({ languages: z.array(contentLanguage).min(1) }))
    .output(z.array(agent)),
  /**
   * “Speak as the persona”: its answer in its own voice, from its statements. With a model the words are the model's; what no
   * statement supports is an assumption.
   */
  rehearse: reads('intelligence.read')
    .input(
      byPersona.extend({
        turns: z.array(rehearsalTurn).max(40).default([]),
        modelId: z.string().max(200).nullable().default(null),
      }),
    )
    .output(rehearsal),

  history: reads('intelligence.read')
    .input(z.object({ subjectId: id }))
    .output(z.array(historyEntry)),
  /** Puts a group or persona back to what it was before this entry, and with it whatever the same step has changed. */
  restore: writes('intelligence.write')
    .input(z.object({ historyId: id }))
    .output(z.object({ kind: z.enum(['group', 'persona', 'agent']), subjectId: id })),
  versions: reads('intelligence.read').input(byAnalysis).output(z.array(analysisVersion)),
  compare: reads('intelligence.read')
    .input(byAnalysis.extend({ from: z.int(), to: z.int() }))
    .output(versionComparison),

  dossier: reads('intelligence.read')
    .input(byAnalysis.extend({ format: z.enum(['pdf', 'docx', 'json']), locale: z.enum(['de', 'en']) }))
    .output(file),
  /** What was written for a group in one language, every sentence with its source. */
  groupTexts: reads('intelligence.read')
    .input(
      byGroup.extend({
        language: contentLanguage,
        format: z.enum(['docx', 'markdown', 'text']),
        locale: z.enum(['de', 'en']),
      }),
    )
    .output(file),
  /** The sample municipality as a knowledge space; the same space when it is there already. */
  installSample: writes('intelligence.write').output(z.object({ spaceId: id, documents: z.int() })),
};

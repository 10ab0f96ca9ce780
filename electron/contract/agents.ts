/** Agents: who they are, what they know, how well they do. And characters: the figure and voice an agent may carry. */
import { z } from 'zod';
import { id, reads, writes } from './base.ts';
import { contentLanguage, evidence, tones } from './intelligence-traits.ts';

const agentTools = ['knowledge.search', 'web.open', 'mail.draft', 'calendar.find', 'tickets.create'] as const;

const agentKnowledge = z.object({
  spaceIds: z.array(id).max(100),
  /** Empty: every language, document and tag of the spaces. */
  languages: z.array(z.string()).default([]),
  tags: z.array(z.string()).default([]),
});

/** One question of the test, and what the agent made of it. */
const passportQuestion = z.object({
  question: z.string(),
  kind: z.enum(['answerable', 'unanswerable']),
  /** Where the sources answer it. */
  documentId: id.nullable(),
  answered: z.boolean(),
  /** Every claim of the answer has a citation that was matched against the stored text. */
  cited: z.boolean(),
  /** A citation lies in `documentId`. */
  rightDocument: z.boolean(),
  languageRight: z.boolean(),
  latencyMs: z.number(),
});

export const agentPassport = z.object({
  at: z.iso.datetime(),
  /** `null`: answers were taken from the sources word for word. */
  modelId: z.string().nullable(),
  questions: z.array(passportQuestion),
  /** Shares from 0 to 1; `null` where there was no question of the kind. */
  evidenceRate: z.number().nullable(),
  answerRate: z.number().nullable(),
  abstentionRate: z.number().nullable(),
  rightDocumentRate: z.number().nullable(),
  languageRate: z.number().nullable(),
  medianLatencyMs: z.number().nullable(),
  p95LatencyMs: z.number().nullable(),
});
export type AgentPassport = z.infer<typeof agentPassport>;

const agentFields = {
  name: z.string().trim().min(1).max(200),
  language: contentLanguage,
  /** One sentence: whom it helps with what. */
  role: z.string().max(1_000),
  instructions: z.string().max(20_000),
  tone: z.enum(tones),
  knowledge: agentKnowledge,
  starterQuestions: z.array(z.string().max(500)).max(20),
  /** What it says instead of guessing, and where people get help then. */
  abstention: z.object({ text: z.string().max(2_000), contact: z.string().max(500).nullable() }),
  tools: z.array(z.enum(agentTools)),
  characterId: id.nullable(),
  /** Asked to word answers; `null`: answers quote the sources. */
  modelId: z.string().max(200).nullable(),
};

export const agent = z.object({
  id,
  analysisId: id.nullable(),
  groupId: id.nullable(),
  personaId: id.nullable(),
  ...agentFields,
  /** The role template it was made from. */
  template: z.string().nullable(),
  /** May be chosen in chat and kiosk. */
  published: z.boolean(),
  locked: z.boolean(),
  passport: agentPassport.nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Agent = z.infer<typeof agent>;

export const agentInput = z.object(agentFields);
export type AgentInput = z.infer<typeof agentInput>;

/** What a person did to an agent; `restore` puts it back to what it was before. */
export const agentHistoryEntry = z.object({
  id,
  action: z.enum(['edited', 'locked', 'unlocked', 'restored']),
  at: z.iso.datetime(),
  changes: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
});
export type AgentHistoryEntry = z.infer<typeof agentHistoryEntry>;

export const agentAnswer = z.object({
  state: z.enum(['answered', 'abstained']),
  /** Claims in order, or the agent's abstention text. */
  text: z.string(),
  /** Each sentence of the answer; `citation` is an index into `citations`, `null`: not supported. */
  claims: z.array(z.object({ text: z.string(), citation: z.int().nullable() })),
  citations: z.array(evidence),
  modelId: z.string().nullable(),
  latencyMs: z.number(),
});
export type AgentAnswer = z.infer<typeof agentAnswer>;

export const roleTemplate = z.object({
  key: z.string(),
  name: z.string(),
  description: z.string(),
  role: z.string(),
  instructions: z.string(),
  starterQuestions: z.array(z.string()),
  abstention: z.string(),
  tone: z.enum(tones),
  tools: z.array(z.enum(agentTools)),
});
export type RoleTemplate = z.infer<typeof roleTemplate>;

export const artifact = z.object({
  kind: z.enum(['url', 'document', 'media']),
  title: z.string().trim().min(1).max(200),
  /** An address, a document's id or a media file's name. */
  reference: z.string().max(2_000),
});

const characterFields = {
  name: z.string().trim().min(1).max(120),
  description: z.string().max(2_000),
  /** What it says first. */
  greeting: z.string().max(1_000).default(''),
  artifacts: z.array(artifact).max(100),
  spaceIds: z.array(id).max(100),
  voiceId: z.string().max(200).nullable(),
  voiceModelId: z.string().max(200).nullable(),
};
export const character = z.object({
  id,
  ...characterFields,
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Character = z.infer<typeof character>;
export const characterInput = z.object(characterFields);
export type CharacterInput = z.infer<typeof characterInput>;

/** Held in memory while a person looks at what is inside. */
export const agentPackageMaxBytes = 64 * 2 ** 20;

/** What a package holds, seen before anything of it is stored. */
export const packageContents = z.object({
  sizeBytes: z.int(),
  agents: z.array(
    agentInput
      .pick({ name: true, language: true, role: true, tools: true })
      .extend({ character: z.string().nullable() }),
  ),
  documents: z.int(),
  /** Of the first documents. */
  titles: z.array(z.string()),
  languages: z.array(z.object({ language: z.string(), documents: z.int() })),
});
export type PackageContents = z.infer<typeof packageContents>;

const byAgent = z.object({ agentId: id });
const byCharacter = z.object({ characterId: id });
const removed = z.object({ removed: z.boolean() });

export const agentsContract = {
  list: reads('agents.read')
    .input(
      z.object({ analysisId: id.nullable().default(null), published: z.boolean().nullable().default(null) }),
    )
    .output(z.array(agent)),
  get: reads('agents.read').input(byAgent).output(agent),
  create: writes('agents.write').input(agentInput).output(agent),
  update: writes('agents.write')
    .input(byAgent.extend(agentInput.partial().shape).extend({ locked: z.boolean().optional() }))
    .output(agent),
  /** Newest first. */
  history: reads('agents.read').input(byAgent).output(z.array(agentHistoryEntry)),
  restore: writes('agents.write')
    .input(z.object({ historyId: id }))
    .output(agent),
  publish: writes('agents.write')
    .input(byAgent.extend({ published: z.boolean() }))
    .output(agent),
  remove: writes('agents.write').input(byAgent).output(removed),
  ask: reads('agents.read')
    .input(byAgent.extend({ question: z.string().trim().min(1).max(4_000) }))
    .output(agentAnswer),
  /** A run (`agents.test`); the passport is with the agent when it has ended. */
  test: writes('agents.write')
    .input(byAgent)
    .output(z.object({ runId: id })),
  templates: reads('agents.read')
    .input(z.object({ language: z.enum(['de', 'en']) }))
    .output(z.array(roleTemplate)),
  createFromTemplate: writes('agents.write')
    .input(
      z.object({ key: z.string().max(80), language: z.enum(['de', 'en']), spaceIds: z.array(id).max(100) }),
    )
    .output(agent),
  /** Agents with their characters and the texts of their evidence, as one JSON file another installation reads. */
  exportPackage: reads('agents.read')
    .input(z.object({ agentIds: z.array(id).min(1).max(200), withDocuments: z.boolean().default(true) }))
    .output(z.object({ fileName: z.string(), mimeType: z.string(), contentBase64: z.base64() })),
  /** A package in pieces of at most 4 MiB; `contents` come with the last one. Nothing is stored. */
  openPackage: reads('agents.read')
    .input(
      z.object({
        packageId: id,
        startByte: z.int().min(0),
        contentBase64: z.base64().max(6_000_000),
        last: z.boolean(),
      }),
    )
    .output(z.object({ contents: packageContents.nullable() })),
  /** Takes over an opened package. Agents arrive unpublished; documents go into one new space, as its privacy policy wants them. */
  importPackage: writes('agents.write')
    .input(z.object({ packageId: id }))
    .output(z.object({ agents: z.array(agent), spaceId: id.nullable() })),
};

export const charactersContract = {
  list: reads('agents.read').output(z.array(character)),
  create: writes('agents.write').input(characterInput).output(character),
  update: writes('agents.write')
    .input(
      byCharacter.extend({
        ...characterInput.partial().shape,
        // Left out means as it was, not the default.
        greeting: characterFields.greeting.unwrap().optional(),
      }),
    )
    .output(character),
  remove: writes('agents.write').input(byCharacter).output(removed),
};

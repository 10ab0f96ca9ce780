/**
 * Customer intelligence: sources in; evidence-bound target groups, personas and ready agents out. Works without a language
 * model; with one, the words get better and the evidence stays the judge.
 */
import type { AnalysisView, CustomerAnalysis } from '../../../contract/intelligence.ts';
import type { VersionComparison } from '../../../contract/intelligence-history.ts';
import type { Rehearsal } from '../../../contract/intelligence-hand.ts';
import type { ContentLanguage, Evidence } from '../../../contract/intelligence-traits.ts';
import type { Agent } from '../../../contract/agents.ts';
import type { Db } from '../../db/open.ts';
import { type Clock, isoNow } from '../../kernel/clock.ts';
import { appError } from '../../kernel/errors.ts';
import { exportFileName } from '../../kernel/export-file-name.ts';
import { newId } from '../../kernel/ids.ts';
import type { Log } from '../../kernel/log.ts';
import type { Runs } from '../../runs/runs.ts';
import type { Agents } from '../agents/index.ts';
import type { Gateway } from '../gateway/index.ts';
import type { Knowledge } from '../knowledge/index.ts';
import { createAnalyse } from './analyse.ts';
import { dossierJson, dossierMarkdown } from './dossier.ts';
import { createEditing } from './edit.ts';
import { createGroupTexts } from './group-texts.ts';
import { forgetConversation, forgetDocuments } from './forgetting/forget-documents.ts';
import { createMakeAgents } from './make-agents.ts';
import { agentLanguagesOf } from './making/agents.ts';
import { openIn, type OpenedEvidence } from './open-evidence.ts';
import type { Linguistics } from './reading/scan.ts';
import { createRehearsing, type Talk } from './rehearsal/index.ts';
import type { IntelligenceResources } from './resources.ts';
import type { InstallSample } from './sample.ts';
import { createSourceReader } from './sources.ts';
import * as store from './store.ts';
import { idsIn } from './cited.ts';
import { compareSnapshots, parseSnapshot } from './versions.ts';
import { analysisOf, changesOf, storedProfile, viewOf } from './view.ts';
import { createWording } from './wording/index.ts';

export { readIntelligenceResources } from './resources.ts';
export { createSampleInstaller } from './sample.ts';
export { createTestQuestions } from './test-questions.ts';

/** Writes Markdown as Word or PDF. */
export type WriteDocument = (wish: {
  title: string;
  markdown: string;
  format: 'pdf' | 'docx';
  locale: 'de' | 'en';
  now: Date;
}) => Promise<{ fileName: string; mimeType: string; content: Uint8Array }>;

export type IntelligenceOptions = {
  db: Db;
  clock: Clock;
  log: Log;
  runs: Pick<Runs, 'start'>;
  knowledge: Pick<Knowledge, 'getDocument'>;
  gateway: Pick<Gateway, 'answer' | 'labels'>;
  agents: Agents;
  resources: IntelligenceResources;
  words: Linguistics;
  /** The model can be used and writes this language. */
  speaks(tenantId: string, modelId: string, language: string): Promise<boolean>;
  writeDocument: WriteDocument;
  installSample: InstallSample;
  onChange(analysisId: string | null): void;
  /** A step by hand may take personas away, or bring them back: agents with them. */
  onAgents(): void;
};

export type Intelligence = ReturnType<typeof createIntelligence>;

export const createIntelligence = (options: IntelligenceOptions) => {
  const { db, clock, log, runs, agents, resources, words, gateway, onChange } = options;
  const sources = createSourceReader({ db, knowledge: options.knowledge, words });
  const makeAgents = createMakeAgents({ db, agents, resources });
  const editing = createEditing({
    ...{ db, clock, resources },
    onChange: (analysisId) => {
      onChange(analysisId);
      options.onAgents();
    },
  });
  const dataClass = (tenantId: string, spaceIds: readonly string[]) =>
    // A conversation among the sources stands under its own id.
    spaceIds.some((id) =>
      (['space', 'conversation'] as const).some(
        (kind) => gateway.labels.get({ tenantId, userId: '' }, kind, id).dataClass !== 'internal',
      ),
    )
      ? ('confidential' as const)
      : ('internal' as const);
  const { speaks } = options;
  const wording = createWording({ db, gateway, log, words, speaks, dataClass });
  const rehearse = createRehearsing({
    ...{ db, gateway, log, words, resources, speaks },
    dataClass: (tenantId, analysisId) => {
      const { conversationIds, ...chosen } = find(tenantId, analysisId).settings.sources;
      // What people asked is theirs.
      return conversationIds.length > 0
        ? 'confidential'
        : dataClass(tenantId, sources.spacesOf(tenantId, chosen));
    },
  });
  const analyse = createAnalyse({ db, clock, sources, resources, words, wording, makeAgents, onChange });

  const find = (tenantId: string, analysisId: string): store.AnalysisRecord => {
    const found = store.findAnalysis(db, tenantId, analysisId);
    if (found === null) throw appError('intelligence.ANALYSIS_NOT_FOUND', {});
    return found;
  };
  const idle = (record: store.AnalysisRecord): void => {
    if (record.state === 'running') throw appError('intelligence.RUNNING', {});
  };
  const checkSources = ({
    spaceIds,
    documentIds,
    conversationIds,
  }: store.AnalysisSettings['sources']): void => {
    if (spaceIds.length + documentIds.length + conversationIds.length === 0)
      throw appError('intelligence.NO_SOURCES', {});
  };
  const shown = (tenantId: string, record: store.AnalysisRecord): CustomerAnalysis =>
    analysisOf(db, tenantId, record, agents, sources);
  const view = (tenantId: string, analysisId: string): AnalysisView =>
    viewOf(db, tenantId, find(tenantId, analysisId), agents, resources, sources);
  const snapshot = (analysisId: string, number: number) => {
    const found = store.versionsOf(db, analysisId).find((one) => one.number === number);
    if (found === undefined) throw appError('intelligence.VERSION_NOT_FOUND', { version: number });
    return { number, snapshot: parseSnapshot(found.snapshot) };
  };

  const start = (
    tenantId: string,
    analysisId: string,
    wish: { repeat: boolean; seed?: number | undefined },
  ): ReturnType<Runs['start']> => {
    const record = find(tenantId, analysisId);
    idle(record);
    checkSources(record.settings.sources);
    // After a finished run every start is a repeat.
    if (wish.repeat || record.state === 'done' || wish.seed !== undefined) store.clearStages(db, analysisId);
    const runId = newId();
    const running = { ...record, state: 'running' as const, runId, seed: wish.seed ?? record.seed };
    store.updateAnalysis(db, running);
    const started = runs.start(
      {
        id: runId,
        kind: 'intelligence.analyse',
        subjectId: analysisId,
        tenantId,
        finish: ({ state }) => {
          const now = store.findAnalysis(db, tenantId, analysisId);
          if (now === null) return;
          const end = state === 'finished' ? 'done' : state === 'failed' ? 'failed' : 'stopped';
          store.updateAnalysis(db, { ...now, state: end, updatedAt: isoNow(clock) });
        },
      },
      async (run) => {
        await analyse(tenantId, analysisId, run);
        return undefined;
      },
    );
    void started.done.then(({ state }) => {
      onChange(analysisId);
      // What changed while it was reading.
      if (state === 'finished') follow(tenantId, analysisId);
    });
    onChange(analysisId);
    return started;
  };
  /** Changed sources of a finished analysis: shown, or read again at once. */
  const follow = (tenantId: string, analysisId: string): void => {
    const record = store.findAnalysis(db, tenantId, analysisId);
    if (record === null || record.version === 0 || changesOf(tenantId, record, sources) === null) return;
    if (record.settings.onSourcesChanged === 'repeat') start(tenantId, analysisId, { repeat: true });
    else onChange(analysisId);
  };

  return {
    ...editing,
    list: (tenantId: string, page: { cursor: string | null; limit: number }) => {
      const { items, nextCursor } = store.listAnalyses(db, tenantId, page);
      return { items: items.map((record) => shown(tenantId, record)), nextCursor };
    },
    get: view,
    create: (tenantId: string, settings: store.AnalysisSettings): CustomerAnalysis => {
      checkSources(settings.sources);
      const at = isoNow(clock);
      const record: store.AnalysisRecord = {
        ...{ id: newId(), settings, state: 'new', runId: null, version: 0, seed: 1 },
        ...{ fingerprint: null, facts: store.noFacts, createdAt: at, updatedAt: at },
      };
      store.insertAnalysis(db, tenantId, record);
      onChange(record.id);
      return shown(tenantId, record);
    },
    update: (
      tenantId: string,
      analysisId: string,
      change: Partial<store.AnalysisSettings>,
    ): CustomerAnalysis => {
      const record = find(tenantId, analysisId);
      idle(record);
      const changed = { ...record, settings: { ...record.settings, ...change }, updatedAt: isoNow(clock) };
      checkSources(changed.settings.sources);
      store.updateAnalysis(db, changed);
      onChange(analysisId);
      return shown(tenantId, changed);
    },
    remove: (tenantId: string, analysisId: string): { removed: boolean } => {
      idle(find(tenantId, analysisId));
      const removed = store.deleteAnalysis(db, tenantId, analysisId);
      onChange(null);
      return { removed };
    },
    /** What the last process left running can go on. Called once after opening. */
    recover: (): void => store.stopRunning(db),

    start,
    /** A crawl has changed what is in this space: analyses that rest on it say so, or repeat as their settings wish. */
    sourcesChanged: (tenantId: string, spaceId: string): void => {
      for (const record of store.allAnalyses(db, tenantId))
        if (record.settings.sources.spaceIds.includes(spaceId)) follow(tenantId, record.id);
    },

    evidence: (tenantId: string, analysisId: string, ids: readonly string[]): Evidence[] =>
      store.evidenceOf(db, find(tenantId, analysisId).id, ids),
    groupEvidence: (tenantId: string, groupId: string, page: { cursor: string | null; limit: number }) => {
      const item = editing.findGroup(tenantId, groupId);
      // The cursor is the last sentence seen; a repeat in between starts anew.
      const from = page.cursor === null ? 0 : item.evidence.indexOf(page.cursor) + 1;
      const ids = item.evidence.slice(from, from + page.limit);
      const found = new Map(store.evidenceOf(db, item.analysisId, ids).map((one) => [one.id, one]));
      return {
        items: ids.flatMap((id) => found.get(id) ?? []),
        nextCursor: from + page.limit < item.evidence.length ? (ids.at(-1) ?? null) : null,
        total: item.evidence.length,
      };
    },
    openEvidence: (tenantId: string, analysisId: string, evidenceId: string): OpenedEvidence => {
      const [found] = store.evidenceOf(db, find(tenantId, analysisId).id, [evidenceId]);
      if (found === undefined) throw appError('intelligence.EVIDENCE_NOT_FOUND', {});
      return openIn(found, sources.textOf(tenantId, found.documentId));
    },

    makeAgents: (tenantId: string, personaId: string, languages: readonly ContentLanguage[]): Agent[] => {
      const persona = editing.findPersona(tenantId, personaId);
      const { settings } = find(tenantId, persona.analysisId);
      const profile = storedProfile(db, persona.analysisId);
      db.transaction(() =>
        makeAgents({
          tenantId,
          analysisId: persona.analysisId,
          personaIds: [personaId],
          languages: agentLanguagesOf(languages, persona.language, profile),
          sources: { spaceIds: settings.sources.spaceIds, languages: [], contact: null },
          modelId: settings.modelId,
        }),
      )();
      onChange(persona.analysisId);
      return agents
        .list(tenantId, { analysisId: persona.analysisId, published: null })
        .filter((one) => one.personaId === personaId);
    },
    rehearse: (tenantId: string, personaId: string, talk: Talk, signal: AbortSignal): Promise<Rehearsal> =>
      rehearse(tenantId, editing.findPersona(tenantId, personaId), talk, signal),

    versions: (tenantId: string, analysisId: string) =>
      store.versionsOf(db, find(tenantId, analysisId).id).map(({ number, at, snapshot: stored }) => {
        const { documents, groups, personas, coverage } = parseSnapshot(stored);
        return { number, at, documents, groups: groups.length, personas, coverage };
      }),
    compare: (tenantId: string, analysisId: string, from: number, to: number): VersionComparison => {
      const { id } = find(tenantId, analysisId);
      return compareSnapshots(snapshot(id, from), snapshot(id, to));
    },

    dossier: async (
      tenantId: string,
      analysisId: string,
      format: 'pdf' | 'docx' | 'json',
      locale: 'de' | 'en',
    ) => {
      const all = view(tenantId, analysisId);
      const now = clock.now();
      const evidence = new Map(
        store.evidenceOf(db, analysisId, idsIn(JSON.stringify(all))).map((one) => [one.id, one]),
      );
      if (format === 'json') {
        const title = resources.say(locale, 'dossier.title', { name: all.analysis.name });
        return {
          fileName: exportFileName(title, 'dossier', now, 'json'),
          mimeType: 'application/json',
          contentBase64: Buffer.from(dossierJson(all, evidence)).toString('base64'),
        };
      }
      const madeOn = new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(now);
      const { title, text } = dossierMarkdown(all, evidence, locale, resources, madeOn);
      const { content, ...file } = await options.writeDocument({
        title,
        markdown: text,
        format,
        locale,
        now,
      });
      return { ...file, contentBase64: Buffer.from(content).toString('base64') };
    },

    groupTexts: createGroupTexts({ db, clock, resources, writeDocument: options.writeDocument }),
    /** Inside the transaction that deletes these documents: nothing of theirs stays in results, histories and agents. */
    forget: (tenantId: string, documentIds: readonly string[]): void => {
      for (const analysisId of forgetDocuments(db, tenantId, documentIds)) onChange(analysisId);
    },
    /** Likewise of a conversation. */
    forgetConversation: (tenantId: string, conversationId: string): void => {
      for (const analysisId of forgetConversation(db, tenantId, conversationId)) onChange(analysisId);
    },
    installSample: (tenantId: string, signal: AbortSignal) => options.installSample(tenantId, signal),
  };
};

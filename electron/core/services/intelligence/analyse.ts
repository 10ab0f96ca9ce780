/**
 * The run of an analysis, stage by stage. Reading is repeated when a stopped run goes on (it is quick and gives the same);
 * what a stage has found is stored when the stage ends, and what a model has worded is stored piece by piece.
 */
import type { AnalysisStage } from '../../../contract/intelligence.ts';
import { type ContentLanguage, contentLanguages } from '../../../contract/intelligence-traits.ts';
import type { Db } from '../../db/open.ts';
import { type Clock, isoNow } from '../../kernel/clock.ts';
import type { RunHandle } from '../../runs/runs.ts';
import { applyEnrichments, applyGroups, applyPersonas } from './apply.ts';
import * as holdings from './holdings.ts';
import { contactOf } from './making/contact.ts';
import { createEvidenceBook } from './making/evidence-book.ts';
import { enrichGroups } from './making/enrichments.ts';
import { type MakingContext, proposeGroups } from './making/groups.ts';
import { makePersonas } from './making/personas.ts';
import { sourceQuestions } from './making/questions.ts';
import { noticesOf } from './making/notices.ts';
import { agentLanguagesOf } from './making/agents.ts';
import { readProfile } from './reading/profile.ts';
import { type Linguistics, scanSources } from './reading/scan.ts';
import type { Scan } from './reading/scanned.ts';
import { findSignals, type Signal } from './reading/signals.ts';
import { findTopics } from './reading/topics.ts';
import type { IntelligenceResources } from './resources.ts';
import type { SourceReader } from './sources.ts';
import * as store from './store.ts';
import { takeSnapshot } from './versions.ts';
import type { Wording } from './wording/index.ts';
import { citedIds } from './cited.ts';
import type { MakeAgents } from './make-agents.ts';

export type AnalyseOptions = {
  db: Db;
  clock: Clock;
  sources: SourceReader;
  resources: IntelligenceResources;
  words: Linguistics;
  wording: Wording;
  makeAgents: MakeAgents;
  onChange(analysisId: string): void;
};

type Done<T> = { result: T; count: number; stored?: unknown };

export const createAnalyse = (options: AnalyseOptions) => {
  const attempt = createAttempt(options);
  return async (tenantId: string, analysisId: string, run: RunHandle): Promise<void> => {
    // Of a document that was deleted while it was read nothing may be kept: all over again without it.
    while (!(await attempt(tenantId, analysisId, run))) store.clearStages(options.db, analysisId);
  };
};

/** `false`: a source has gone meanwhile, and nothing was applied. */
const createAttempt =
  (options: AnalyseOptions) =>
  async (tenantId: string, analysisId: string, run: RunHandle): Promise<boolean> => {
    const { db, clock, sources, resources, words } = options;
    const loaded = store.findAnalysis(db, tenantId, analysisId);
    if (loaded === null) return true;
    let record = loaded;
    const { settings, seed } = record;
    const save = (change: Partial<store.AnalysisRecord>): void => {
      record = { ...record, ...change, updatedAt: isoNow(clock) };
      store.updateAnalysis(db, record);
      options.onChange(analysisId);
    };

    const fingerprint = sources.fingerprint(tenantId, settings.sources);
    if (record.fingerprint !== fingerprint) {
      store.clearStages(db, analysisId);
      save({ fingerprint });
    }
    const finished = new Set(
      store.stagesOf(db, analysisId).flatMap(({ stage, state }) => (state === 'done' ? [stage] : [])),
    );

    /** What a stage found is stored once; a stage that was done before is only read again. */
    const stage = async <T>(name: AnalysisStage, work: () => Promise<Done<T>> | Done<T>): Promise<T> => {
      run.signal.throwIfAborted();
      const startedMs = performance.now();
      const again = finished.has(name);
      if (!again) {
        store.putStage(db, tenantId, analysisId, {
          stage: name,
          state: 'running',
          count: null,
          durationMs: null,
          // What a stopped run has left behind is not asked for again.
          result: store.stageResult(db, analysisId, name) ?? undefined,
        });
        options.onChange(analysisId);
      }
      run.progress({ phase: name, done: 0, total: null, unit: 'items' });
      const { result, count, stored } = await work();
      run.signal.throwIfAborted();
      if (!again)
        store.putStage(db, tenantId, analysisId, {
          stage: name,
          state: 'done',
          count,
          durationMs: Math.round(performance.now() - startedMs),
          result: stored ?? store.stageResult(db, analysisId, name) ?? undefined,
        });
      run.progress({ phase: name, done: count, total: count, unit: 'items' });
      // Between stages everything else gets its turn.
      await new Promise((resolve) => setImmediate(resolve));
      return result;
    };

    const total = sources.count(tenantId, settings.sources);
    const read = sources.state(tenantId, settings.sources);
    const scan = await stage('sources', async () => {
      const result = await scanSources(sources.read(tenantId, settings.sources), {
        resources,
        words,
        signal: run.signal,
        onProgress: (done) => run.progress({ phase: 'sources', done, total, unit: 'items' }),
      });
      return { result, count: result.totalSentences };
    });
    const language = settings.language ?? mainLanguage(scan);
    const book = createEvidenceBook(scan);
    const topics = await stageTopics();
    const context: MakingContext = { scan, topics, resources, language, book };
    const profile = await stage('profile', () => {
      const result = readProfile(scan, topics, resources, language, book);
      return { result, count: result.services.length + result.channels.length, stored: result };
    });
    await stage('topics', () => {
      const questions = sourceQuestions(scan, topics, book);
      const stored = {
        topics: topics.map(({ id, label, terms, documents, representative }) => ({
          id,
          label,
          terms,
          documents: documents.length,
          representative: book.cite(representative),
        })),
        questions,
      };
      return { result: stored, count: topics.length, stored };
    });
    const signals = await stage('signals', () => {
      const result = findSignals(scan, resources, words, language);
      return { result, count: result.length, stored: result.map((signal) => toStored(signal, book)) };
    });
    const proposed = await stage('groups', () => {
      const result = proposeGroups(signals, context);
      return { result, count: result.length };
    });
    const people = await stage('personas', () => {
      const result = makePersonas(proposed, context, seed);
      return { result, count: result.length };
    });
    const worded = await stageWording();
    const enrichments = await stage('enrichment', () => {
      const result = enrichGroups(worded.groups, context);
      return { result, count: result.length };
    });

    const at = isoNow(clock);
    const owner = { tenantId, analysisId, at };
    const notices = await stage('agents', () => {
      const contact = contactOf(scan);
      const ids = scan.documents.map(({ id }) => id);
      if (!sources.areThere(tenantId, ids)) return { result: null, count: 0 };
      const found = noticesOf(scan, worded.groups, settings.modelId, book);
      const made = db.transaction(() => {
        const groupIds = applyGroups(db, worded.groups, owner);
        applyPersonas(db, worded.personas, groupIds, owner);
        applyEnrichments(db, enrichments, groupIds, owner);
        store.putEvidence(db, tenantId, analysisId, book.all());
        return options.makeAgents({
          tenantId,
          analysisId,
          languages: agentLanguagesOf(settings.agentLanguages, language, profile),
          sources: {
            spaceIds: spacesOf(scan, settings.sources.spaceIds),
            languages: profile.languages.map((one) => one.language),
            contact,
          },
          modelId: settings.modelId,
        });
      })();
      return { result: found, count: made };
    });
    if (notices === null) return false;

    const { groups, personas } = holdings.shownOf(db, analysisId);
    const version = record.version + 1;
    db.transaction(() => {
      store.keepEvidence(db, analysisId, [
        ...citedIds(db, analysisId),
        ...notices.flatMap(({ evidence }) => evidence),
      ]);
      store.insertVersion(db, tenantId, analysisId, {
        number: version,
        at,
        snapshot: takeSnapshot(
          groups,
          personas,
          store.evidenceOf(db, analysisId, [...new Set(groups.flatMap((one) => one.evidence))]),
          scan.documents.length,
        ),
      });
      save({
        version,
        facts: {
          writtenIn: language,
          documents: scan.documents.length,
          sentences: scan.totalSentences,
          notices,
          read,
        },
      });
    })();
    return true;

    async function stageTopics() {
      // Needed by the profile before it is shown as a stage of its own.
      return findTopics(scan, seed, { language, resources });
    }

    async function stageWording() {
      const { modelId } = settings;
      if (modelId === null) {
        store.putStage(db, tenantId, analysisId, {
          stage: 'wording',
          state: 'skipped',
          count: null,
          durationMs: null,
          result: undefined,
        });
        return { groups: proposed, personas: people };
      }
      return stage('wording', async () => {
        const result = await options.wording({
          tenantId,
          analysisId,
          modelId,
          groups: proposed,
          personas: people,
          context,
          signal: run.signal,
          onProgress: (done, of) => run.progress({ phase: 'wording', done, total: of, unit: 'items' }),
        });
        return { result, count: result.groups.length };
      });
    }
  };

/** The language of most sentences, where it is one we can write in. */
const mainLanguage = (scan: Scan): ContentLanguage => {
  const counts = new Map<string, number>();
  for (const { language, sentences } of scan.documents)
    counts.set(language, (counts.get(language) ?? 0) + sentences);
  const [best] = [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
  return contentLanguages.find((language) => language === best?.[0]) ?? (best === undefined ? 'de' : 'en');
};

const spacesOf = (scan: Scan, chosen: readonly string[]): string[] => [
  ...new Set([
    ...chosen,
    ...scan.documents.filter(({ source }) => source !== 'conversation').map(({ spaceId }) => spaceId),
  ]),
];

const toStored = (signal: Signal, book: MakingContext['book']) => ({
  key: signal.key,
  label: signal.label,
  kind: signal.kind,
  origin: signal.origin,
  sentences: signal.hits.length,
  documents: signal.documents.size,
  evidence: book.cite(signal.hits.slice(0, 20).map(({ sentence }) => sentence)),
});

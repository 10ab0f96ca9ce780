/**
 * A document or a conversation is deleted: what analyses have kept of it goes in the same transaction – evidence, quotations in traits, groups,
 * personas and content, their histories and earlier versions, and what agents took from them.
 */
import { agentPassport } from '../../../../contract/agents.ts';
import { targetGroup } from '../../../../contract/intelligence-groups.ts';
import type { Db } from '../../../db/open.ts';
import { evidenceIdOf } from '../../../kernel/quote-hash.ts';
import * as holdings from '../holdings.ts';
import { inOwnWords } from '../making/questions.ts';
import { checkPlain, inPlainWords } from '../making/plain.ts';
import { sentencesOf } from '../reading/sentences.ts';
import * as store from '../store.ts';
import { storedSignals, storedTopics } from '../view.ts';
import { createPrune, type Gone, type Json, type Prune } from './prune.ts';
import {
  deletedConversation,
  deletedDocuments,
  type DeletedDocument,
  saidElsewhere,
} from './deleted-documents.ts';

/** Inside the transaction that deletes them, while their texts are still there. Returns the analyses that changed. */
export const forgetDocuments = (db: Db, tenantId: string, documentIds: readonly string[]): string[] =>
  forget(db, tenantId, deletedDocuments(db, tenantId, documentIds), () => true);

/** As for documents. Analyses that have never read the conversation keep their words, even where it says the same. */
export const forgetConversation = (db: Db, tenantId: string, conversationId: string): string[] => {
  const deleted = deletedConversation(db, tenantId, conversationId);
  if (deleted === null) return [];
  const changed = forget(db, tenantId, [deleted], ({ settings }) =>
    settings.sources.conversationIds.includes(conversationId),
  );
  store.dropEvidenceOf(db, conversationId);
  return changed;
};

/** `mayUse`: an analysis that cites nothing of them may still use their words. */
const forget = (
  db: Db,
  tenantId: string,
  documents: readonly DeletedDocument[],
  mayUse: (analysis: store.AnalysisRecord) => boolean,
): string[] => {
  const analyses = store
    .allAnalyses(db, tenantId)
    .filter(({ version, state }) => version > 0 || state !== 'new');
  const sentences = new Map(
    documents.flatMap(({ id, versions }) =>
      versions.flatMap((version) =>
        sentencesOf({ ...emptySource, ...version, id }, 0).map(
          ({ text }) => [evidenceIdOf(id, text), text] as const,
        ),
      ),
    ),
  );
  forgetLooseAgents(db, documents, sentences);
  return analyses.flatMap((analysis) => {
    const gone = goneFrom(db, analysis, documents, sentences);
    if (gone === null || (gone.ids.size === 0 && !mayUse(analysis))) return [];
    forgetIn(db, tenantId, analysis, createPrune(gone), gone);
    return [analysis.id];
  });
};

/** Agents outlive the analysis they came from, and have kept its questions. */
const forgetLooseAgents = (
  db: Db,
  documents: readonly DeletedDocument[],
  sentences: ReadonlyMap<string, string>,
): void => {
  const where = 'analysis_id IS NULL AND @analysisId IS NOT NULL';
  if (db.prepare('SELECT 1 FROM agents WHERE analysis_id IS NULL LIMIT 1').get() === undefined) return;
  const prune = createPrune({
    documentIds: new Set(documents.map(({ id }) => id)),
    ids: new Set(sentences.keys()),
    quotes: variantsOf([...sentences.values()]),
    phrases: [],
  });
  forgetAgents(db, prune, where, '');
};

/** As they stand, in a reader's own words, in plain words. */
const variantsOf = (texts: readonly string[]): string[] => [
  ...new Set(
    texts.flatMap((text) => [
      text,
      ...['de', 'en', 'tr'].flatMap((language) => [
        inOwnWords(text, language) ?? text,
        inPlainWords(text, language),
      ]),
    ]),
  ),
];

const emptySource = { versionId: '', spaceId: '', title: '', source: '' };

/** What this analysis has kept of the documents; `null`: nothing. */
const goneFrom = (
  db: Db,
  analysis: store.AnalysisRecord,
  documents: readonly DeletedDocument[],
  sentences: ReadonlyMap<string, string>,
): Gone | null => {
  const kept = everythingKept(db, analysis.id).join('\n');
  const ids = new Set((kept.match(idPattern) ?? []).filter((id) => sentences.has(id)));
  const texts = documents.flatMap(({ title, versions }) => [title, ...versions.map(({ text }) => text)]);
  const phrases = phrasesOf(db, analysis.id, kept).filter(
    (phrase) =>
      texts.some((text) => text.includes(phrase)) &&
      !saidElsewhere(db, analysis.settings.sources, documents, phrase),
  );
  if (ids.size === 0 && phrases.length === 0) return null;
  const cited = [...ids].flatMap((id) => sentences.get(id) ?? []);
  return {
    documentIds: new Set(documents.map(({ id }) => id)),
    ids,
    quotes: [...variantsOf(cited), ...documents.map(({ title }) => title)],
    phrases,
  };
};

const idPattern = /\be[0-9a-f]{15}\b/g;

const everythingKept = (db: Db, analysisId: string): string[] =>
  db
    .prepare(
      `SELECT body_json FROM target_groups WHERE analysis_id = @id
         UNION ALL SELECT body_json FROM personas WHERE analysis_id = @id
         UNION ALL SELECT body_json FROM content_enrichments WHERE analysis_id = @id
         UNION ALL SELECT result_json FROM analysis_stages WHERE analysis_id = @id AND result_json IS NOT NULL
         UNION ALL SELECT before_json FROM intelligence_history WHERE analysis_id = @id AND before_json IS NOT NULL
         UNION ALL SELECT snapshot_json FROM analysis_versions WHERE analysis_id = @id
         UNION ALL SELECT facts_json FROM customer_analyses WHERE id = @id
         UNION ALL SELECT body_json FROM agents WHERE analysis_id = @id
         UNION ALL SELECT before_json FROM agent_history WHERE agent_id IN (SELECT id FROM agents WHERE analysis_id = @id)`,
    )
    .pluck()
    .all({ id: analysisId }) as string[];

/** Names and words taken from the sources without a sentence of their own: labels of topics, names of groups found, addresses. */
const phrasesOf = (db: Db, analysisId: string, kept: string): string[] => {
  const { topics } = storedTopics(db, analysisId);
  const found = storedSignals(db, analysisId).filter(({ origin }) => origin === 'discovered');
  const addresses = kept.match(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu) ?? [];
  const phrases = [
    ...topics.flatMap(({ label, terms }) => [...terms, ...label.split(/[„“”"]/), ...label.split(/,\s*/)]),
    ...found.map(({ label }) => label),
    ...addresses,
  ];
  return [...new Set(phrases.map((phrase) => phrase.trim()))].filter(
    ({ length }) => length >= shortestPhrase,
  );
};
const shortestPhrase = 4;

const forgetIn = (
  db: Db,
  tenantId: string,
  analysis: store.AnalysisRecord,
  prune: Prune,
  gone: Gone,
): void => {
  const { id } = analysis;
  forgetGroups(db, tenantId, id, prune);
  const clean = (of: Column): void => pruneColumn(db, prune, of, id);
  clean({ table: 'personas', column: 'body_json' });
  clean({ table: 'content_enrichments', column: 'body_json' });
  checkTextsAgain(db, tenantId, id);
  clean({ table: 'intelligence_history', column: 'before_json' });
  clean({ table: 'analysis_versions', column: 'snapshot_json', key: 'number' });
  // A model's answers mix the sentences they were made from.
  db.prepare("UPDATE analysis_stages SET result_json = NULL WHERE analysis_id = ? AND stage = 'wording'").run(
    id,
  );
  clean({ table: 'analysis_stages', column: 'result_json', key: 'stage' });
  // They repeat what has vanished above.
  clean({ table: 'intelligence_history', column: 'changes_json' });
  forgetAgents(db, prune, 'analysis_id = @analysisId', id);
  store.updateAnalysis(db, {
    ...analysis,
    facts: {
      ...analysis.facts,
      notices: analysis.facts.notices.map((one) => ({
        ...one,
        evidence: one.evidence.filter((cited) => !gone.ids.has(cited)),
      })),
    },
  });
};

/** What is left of a text is checked anew: a finding names words of the text. One without parts is none. */
const checkTextsAgain = (db: Db, tenantId: string, analysisId: string): void => {
  const texts = holdings.enrichmentsOf(db, analysisId).filter(({ parts }) => parts.length > 0);
  holdings.replaceEnrichments(
    db,
    tenantId,
    analysisId,
    texts.map((text) => ({
      ...text,
      checks: checkPlain(
        text.parts.map(({ body }) => body.text),
        text.language,
      ),
    })),
  );
};

/** Counts follow the evidence; a group only the deleted documents spoke of is gone, unless a person has made it theirs. */
const forgetGroups = (db: Db, tenantId: string, analysisId: string, prune: Prune): void => {
  for (const held of holdings.groupsOf(db, analysisId)) {
    const before = held.item;
    const pruned = prune(JSON.parse(JSON.stringify(before)));
    const parsed = targetGroup.safeParse(pruned);
    const touched = holdings.isTouched(held) || holdings.hasTouchedPersonas(db, before);
    const left = parsed.success ? parsed.data : null;
    const lost = before.evidence.length - (left?.evidence.length ?? 0);
    if (left === null || (left.evidence.length === 0 && lost > 0 && !touched && !held.removed)) {
      holdings.dropGroup(db, before.id);
      continue;
    }
    if (JSON.stringify(left) === JSON.stringify(before)) continue;
    const documents = new Set(
      store.evidenceOf(db, analysisId, left.evidence).map(({ documentId }) => documentId),
    );
    const item = {
      ...left,
      vanished: left.vanished || (lost > 0 && left.evidence.length === 0),
      size: {
        ...left.size,
        sentences: Math.max(left.evidence.length, left.size.sentences - lost),
        documents: lost > 0 ? documents.size : left.size.documents,
      },
    };
    holdings.putGroup(db, tenantId, { ...held, item });
  }
};

type Column = { table: string; column: string; key?: 'id' | 'number' | 'stage'; where?: string };

const pruneColumn = (db: Db, prune: Prune, of: Column, analysisId: string): void => {
  const { table, column, key = 'id', where = 'analysis_id = @analysisId' } = of;
  const rows = db
    .prepare(`SELECT ${key} AS key, ${column} AS json FROM ${table} WHERE ${where} AND ${column} IS NOT NULL`)
    .all({ analysisId }) as { key: string | number; json: string }[];
  const update = db.prepare(`UPDATE ${table} SET ${column} = @json WHERE ${where} AND ${key} = @key`);
  for (const row of rows) {
    const left = prune(JSON.parse(row.json));
    const json = left === null ? null : JSON.stringify(column === 'body_json' ? named(left) : left);
    if (json !== row.json) update.run({ analysisId, key: row.key, json });
  }
};

/** A name made of words that are gone. */
const named = (body: Json): Json =>
  typeof body === 'object' && body !== null && !Array.isArray(body) && body.name === ''
    ? { ...body, name: '–' }
    : body;

/** What agents took from the sources: starter questions, the contact, questions of their passport. */
const forgetAgents = (db: Db, prune: Prune, where: string, analysisId: string): void => {
  pruneColumn(db, prune, { table: 'agents', column: 'body_json', where }, analysisId);
  pruneColumn(db, prune, { table: 'agents', column: 'passport_json', where }, analysisId);
  const theirs = `agent_id IN (SELECT id FROM agents WHERE ${where})`;
  for (const column of ['before_json', 'changes_json'])
    pruneColumn(db, prune, { table: 'agent_history', column, where: theirs }, analysisId);
  const passports = db
    .prepare(`SELECT id, passport_json AS json FROM agents WHERE ${where} AND passport_json IS NOT NULL`)
    .all({ analysisId }) as { id: string; json: string }[];
  for (const { id, json } of passports) {
    const read = agentPassport.safeParse(JSON.parse(json));
    // Without a question it could answer, a passport proves nothing any more.
    if (!read.success || !read.data.questions.some(({ kind }) => kind === 'answerable'))
      db.prepare('UPDATE agents SET passport_json = NULL WHERE id = ?').run(id);
  }
};

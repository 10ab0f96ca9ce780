/**
 * For tests: a real engine room without processes, with three short pages of an invented municipality; only the language model
 * is played.
 */
import { join } from 'node:path';
import { openMemoryDatabase, readMigrations } from '../db/open.ts';
import { systemClock } from '../kernel/clock.ts';
import { silentLog } from '../kernel/log.ts';
import { createRuns } from '../runs/runs.ts';
import type { Gateway, GatewayCall } from '../services/gateway/index.ts';
import { createAnswers } from '../services/knowledge/answers/index.ts';
import { readAnswerModels } from '../services/knowledge/answers/models.ts';
import { createKnowledge } from '../services/knowledge/index.ts';
import { createLocalRetrieval } from '../services/knowledge/retrieval.ts';
import { localOwner } from '../services/system/identity.ts';
import { wireIntelligence } from './intelligence.ts';
import { wirePrivacy } from './privacy.ts';

const programDir = join(import.meta.dirname, '../../..');
const migrations = readMigrations(join(import.meta.dirname, '../db/migrations'));

export const setUp = (model: (call: GatewayCall) => string = () => '{}') => {
  const db = openMemoryDatabase(migrations, silentLog);
  const { tenantId } = localOwner(db, systemClock);
  const runs = createRuns({ db, clock: systemClock, log: silentLog, onChange: () => {} });
  const knowledge = createKnowledge({
    db,
    retrieval: createLocalRetrieval(db),
    embedder: { info: async () => null, embed: async () => [], close: async () => {} },
    reranker: null,
    labels: { get: () => 'internal', set: () => {} },
    clock: systemClock,
    log: silentLog,
  });
  const gateway = {
    answer: async (call: GatewayCall) => ({ text: model(call) }),
    labels: { get: () => ({ dataClass: 'internal' }) },
  } as unknown as Gateway;
  const answers = createAnswers({
    ...{ db, runs, clock: systemClock, log: silentLog },
    models: readAnswerModels(programDir),
    search: knowledge.search,
    dataClassOf: () => 'internal',
    prose: {
      choose: async (_owner, id) => (id === null ? null : { id, name: id }),
      write: () => Promise.reject(new Error('no model')),
    },
  });
  const parsing = { parseDocument: () => Promise.reject(new Error('no process in this test')) };
  const privacy = wirePrivacy({ db, clock: systemClock, programDir, parsing, onChange: () => {} });
  const announced: string[] = [];
  const { agents, intelligence } = wireIntelligence({
    ...{ db, clock: systemClock, log: silentLog, runs, gateway, knowledge, answers, programDir },
    ...{ parsing, privacy },
    announce: (topic) => void announced.push(topic),
  });
  const space = knowledge.createSpace(tenantId, { name: 'Lindenau' });
  const add = (title: string, text: string, more: object = {}) =>
    knowledge.addDocument(tenantId, { spaceId: space.id, title, source: `${title}.html`, text, ...more });
  const create = (more: object = {}) =>
    intelligence.create(tenantId, {
      name: 'Lindenau',
      sources: { spaceIds: [space.id], documentIds: [], conversationIds: [] },
      language: null,
      agentLanguages: [],
      modelId: null,
      onSourcesChanged: 'ask',
      ...more,
    });
  const analyse = async (analysisId: string, more: { repeat?: boolean; seed?: number } = {}) => {
    const run = await intelligence.start(tenantId, analysisId, { repeat: false, ...more }).done;
    if (run.error !== null) throw new Error(`the analysis failed: ${JSON.stringify(run.error)}`);
    return intelligence.get(tenantId, analysisId);
  };
  return {
    db,
    tenantId,
    runs,
    knowledge,
    privacy,
    agents,
    intelligence,
    space,
    add,
    create,
    analyse,
    announced,
  };
};

export const family = `Kita in Lindenau
Eltern melden ihr Kind online für einen Kita-Platz an.
Für Eltern mit geringem Einkommen übernimmt das Jugendamt die Kosten der Kinderbetreuung.
Wie melden Sie Ihr Kind an?
Sie melden Ihr Kind über das Kita-Portal an und bringen die Geburtsurkunde mit.
Wenn Sie alleinerziehend sind, hilft Ihnen die Beratungsstelle für Familien.
Familien können einen Zuschuss beantragen.
Das Kindergeld beantragen Eltern bei der Familienkasse.
Öffnungszeiten: Montag 8.00 bis 12.00 Uhr. Telefon 07191 123, E-Mail kita@lindenau.example.`;
export const work = `Arbeit finden
Arbeitsuchende finden im Jobcenter Lindenau Beratung und Stellenangebote.
Wenn Sie arbeitslos werden, melden Sie sich spätestens nach drei Tagen bei der Agentur für Arbeit.
Für die Bewerbung brauchen Sie Zeugnisse und einen Lebenslauf.
Das Jobcenter hilft Arbeitslosen bei der Bewerbung. Kontakt: kita@lindenau.example.
Langzeitarbeitslose bekommen einen Vermittlungsgutschein.`;
export const arrival = `Neu in Deutschland
Menschen, die neu in Deutschland sind, melden sich im Willkommenszentrum.
Zugewanderte können einen Integrationskurs besuchen.
Die Ausländerbehörde erteilt die Aufenthaltserlaubnis.
Für Geflüchtete gibt es Dolmetscher auf Türkisch und Arabisch.
Die Migrationsberatung hilft Zugewanderten bei Anträgen.`;

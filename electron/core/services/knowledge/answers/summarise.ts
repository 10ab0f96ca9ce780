/**
 * Summaries of a document or a space: central sentences, quoted. Of a document in its order; of a space by topic, the
 * largest first, each topic with as many sentences as its share of the documents deserves.
 */
import type { Evidence, SummaryTopic } from '../../../../contract/answers.ts';
import type { Db } from '../../../db/open.ts';
import { appError } from '../../../kernel/errors.ts';
import { isLanguage, type Language } from '../analysis/languages.ts';
import { knowledgeError } from '../failure.ts';
import { nextTurn } from '../next-turn.ts';
import { prepared } from '../statements.ts';
import { citeUnits } from './extract.ts';
import { type Stretch, unitsBetween } from './read.ts';
import { type Central, centralUnits, isTelling } from './summary.ts';
import { type Topic, topicsOf } from './topics.ts';

type DocumentRow = {
  documentId: string;
  versionId: string;
  spaceId: string;
  title: string;
  source: string;
  language: string;
  textHash: Buffer;
  textLength: number;
};

export type SummaryOf = { documentId: string | null; spaceId: string | null; sentences: number };
export type Summary = {
  evidence: Evidence;
  topics: SummaryTopic[];
  documents: { read: number; total: number };
  /** That most of what is quoted is written in. */
  language: Language;
};

/** Of a long document its beginning. UTF-16 code units. */
const longestText = 400_000;
/** Of a space so many documents, from all its folders alike, and of each what it begins with. */
const mostDocuments = 120;
const perDocumentOfSpace = 6_000;
const sentencesPerDocument = 12;
/** A sentence that so many documents share is their frame, e.g. the foot of a web site. */
const frame = { documents: 3, share: 0.1 };

/** Throws `knowledge.DOCUMENT_NOT_FOUND`, `knowledge.SPACE_NOT_FOUND`. Without a whole sentence in the text it is empty. */
export const summarise = async (
  db: Db,
  tenantId: string,
  input: SummaryOf,
  signal?: AbortSignal,
): Promise<Summary> => {
  const startedMs = performance.now();
  const found =
    input.documentId === null
      ? ofSpace(db, tenantId, input.spaceId ?? '')
      : ofDocument(db, tenantId, input.documentId);
  const stretches: Stretch[] = [];
  for (const row of found.rows) {
    stretches.push(read(db, row, stretches.length, input.documentId === null));
    await nextTurn();
    if (signal?.aborted === true) throw appError('request.CANCELLED', {});
  }
  const { chosen, topics } =
    input.documentId === null
      ? await ofTopics(stretches, input.sentences)
      : { chosen: centralUnits(stretches, input.sentences), topics: [] };
  const cited = citeUnits(db, chosen);
  const topicOf = new Map(topics.flatMap((topic, at) => topic.documentIds.map((id) => [id, at])));
  return {
    evidence: {
      spaceIds: [...new Set(found.rows.map((row) => row.spaceId))],
      onlyFromSources: true,
      abstained: cited.citations.length === 0,
      ...cited,
      claims: [],
      evidenceRate: null,
      timings: { searchMs: 0, extractMs: performance.now() - startedMs, proseMs: null },
    },
    topics: topics.map(({ words, documentIds }, at) => ({
      words,
      documents: documentIds.length,
      citations: cited.citations.flatMap((one) => (topicOf.get(one.documentId) === at ? one.number : [])),
    })),
    documents: { read: found.rows.length, total: found.total },
    language: languageOf(chosen.map(({ stretch }) => stretch.language)),
  };
};

const read = (db: Db, row: DocumentRow, rank: number, isOfSpace: boolean): Stretch => {
  const { textHash, textLength, ...about } = row;
  const language = isLanguage(row.language) ? row.language : 'de';
  const most = isOfSpace ? perDocumentOfSpace : longestText;
  const units = unitsBetween(db, row.versionId, 0, Math.min(textLength, most), language);
  return { ...about, language, textHash: textHash.toString('hex'), rank, hits: [], units };
};

const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().toLowerCase();

/** Only what a summary could quote: the frame of the documents is left out, and what is said twice is said once. */
const withoutFrame = (stretches: readonly Stretch[]): Stretch[] => {
  const having = new Map<string, number>();
  for (const { units } of stretches)
    for (const text of new Set(units.map((unit) => plain(unit.text))))
      having.set(text, (having.get(text) ?? 0) + 1);
  const said = new Set<string>();
  return stretches.map((stretch) => {
    const own = stretch.units.filter((unit) => {
      const text = plain(unit.text);
      const count = having.get(text) ?? 0;
      const isFrame = count >= frame.documents && count > stretches.length * frame.share;
      if (!isTelling(unit) || isFrame || said.has(text)) return false;
      said.add(text);
      return true;
    });
    return { ...stretch, units: own.slice(0, sentencesPerDocument) };
  });
};

type SpaceTopic = { words: string[]; documentIds: string[] };

const ofTopics = async (
  all: readonly Stretch[],
  sentences: number,
): Promise<{ chosen: Central[]; topics: SpaceTopic[] }> => {
  const stretches = withoutFrame(all).filter(({ units }) => units.length > 0);
  const topics = topicsOf(
    stretches.map(({ title, language, units }) => ({
      language,
      text: [title, ...units.map((unit) => unit.text)].join('\n'),
    })),
  );
  const wholes = new Map(all.map((one) => [one.documentId, one]));
  const chosen: Central[] = [];
  const quoted: SpaceTopic[] = [];
  for (const [at, room] of roomOf(topics, sentences).entries()) {
    const topic = topics[at];
    if (topic === undefined || room === 0) continue;
    await nextTurn();
    const own = topic.members.flatMap((member) => stretches[member] ?? []);
    for (const { stretch, unit } of centralUnits(own, room)) {
      // What was left out between two sentences keeps them two quotations.
      const whole = wholes.get(stretch.documentId);
      if (whole !== undefined) chosen.push({ stretch: whole, unit });
    }
    quoted.push({ words: topic.words, documentIds: own.map((one) => one.documentId) });
  }
  return { chosen, topics: quoted };
};

/** One sentence for each topic, the largest first; what is left goes to the topic with most documents per sentence. */
const roomOf = (topics: readonly Topic[], sentences: number): number[] => {
  const room: number[] = topics.map((_, at) => (at < sentences ? 1 : 0));
  for (let left = sentences - topics.length; left > 0 && room.length > 0; left -= 1) {
    const shares = topics.map(({ members }, at) => members.length / ((room[at] ?? 0) + 1));
    const at = shares.indexOf(Math.max(...shares));
    room[at] = (room[at] ?? 0) + 1;
  }
  return room;
};

const languageOf = (languages: readonly Language[]): Language => {
  const count = (language: Language): number => languages.filter((one) => one === language).length;
  return (['de', 'en', 'tr'] as const).reduce((best, one) => (count(one) > count(best) ? one : best));
};

const columns = `documents.id AS documentId, documents.version_id AS versionId, documents.space_id AS spaceId, title, source,
  language, text_hash AS textHash, text_length AS textLength`;

const ofDocument = (db: Db, tenantId: string, documentId: string): { rows: DocumentRow[]; total: number } => {
  const row = prepared(
    db,
    `SELECT ${columns} FROM documents JOIN document_versions ON document_versions.id = documents.version_id
       WHERE documents.tenant_id = ? AND documents.id = ?`,
  ).get(tenantId, documentId) as DocumentRow | undefined;
  if (row === undefined) throw knowledgeError('knowledge.DOCUMENT_NOT_FOUND', {});
  return { rows: [row], total: 1 };
};

/** Every so many documents in the order of their sources, so that each folder has its share. */
const ofSpace = (db: Db, tenantId: string, spaceId: string): { rows: DocumentRow[]; total: number } => {
  const known = prepared(db, 'SELECT 1 FROM knowledge_spaces WHERE tenant_id = ? AND id = ?').get(
    tenantId,
    spaceId,
  );
  if (known === undefined) throw knowledgeError('knowledge.SPACE_NOT_FOUND', {});
  const total = prepared(db, 'SELECT count(*) FROM documents WHERE space_id = ?')
    .pluck()
    .get(spaceId) as number;
  const rows = prepared(
    db,
    `SELECT ${columns} FROM (SELECT seq AS one, row_number() OVER (ORDER BY source, seq) - 1 AS at
         FROM documents WHERE tenant_id = @tenantId AND space_id = @spaceId)
       JOIN documents ON documents.seq = one JOIN document_versions ON document_versions.id = documents.version_id
       WHERE at % @every = 0 ORDER BY at`,
  ).all({ tenantId, spaceId, every: Math.max(1, Math.ceil(total / mostDocuments)) }) as DocumentRow[];
  return { rows, total };
};

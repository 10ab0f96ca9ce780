/**
 * Agent packages on their way: written for another installation; received in pieces, looked at, and taken over when a person
 * has seen what is inside. Nothing of a package is stored before that, and what fails half-way leaves nothing behind.
 */
import {
  type Agent,
  type AgentInput,
  agentPackageMaxBytes,
  type CharacterInput,
  type Character,
  type PackageContents,
} from '../../../contract/agents.ts';
import type { Db } from '../../db/open.ts';
import { appError } from '../../kernel/errors.ts';
import type { DocumentInput, Knowledge } from '../knowledge/index.ts';
import { type AgentPackage, readPackage, writePackage } from './package.ts';

/** A package nobody takes over is forgotten after so long. */
const keptMs = 10 * 60_000;
/** At once and for everybody: each is held in memory. */
const mostHeld = 3;

export type PackagePiece = { packageId: string; startByte: number; contentBase64: string; last: boolean };

export type StoreDocument = (
  tenantId: string,
  document: DocumentInput,
  signal: AbortSignal,
) => Promise<unknown>;

export type PackagesOptions = {
  db: Db;
  knowledge: Pick<Knowledge, 'createSpace' | 'getDocument' | 'getSummary' | 'listSpaces' | 'removeSpace'>;
  /** As the policy of its space wants it. */
  storeDocument: StoreDocument;
  characters: {
    list(tenantId: string): Character[];
    create(tenantId: string, input: CharacterInput): Character;
  };
  create(tenantId: string, input: AgentInput): Agent;
};

type Held = { pieces: Buffer[]; bytes: number; read: AgentPackage | null; timer: NodeJS.Timeout };

export const createPackages = (options: PackagesOptions) => {
  const { db, knowledge, characters } = options;
  const held = new Map<string, Held>();

  const forget = (key: string): void => {
    clearTimeout(held.get(key)?.timer);
    held.delete(key);
  };
  const keep = (key: string): NodeJS.Timeout => {
    const timer = setTimeout(() => forget(key), keptMs);
    timer.unref();
    return timer;
  };
  const open = (key: string): Held => {
    const known = held.get(key);
    if (known !== undefined) return known;
    const [oldest] = held.keys();
    if (held.size >= mostHeld && oldest !== undefined) forget(oldest);
    const made: Held = { pieces: [], bytes: 0, read: null, timer: keep(key) };
    held.set(key, made);
    return made;
  };

  const documentsOf = (tenantId: string, spaceIds: readonly string[]): AgentPackage['documents'] =>
    (
      db
        .prepare(
          'SELECT id FROM documents WHERE tenant_id = ? AND space_id IN (SELECT value FROM json_each(?)) ORDER BY id',
        )
        .pluck()
        .all(tenantId, JSON.stringify(spaceIds)) as string[]
    ).map((id) => {
      const { title, source, language, text } = knowledge.getDocument(tenantId, id);
      return { title, source, language, text, tags: knowledge.getSummary(tenantId, id).tags };
    });

  const freeName = (wanted: string, tenantId: string): string => {
    const taken = new Set(knowledge.listSpaces(tenantId).map(({ name }) => name));
    for (let number = 1; ; number += 1) {
      const name = number === 1 ? wanted.slice(0, 110) : `${wanted.slice(0, 110)} (${number})`;
      if (!taken.has(name)) return name;
    }
  };

  const storeDocuments = async (
    tenantId: string,
    { agents, documents }: AgentPackage,
    signal: AbortSignal,
  ): Promise<string | null> => {
    if (documents.length === 0) return null;
    const spaceId = knowledge.createSpace(tenantId, {
      name: freeName(agents[0]?.name ?? 'Agents', tenantId),
    }).id;
    try {
      for (const document of documents) {
        signal.throwIfAborted();
        await options.storeDocument(tenantId, { ...document, spaceId }, signal);
      }
      return spaceId;
    } catch (error) {
      await knowledge.removeSpace(tenantId, spaceId);
      throw error;
    }
  };

  return {
    export: (tenantId: string, agents: readonly Agent[], withDocuments: boolean) => {
      const spaces = [...new Set(agents.flatMap((one) => one.knowledge.spaceIds))];
      const content = writePackage(
        agents,
        characters.list(tenantId),
        withDocuments ? documentsOf(tenantId, spaces) : [],
      );
      return {
        fileName: 'agents.wattos.json',
        mimeType: 'application/json',
        contentBase64: Buffer.from(content).toString('base64'),
      };
    },

    /** What is inside comes with the last piece. Throws `agents.PACKAGE_TOO_LARGE` and `agents.PACKAGE_UNREADABLE`. */
    receive: (tenantId: string, piece: PackagePiece): { contents: PackageContents | null } => {
      const key = `${tenantId} ${piece.packageId}`;
      const now = open(key);
      const bytes = Buffer.from(piece.contentBase64, 'base64');
      // A piece that came twice is taken once; a hole is refused.
      const fresh = bytes.subarray(Math.max(0, now.bytes - piece.startByte));
      if (piece.startByte > now.bytes) {
        forget(key);
        throw appError('agents.PACKAGE_UNREADABLE', {});
      }
      if (now.bytes + fresh.length > agentPackageMaxBytes) {
        forget(key);
        throw appError('agents.PACKAGE_TOO_LARGE', { limitMb: Math.floor(agentPackageMaxBytes / 1e6) });
      }
      now.pieces.push(fresh);
      now.bytes += fresh.length;
      if (!piece.last) return { contents: null };
      try {
        now.read = readPackage(Buffer.concat(now.pieces.splice(0)));
      } catch (error) {
        forget(key);
        throw error;
      }
      return { contents: contentsOf(now.read, now.bytes) };
    },

    /** Documents go into a new space. Throws `agents.PACKAGE_NOT_FOUND`. */
    takeOver: async (
      tenantId: string,
      packageId: string,
      signal: AbortSignal,
    ): Promise<{ agents: Agent[]; spaceId: string | null }> => {
      const key = `${tenantId} ${packageId}`;
      const read = held.get(key)?.read ?? null;
      if (read === null) throw appError('agents.PACKAGE_NOT_FOUND', {});
      forget(key);
      const spaceId = await storeDocuments(tenantId, read, signal);
      const spaceIds = spaceId === null ? [] : [spaceId];
      const agents = db.transaction(() => {
        const made = read.characters.map((one) => characters.create(tenantId, { ...one, spaceIds }));
        return read.agents.map(({ character, ...input }) =>
          options.create(tenantId, {
            ...input,
            characterId: character === null ? null : (made[character]?.id ?? null),
            knowledge: { ...input.knowledge, spaceIds },
          }),
        );
      })();
      return { agents, spaceId };
    },
  };
};

const contentsOf = (read: AgentPackage, sizeBytes: number): PackageContents => {
  const languages = new Map<string, number>();
  for (const { language } of read.documents) languages.set(language, (languages.get(language) ?? 0) + 1);
  return {
    sizeBytes,
    agents: read.agents.map(({ name, language, role, character, tools }) => ({
      ...{ name, language, role, tools },
      character: character === null ? null : (read.characters[character]?.name ?? null),
    })),
    documents: read.documents.length,
    titles: read.documents.slice(0, 5).map(({ title }) => title),
    languages: [...languages]
      .map(([language, documents]) => ({ language, documents }))
      .sort((a, b) => b.documents - a.documents || a.language.localeCompare(b.language)),
  };
};

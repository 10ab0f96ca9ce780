/** The sample municipality that comes with the program, read into a knowledge space of its own. */
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import type { DocumentInput, Knowledge } from '../knowledge/index.ts';

export type InstallSample = (
  tenantId: string,
  signal: AbortSignal,
) => Promise<{ spaceId: string; documents: number }>;

/** Reads one file of the sample; `null` for what holds no text of its own (styles, images of a page). */
export type ReadSampleFile = (
  path: string,
  content: Uint8Array,
  signal: AbortSignal,
) => Promise<Omit<Parameters<Knowledge['addDocument']>[1], 'spaceId' | 'source'> | null>;

const spaceName = 'Gemeinde Lindenau am See';
const read = new Set(['.html', '.pdf']);

export const createSampleInstaller = (options: {
  programDir: string;
  knowledge: Pick<Knowledge, 'listSpaces' | 'createSpace' | 'listDocuments'>;
  /** As the privacy policy of its space wants it. */
  storeDocument(tenantId: string, document: DocumentInput, signal: AbortSignal): Promise<unknown>;
  readFile: ReadSampleFile;
}): InstallSample => {
  const folder = join(options.programDir, 'resources', 'sample', 'site');
  const sourcesIn = (tenantId: string, spaceId: string): Set<string> => {
    const sources = new Set<string>();
    let cursor: string | null = null;
    do {
      const page = options.knowledge.listDocuments(tenantId, {
        ...{ spaceId, cursor, query: '', limit: 200 },
        order: 'title',
      });
      for (const { source } of page.items) sources.add(source);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return sources;
  };
  return async (tenantId, signal) => {
    const { knowledge } = options;
    const known = knowledge.listSpaces(tenantId).find(({ name }) => name === spaceName);
    const spaceId = known?.id ?? knowledge.createSpace(tenantId, { name: spaceName }).id;
    const there = sourcesIn(tenantId, spaceId);
    // The demo has read the same pages as a website.
    if ([...there].some((source) => source.includes('://'))) return { spaceId, documents: there.size };
    let documents = there.size;
    for (const path of filesIn(folder)) {
      signal.throwIfAborted();
      const source = relative(folder, path).split(sep).join('/');
      // The scan comes later, once reading of images is installed.
      if (there.has(source)) continue;
      const document = await options.readFile(path, contentOf(path), signal);
      if (document === null) continue;
      await options.storeDocument(tenantId, { ...document, spaceId, source }, signal);
      documents += 1;
    }
    return { spaceId, documents };
  };
};

/** Of a page what stands between its menus: the sample's own pages mark them plainly. */
const contentOf = (path: string): Uint8Array => {
  const bytes = readFileSync(path);
  if (extname(path) !== '.html') return bytes;
  return Buffer.from(bytes.toString('utf8').replaceAll(/<(header|nav|aside|footer)\b[\s\S]*?<\/\1>/g, ''));
};

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && read.has(extname(entry.name)))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

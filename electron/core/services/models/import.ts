/** Takes a GGUF file of this computer, a USB stick for example, into the store. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Clock, isoNow } from '../../kernel/clock.ts';
import { appError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { Progress } from '../../runs/runs.ts';
import { type GgufHeader, readGgufHeader, readGgufVersion, supportedGgufVersions } from './gguf-header.ts';
import { freeBytes, fullError } from './pull.ts';
import type { Manifest, ModelStore } from './store.ts';

const mainFile = 'model.gguf';
const spareBytes = 200 * 2 ** 20;
const defaultContextTokens = 8192;

export type ImportOptions = {
  store: ModelStore;
  modelsDir: string;
  clock: Clock;
  /** No two models share an id. */
  isTaken(modelId: string): Promise<boolean>;
};

/** Throws `models.NOT_A_MODEL`, `models.UNSUPPORTED_VERSION`, `models.FILE_TRUNCATED` before a byte is copied. */
export const inspect = async (path: string): Promise<{ header: GgufHeader; sizeBytes: number }> => {
  const fileName = basename(path);
  const file = await open(path, 'r').catch((error: unknown) => {
    throw appError('models.NOT_A_MODEL', { fileName }, { cause: error });
  });
  try {
    const info = await file.stat();
    if (!info.isFile()) throw appError('models.NOT_A_MODEL', { fileName });
    return { header: await headerOf(file, fileName, info.size), sizeBytes: info.size };
  } finally {
    await file.close();
  }
};

const headerOf = async (file: FileHandle, fileName: string, sizeBytes: number): Promise<GgufHeader> => {
  const version = await readGgufVersion(file);
  if (version === null) throw appError('models.NOT_A_MODEL', { fileName });
  if (!supportedGgufVersions.includes(version))
    throw appError('models.UNSUPPORTED_VERSION', { fileName, version });
  const header = await readGgufHeader(file);
  // One piece of a split model, or a projector that only goes with another model, cannot answer anything.
  const split = header?.metadata.get('split.count');
  const piece = typeof split === 'number' && split > 1;
  if (
    header === null ||
    header.tensorCount === 0 ||
    piece ||
    header.metadata.get('general.architecture') === 'clip'
  ) {
    throw appError('models.NOT_A_MODEL', { fileName });
  }
  if (sizeBytes < header.neededBytes) {
    const data = { modelId: fileName, haveBytes: sizeBytes, needBytes: header.neededBytes };
    throw appError('models.FILE_TRUNCATED', data, { retry: false });
  }
  return header;
};

/** Copies, then shows: a copy that breaks off leaves nothing that looks like a model. Returns the new model's id. */
export const importFile = async (
  path: string,
  run: { signal: AbortSignal; progress(progress: Progress): void },
  options: ImportOptions,
): Promise<string> => {
  const { header, sizeBytes } = await inspect(path);
  await mkdir(options.modelsDir, { recursive: true });
  const haveBytes = await freeBytes(options.modelsDir);
  if (haveBytes < sizeBytes + spareBytes) throw fullError(sizeBytes + spareBytes, haveBytes);
  const incoming = join(options.modelsDir, `.import-${newId()}`);
  await mkdir(incoming);
  try {
    const sha256 = await copy(path, join(incoming, mainFile), sizeBytes, run);
    const id = await freeId(slugOf(basename(path)), options);
    await rename(incoming, options.store.folder(id));
    await options.store.write(manifestOf(id, basename(path), header, { sizeBytes, sha256 }, options.clock));
    return id;
  } catch (error) {
    await rm(incoming, { recursive: true, force: true });
    throw error;
  }
};

const copy = async (
  from: string,
  to: string,
  total: number,
  run: { signal: AbortSignal; progress(progress: Progress): void },
): Promise<string> => {
  const hash = createHash('sha256');
  const target = await open(to, 'wx');
  let done = 0;
  let toldAt = 0;
  try {
    for await (const chunk of createReadStream(from, { highWaterMark: 2 ** 20, signal: run.signal })) {
      await target.appendFile(chunk);
      hash.update(chunk);
      done += chunk.length;
      if (performance.now() - toldAt > 200 || done === total) {
        toldAt = performance.now();
        run.progress({ phase: 'copying', done, total, unit: 'bytes' });
      }
    }
    await target.sync();
  } finally {
    await target.close();
  }
  return hash.digest('hex');
};

const slugOf = (fileName: string): string => {
  const slug = fileName
    .replace(/\.gguf$/i, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+/, '');
  return slug.slice(0, 80) || 'model';
};

const freeId = async (slug: string, { isTaken }: ImportOptions): Promise<string> => {
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? `imported-${slug}` : `imported-${slug}-${number}`;
    if (!(await isTaken(id))) return id;
  }
};

const manifestOf = (
  id: string,
  fileName: string,
  { metadata }: GgufHeader,
  file: { sizeBytes: number; sha256: string },
  clock: Clock,
): Manifest => {
  const text = (key: string): string | null => {
    const value = metadata.get(key);
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const architecture = text('general.architecture') ?? '';
  const trained = metadata.get(`${architecture}.context_length`);
  const contextTokens = typeof trained === 'number' && trained > 0 ? Math.trunc(trained) : null;
  return {
    schema: 1,
    id,
    origin: 'imported',
    description: {
      name: text('general.name') ?? fileName,
      task: /bert/.test(architecture) ? 'embed' : 'chat',
      languages: [],
      quality: 'good',
      contextTokens,
      quantisation:
        /(?<quantisation>I?Q\d[A-Za-z0-9_]*|BF16|F16|MXFP4)/i.exec(fileName)?.groups?.quantisation ?? null,
      licence: text('general.license') ?? '',
    },
    memoryBytes: file.sizeBytes + contextBytes(metadata, architecture, contextTokens) + 300 * 2 ** 20,
    files: [{ path: mainFile, ...file }],
    installedAt: isoNow(clock),
  };
};

/** Keys and values of all layers in 16 bits. */
const contextBytes = (
  metadata: GgufHeader['metadata'],
  architecture: string,
  trained: number | null,
): number => {
  const number = (key: string, fallback: number): number => {
    const value = metadata.get(`${architecture}.${key}`);
    return typeof value === 'number' ? value : fallback;
  };
  const heads = number('attention.head_count', 32);
  const width = number('attention.key_length', number('embedding_length', 4096) / heads);
  const perToken = 2 * 2 * number('block_count', 32) * number('attention.head_count_kv', heads) * width;
  return Math.ceil(perToken * Math.min(trained ?? defaultContextTokens, defaultContextTokens));
};

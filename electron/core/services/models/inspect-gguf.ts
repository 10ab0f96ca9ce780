/** What a GGUF file says of itself: whether it is a whole model, and everything a manifest wants to know. */
import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { appError } from '../../kernel/errors.ts';
import { type GgufHeader, readGgufHeader, readGgufVersion, supportedGgufVersions } from './gguf-header.ts';
import type { Manifest } from './store.ts';

const defaultContextTokens = 8192;

/** Throws `models.NOT_A_MODEL`, `models.UNSUPPORTED_VERSION`, `models.FILE_TRUNCATED` before a byte is copied. */
export const inspectGguf = async (path: string): Promise<{ header: GgufHeader; sizeBytes: number }> => {
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

/** Of a file nobody knows; its name is the only word on the quantisation. */
export const describeGguf = (
  fileName: string,
  { metadata }: GgufHeader,
  sizeBytes: number,
): Pick<Manifest, 'description' | 'memoryBytes'> => {
  const text = (key: string): string | null => {
    const value = metadata.get(key);
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const architecture = text('general.architecture') ?? '';
  const trained = metadata.get(`${architecture}.context_length`);
  const contextTokens = typeof trained === 'number' && trained > 0 ? Math.trunc(trained) : null;
  return {
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
    memoryBytes: sizeBytes + contextBytes(metadata, architecture, contextTokens) + 300 * 2 ** 20,
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

/**
 * Reads the header of a GGUF file (versions 2 and 3, https://github.com/ggml-org/ggml/blob/master/docs/gguf.md):
 * enough to tell a whole model from a broken, foreign or future file. Reads sequentially and allocates only what it
 * returns, so a hostile file costs time at most.
 */
import type { FileHandle } from 'node:fs/promises';
import { ggufCursor, NotGguf } from './gguf-cursor.ts';

export const supportedGgufVersions = [2, 3];
const maxKeys = 100_000;
const maxTensors = 1_000_000;

export type GgufHeader = {
  version: number;
  /** Numbers and short strings only; arrays and long texts are skipped. */
  metadata: Map<string, string | number | boolean>;
  tensorCount: number;
  /** The file is at least this long when it is whole; exact unless a tensor has a type we do not know. */
  neededBytes: number;
};

/** `null`: not a GGUF file at all. */
export const readGgufVersion = async (file: FileHandle): Promise<number | null> => {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0);
  if (bytesRead < 8 || buffer.toString('latin1', 0, 4) !== 'GGUF') return null;
  return buffer.readUInt32LE(4);
};

/** `null`: the header itself is broken or cut off. */
export const readGgufHeader = async (file: FileHandle): Promise<GgufHeader | null> => {
  try {
    return await readHeader(file);
  } catch (error) {
    if (error instanceof NotGguf) return null;
    throw error;
  }
};

const readHeader = async (file: FileHandle): Promise<GgufHeader> => {
  const cursor = ggufCursor(file);
  await cursor.skip(4);
  const version = await cursor.uint32();
  const tensorCount = await cursor.count(maxTensors);
  const keyCount = await cursor.count(maxKeys);
  const metadata: GgufHeader['metadata'] = new Map();
  for (let index = 0; index < keyCount; index += 1) {
    const key = await cursor.string();
    const value = await cursor.value(await cursor.uint32());
    if (value !== null) metadata.set(key, value);
  }
  let dataBytes = 0;
  for (let index = 0; index < tensorCount; index += 1) {
    await cursor.skipString();
    const dimensions = await cursor.uint32();
    if (dimensions > 8) throw new NotGguf('too many dimensions');
    let elements = 1;
    for (let dimension = 0; dimension < dimensions; dimension += 1) elements *= await cursor.uint64();
    const type = await cursor.uint32();
    const offset = await cursor.uint64();
    dataBytes = Math.max(dataBytes, offset + tensorBytes(type, elements));
  }
  const alignment = metadata.get('general.alignment');
  const unit = typeof alignment === 'number' && alignment > 0 ? alignment : 32;
  const neededBytes = Math.ceil(cursor.position() / unit) * unit + dataBytes;
  if (!Number.isSafeInteger(neededBytes)) throw new NotGguf('sizes beyond any file');
  return { version, metadata, tensorCount, neededBytes };
};

/** Elements and bytes of one block of each tensor type (ggml.h, `type_traits`). */
const blocks = new Map<number, [elements: number, bytes: number]>([
  [0, [1, 4]],
  [1, [1, 2]],
  [2, [32, 18]],
  [3, [32, 20]],
  [6, [32, 22]],
  [7, [32, 24]],
  [8, [32, 34]],
  [9, [32, 36]],
  [10, [256, 84]],
  [11, [256, 110]],
  [12, [256, 144]],
  [13, [256, 176]],
  [14, [256, 210]],
  [15, [256, 292]],
  [16, [256, 66]],
  [17, [256, 74]],
  [18, [256, 98]],
  [19, [256, 50]],
  [20, [32, 18]],
  [21, [256, 110]],
  [22, [256, 82]],
  [23, [256, 136]],
  [24, [1, 1]],
  [25, [1, 2]],
  [26, [1, 4]],
  [27, [1, 8]],
  [28, [1, 8]],
  [29, [256, 56]],
  [30, [1, 2]],
  [34, [256, 54]],
  [35, [256, 66]],
  [39, [32, 17]],
]);

const tensorBytes = (type: number, elements: number): number => {
  const block = blocks.get(type);
  return block === undefined ? 0 : Math.ceil(elements / block[0]) * block[1];
};

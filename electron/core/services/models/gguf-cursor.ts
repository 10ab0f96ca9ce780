/** Walks through the header of a GGUF file in pieces of one megabyte. */
import type { FileHandle } from 'node:fs/promises';

/** The bytes are not what the format promises. */
export class NotGguf extends Error {}

const windowBytes = 2 ** 20;
const longestKept = 4096;
const maxString = 2 ** 28;
const maxNesting = 3;

/** Bytes of the fixed-size value types by their number; 8 is a string, 9 an array. */
const fixedBytes = [1, 1, 2, 2, 4, 4, 4, 1, null, null, 8, 8, 8] as const;

export const ggufCursor = (file: FileHandle) => {
  let window: Buffer = Buffer.alloc(0);
  let windowStart = 0;
  let at = 0;

  /** The next `length` bytes, at most a window's worth. */
  const take = async (length: number): Promise<Buffer> => {
    if (at < windowStart || at + length > windowStart + window.length) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(windowBytes), 0, windowBytes, at);
      window = buffer.subarray(0, bytesRead);
      windowStart = at;
    }
    if (at + length > windowStart + window.length) throw new NotGguf('the file ends within its header');
    const taken = window.subarray(at - windowStart, at - windowStart + length);
    at += length;
    return taken;
  };

  const skip = async (length: number): Promise<void> => {
    if (!Number.isSafeInteger(length) || length < 0) throw new NotGguf('impossible length');
    at += length;
  };
  const uint32 = async (): Promise<number> => (await take(4)).readUInt32LE();
  const uint64 = async (): Promise<number> => {
    const value = Number((await take(8)).readBigUInt64LE());
    if (!Number.isSafeInteger(value)) throw new NotGguf('number beyond any file');
    return value;
  };
  const count = async (limit: number): Promise<number> => {
    const value = await uint64();
    if (value > limit) throw new NotGguf('more entries than any model has');
    return value;
  };
  const skipString = async (): Promise<void> => skip(await count(maxString));
  const string = async (): Promise<string> => {
    const length = await count(maxString);
    if (length > longestKept) throw new NotGguf('key of impossible length');
    return (await take(length)).toString('utf8');
  };

  /** `null` for what is skipped. */
  const value = async (type: number, nesting = 0): Promise<string | number | boolean | null> => {
    if (type === 8) {
      const length = await count(maxString);
      if (length <= longestKept) return (await take(length)).toString('utf8');
      await skip(length);
      return null;
    }
    if (type === 9) {
      if (nesting >= maxNesting) throw new NotGguf('arrays in arrays');
      const itemType = await uint32();
      const items = await count(2 ** 32);
      const itemBytes = fixedBytes[itemType];
      if (typeof itemBytes === 'number') await skip(items * itemBytes);
      else for (let index = 0; index < items; index += 1) await value(itemType, nesting + 1);
      return null;
    }
    const bytes = fixedBytes[type];
    if (typeof bytes !== 'number') throw new NotGguf('unknown type of value');
    return readNumber(type, await take(bytes));
  };

  return { take, skip, uint32, uint64, count, string, skipString, value, position: () => at };
};

const readNumber = (type: number, bytes: Buffer): number | boolean => {
  switch (type) {
    case 0:
      return bytes.readUInt8();
    case 1:
      return bytes.readInt8();
    case 2:
      return bytes.readUInt16LE();
    case 3:
      return bytes.readInt16LE();
    case 4:
      return bytes.readUInt32LE();
    case 5:
      return bytes.readInt32LE();
    case 6:
      return bytes.readFloatLE();
    case 7:
      return bytes.readUInt8() !== 0;
    case 10:
      return Number(bytes.readBigUInt64LE());
    case 11:
      return Number(bytes.readBigInt64LE());
    default:
      return bytes.readDoubleLE();
  }
};

import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readGgufHeader, readGgufVersion } from './gguf-header.ts';
import { ggufFile } from './testing/gguf-file.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'wattos-gguf-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const withFile = async <T>(
  content: Buffer,
  work: (file: Awaited<ReturnType<typeof open>>) => Promise<T>,
): Promise<T> => {
  const path = join(dir, 'file.gguf');
  await writeFile(path, content);
  const file = await open(path);
  try {
    return await work(file);
  } finally {
    await file.close();
  }
};

describe('GGUF header', () => {
  it('knows to the byte how long a whole file is', async () => {
    const content = ggufFile({ elements: 1000 });
    const header = await withFile(content, readGgufHeader);
    expect(header).toMatchObject({ version: 3, tensorCount: 1, neededBytes: content.length });
    expect(header?.metadata.get('general.name')).toBe('Test model');
  });

  it('takes neither text nor an empty file for a model', async () => {
    expect(await withFile(Buffer.from('<html>Not found</html>'), readGgufVersion)).toBeNull();
    expect(await withFile(Buffer.alloc(0), readGgufVersion)).toBeNull();
  });

  it('does not trip over a header that is cut anywhere', async () => {
    const content = ggufFile({ elements: 0 });
    for (let length = 8; length < content.length - 32; length += 7) {
      expect(await withFile(content.subarray(0, length), readGgufHeader)).toBeNull();
    }
  });

  it('does not believe a header that promises billions of entries or gigantic strings', async () => {
    const content = Buffer.from(ggufFile());
    content.writeBigUInt64LE(2n ** 62n, 8);
    expect(await withFile(content, readGgufHeader)).toBeNull();
    const strings = Buffer.from(ggufFile());
    strings.writeBigUInt64LE(2n ** 40n, 24);
    expect(await withFile(strings, readGgufHeader)).toBeNull();
  });
});

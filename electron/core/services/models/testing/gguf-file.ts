/** Writes small GGUF files for tests: real in form, of no use as models. */

const string = (text: string): Buffer => {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(Buffer.byteLength(text)));
  return Buffer.concat([length, Buffer.from(text)]);
};
const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
const uint64 = (value: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
};

/** One tensor of `elements` 32-bit floats, filled with `fill`, again and again. */
export const ggufFile = (
  options: { version?: number; elements?: number; fill?: number | Uint8Array; architecture?: string } = {},
) => {
  const { version = 3, elements = 4096, fill = 1, architecture = 'llama' } = options;
  const header = Buffer.concat([
    Buffer.from('GGUF'),
    uint32(version),
    uint64(1),
    uint64(3),
    ...[string('general.architecture'), uint32(8), string(architecture)],
    ...[string('general.name'), uint32(8), string('Test model')],
    // An array of two strings, to be skipped.
    ...[string('tokenizer.ggml.tokens'), uint32(9), uint32(8), uint64(2), string('a'), string('b')],
    ...[string('weights'), uint32(1), uint64(elements), uint32(0), uint64(0)],
  ]);
  const padding = Buffer.alloc((32 - (header.length % 32)) % 32);
  return Buffer.concat([header, padding, Buffer.alloc(elements * 4, fill)]);
};

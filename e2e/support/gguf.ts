/** A small GGUF file (https://github.com/ggml-org/ggml/blob/master/docs/gguf.md): real in form, of no use as a model. */

const number = (value: number, bytes: 4 | 8): Buffer => {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUInt32LE(value);
  return buffer;
};
const text = (value: string): Buffer => Buffer.concat([number(value.length, 8), Buffer.from(value)]);
const textType = number(8, 4);

/** One tensor of `elements` 32-bit floats. Versions 2 and 3 are read by llama.cpp. */
export const ggufFile = (name: string, { version = 3, elements = 2_000 } = {}): Buffer => {
  const header = Buffer.concat([
    Buffer.from('GGUF'),
    number(version, 4),
    ...[number(1, 8), number(2, 8)],
    ...[text('general.architecture'), textType, text('llama')],
    ...[text('general.name'), textType, text(name)],
    ...[text('weights'), number(1, 4), number(elements, 8), number(0, 4), number(0, 8)],
  ]);
  const padding = Buffer.alloc((32 - (header.length % 32)) % 32);
  return Buffer.concat([header, padding, Buffer.alloc(elements * 4)]);
};

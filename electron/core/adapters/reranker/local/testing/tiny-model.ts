/**
 * A cross-encoder small enough for a test, as files of the usual layout: its graph counts words of the question that
 * stand in the passage as well. Written as ONNX (protobuf) by hand: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

type Field = [number: number, value: number | string | Uint8Array];

const varint = (value: number): number[] =>
  value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];

const message = (...fields: Field[]): Uint8Array =>
  Uint8Array.from(
    fields.flatMap(([number, value]) => {
      if (typeof value === 'number') return [...varint(number * 8), ...varint(value)];
      const bytes = typeof value === 'string' ? Buffer.from(value) : value;
      return [...varint(number * 8 + 2), ...varint(bytes.length), ...bytes];
    }),
  );

const float = 1;
const int64 = 7;

/** TensorProto: dims, data_type, name, raw_data. */
const tensor = (name: string, type: number, dims: number[], raw: Uint8Array): Uint8Array =>
  message(...dims.map((dim): Field => [1, dim]), [2, type], [8, name], [9, raw]);
const axis = (name: string, value: number): Uint8Array =>
  tensor(name, int64, [1], new Uint8Array(BigInt64Array.of(BigInt(value)).buffer));
const scalar = (name: string, value: number): Uint8Array =>
  tensor(name, float, [1], new Uint8Array(Float32Array.of(value).buffer));

/** NodeProto; `to`: attribute of a Cast. */
const node = (op: string, inputs: string[], output: string, to?: number): Field => [
  1,
  message(
    ...inputs.map((input): Field => [1, input]),
    [2, output],
    [4, op],
    ...(to === undefined ? [] : [[5, message([1, 'to'], [3, to], [20, 2])] satisfies Field]),
  ),
];

/** ValueInfoProto with named dimensions. */
const value = (name: string, type: number, dims: string[]): Uint8Array => {
  const shape = message(...dims.map((dim): Field => [1, message([2, dim])]));
  return message([1, name], [2, message([1, message([1, type], [2, shape])])]);
};

const graph = message(
  node('Unsqueeze', ['input_ids', 'two'], 'columns'),
  node('Unsqueeze', ['input_ids', 'one'], 'rows'),
  node('Equal', ['columns', 'rows'], 'same'),
  node('Cast', ['same'], 'same_float', float),
  node('Cast', ['token_type_ids'], 'types', float),
  node('Cast', ['attention_mask'], 'mask', float),
  node('Mul', ['types', 'mask'], 'passage'),
  node('Sub', ['mask', 'passage'], 'question'),
  node('Unsqueeze', ['question', 'one'], 'question_row'),
  node('Unsqueeze', ['passage', 'two'], 'passage_column'),
  node('MatMul', ['question_row', 'same_float'], 'hits'),
  node('MatMul', ['hits', 'passage_column'], 'count'),
  node('Squeeze', ['count', 'two'], 'matches'),
  node('Sub', ['matches', 'bias'], 'logits'),
  [2, 'tiny'],
  [5, axis('one', 1)],
  [5, axis('two', 2)],
  [5, scalar('bias', 3)],
  [11, value('input_ids', int64, ['batch', 'tokens'])],
  [11, value('attention_mask', int64, ['batch', 'tokens'])],
  [11, value('token_type_ids', int64, ['batch', 'tokens'])],
  [12, value('logits', float, ['batch', 'one_logit'])],
);

/** IR version 8 with operator set 13. */
const onnx = message([1, 8], [7, graph], [8, message([2, 13])]);

const marks = ['[PAD]', '[UNK]', '[CLS]', '[SEP]'];

/** Writes `model.onnx`, `tokenizer.json` and `tokenizer_config.json`; it knows only these words. */
export const writeTinyReranker = async (folder: string, words: readonly string[]): Promise<void> => {
  const vocab = Object.fromEntries([...marks, ...words].map((word, id) => [word, id]));
  const tokenizer = {
    version: '1.0',
    added_tokens: marks.map((content, id) => ({
      ...{ id, content, special: true, single_word: false },
      ...{ lstrip: false, rstrip: false, normalized: false },
    })),
    normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, lowercase: true },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: { type: 'BertProcessing', sep: ['[SEP]', 3], cls: ['[CLS]', 2] },
    decoder: null,
    model: {
      ...{ type: 'WordPiece', unk_token: '[UNK]', continuing_subword_prefix: '##' },
      ...{ max_input_chars_per_word: 100, vocab },
    },
  };
  await writeFile(join(folder, 'tokenizer.json'), JSON.stringify(tokenizer));
  await writeFile(
    join(folder, 'tokenizer_config.json'),
    JSON.stringify({ tokenizer_class: 'BertTokenizer' }),
  );
  await writeFile(join(folder, 'model.onnx'), onnx);
};

/**
 * `node eval/names/train.ts --data DIR --out FILE`: trains the name model and writes it. DIR holds copies of public corpora
 * (sources and licences: `docs/decisions/0013-name-model.md`): `ler/*.conll`, `germeval/*.tsv`, `btc/*.conll`, `names/` with
 * `surnames.list` and the package @faker-js/faker, and `exclude/*.conll`: every sentence in there, whatever it is for, is kept out
 * of training. A tenth of LER is held back to choose by; nothing is chosen on LER's own dev or test part.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { brotliCompressSync, constants } from 'node:zlib';
import {
  contextOf,
  featureSpace,
  featuresAt,
  isCandidate,
  isCaseless,
} from '../../electron/core/services/privacy/redaction/names/features.ts';
import { buildFilter, nameLists } from '../../electron/core/services/privacy/redaction/names/name-lists.ts';
import { tokensOf } from '../../electron/core/services/privacy/redaction/names/tokens.ts';
import { corpora, type Example, join2text, readFolder, type Sentence } from './corpus.ts';
import { type Lists, makeLetter, randomFrom } from './letters.ts';
import { readNames } from './names.ts';

const { values } = parseArgs({ options: { data: { type: 'string' }, out: { type: 'string' } } });
const data = values.data ?? '.';
const random = randomFrom(20_260);
const say = (line: string): void => void process.stderr.write(`${line}\n`);

const shuffle = <T>(list: T[]): T[] => {
  for (let index = list.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    const [a, b] = [list[index], list[other]];
    if (a === undefined || b === undefined) continue;
    list[index] = b;
    list[other] = a;
  }
  return list;
};

/** Neighbouring sentences stand together as they do in a document, in all the ways texts come out of files. */
const grouped = (sentences: readonly Sentence[]): Example[] => {
  const examples: Example[] = [];
  for (let at = 0; at < sentences.length; ) {
    const size = random() < 0.5 ? 1 : 1 + Math.floor(random() * 4);
    examples.push(join2text(sentences.slice(at, at + size), random() < 0.5 ? ' ' : '\n', random() < 0.5));
    at += size;
  }
  return examples;
};

const known = await readNames(join(data, 'names'));
const excluded = new Set(
  readFolder(data, { ...corpora.ler, folder: 'exclude' }).map(({ words }) => words.join(' ')),
);
const ler = readFolder(data, corpora.ler).filter(({ words }) => !excluded.has(words.join(' ')));
say(`${ler.length} sentences of LER after ${excluded.size} were kept out`);
/** Whole stretches, so that a document is not on both sides. */
const stretch = 400;
const held = ler.filter((_, index) => Math.floor(index / stretch) % 10 === 3);
const own = ler.filter((_, index) => Math.floor(index / stretch) % 10 !== 3);

const letters: Example[] = [];
for (const [language, count] of [
  ['de', 26_000],
  ['en', 12_000],
  ['tr', 9_000],
] as const)
  for (let made = 0; made < count; made += 1) {
    const parts: Lists | undefined = known.lists[language];
    if (parts !== undefined) letters.push(makeLetter(language, parts, random));
  }

/** Headings and lines of forms: nouns that are no names, alone or over a sentence. */
const nouns = own.flatMap(({ words, person }) =>
  words.filter((word, index) => person[index] !== true && index > 0 && /^\p{Lu}\p{Ll}{2,}$/u.test(word)),
);
const headings: Example[] = [];
for (let made = 0; made < 14_000; made += 1) {
  const noun = (): string => nouns[Math.floor(random() * nouns.length)] ?? '';
  const line = random() < 0.6 ? noun() : `${noun()} ${random() < 0.5 ? 'und ' : ''}${noun()}`;
  const next = letters[Math.floor(random() * letters.length)];
  const gap = random() < 0.5 ? '\n\n' : random() < 0.7 ? '\n' : ': ';
  headings.push(
    next === undefined || random() < 0.3
      ? { text: line, names: [] }
      : {
          text: line + gap + next.text,
          names: next.names.map(([from, to]) => [
            from + line.length + gap.length,
            to + line.length + gap.length,
          ]),
        },
  );
}

const lower = ({ text, names }: Example): Example => ({ text: text.toLowerCase(), names });
const examples = [
  ...grouped(own),
  ...grouped(readFolder(data, corpora.germeval)),
  ...grouped(readFolder(data, corpora.btc)),
  ...letters,
  ...headings,
];
examples.push(
  ...examples
    .filter(() => random() < 0.06)
    .map(lower)
    .filter(({ text }) => text.length > 20),
);

// Half of the lists is unknown while training: the model must not believe that every name is listed.
const halfKnown = (names: ReadonlySet<string>): Set<string> =>
  new Set([...names].filter(() => random() < 0.75));
const trainingLists = nameLists(buildFilter(halfKnown(known.given)), buildFilter(halfKnown(known.family)));
const given = buildFilter(known.given);
const family = buildFilter(known.family);

type Item = { places: Uint32Array; person: boolean };
const itemsOf = (list: readonly Example[], lists: typeof trainingLists): Item[] =>
  list.flatMap(({ text, names }) => {
    const tokens = tokensOf(text);
    const context = contextOf(tokens, lists);
    const caseless = isCaseless(text);
    return tokens.flatMap((token, index) =>
      isCandidate(token, caseless)
        ? [
            {
              places: featuresAt(context, index),
              person: names.some(([from, to]) => token.startOffset < to && token.endOffset > from),
            },
          ]
        : [],
    );
  });

const items = itemsOf(examples, trainingLists);
say(
  `${examples.length} examples, ${items.length} words, ${items.filter(({ person }) => person).length} in names`,
);

const weights = new Float32Array(featureSpace);
const squares = new Float32Array(featureSpace).fill(1e-6);
const epochs = 12;
/** Half of the features stay out of each step: rare ones must not decide alone (dropout, Srivastava et al. 2014). */
const keep = 0.5;
const rate = 0.12;
const decay = 2e-6;
/** A missed name is worse than a word too many. */
const missWeight = 5;
const score = (places: Uint32Array): number => {
  let sum = 0;
  for (const place of places) sum += weights[place] ?? 0;
  return sum;
};
for (let epoch = 0; epoch < epochs; epoch += 1) {
  shuffle(items);
  let loss = 0;
  for (const { places, person } of items) {
    const kept = places.filter(() => random() < keep);
    const probability = 1 / (1 + Math.exp(-score(kept) / keep));
    loss -= Math.log(Math.max(1e-9, person ? probability : 1 - probability));
    const gradient = (person ? missWeight : 1) * ((person ? 1 : 0) - probability);
    if (Math.abs(gradient) < 1e-3) continue;
    for (const place of kept) {
      const step = gradient - decay * (weights[place] ?? 0);
      squares[place] = (squares[place] ?? 0) + step * step;
      weights[place] = (weights[place] ?? 0) + (rate * step) / Math.sqrt(squares[place] ?? 1);
    }
  }
  say(`epoch ${epoch + 1}: loss ${(loss / items.length).toFixed(5)}`);
}

const peak = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
const scale = Math.min(peak, 3) / 127;
const bytes = Int8Array.from(weights, (weight) => Math.max(-127, Math.min(127, Math.round(weight / scale))));
const fullLists = nameLists(given, family);
const heldItems = itemsOf(grouped(held), fullLists);
for (const threshold of [0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7]) {
  let [hit, missed, extra] = [0, 0, 0];
  for (const { places, person } of heldItems) {
    let sum = 0;
    for (const place of places) sum += bytes[place] ?? 0;
    const said = 1 / (1 + Math.exp(-sum * scale)) >= threshold;
    if (person && said) hit += 1;
    else if (person) missed += 1;
    else if (said) extra += 1;
  }
  say(
    `held back at ${threshold}: recall ${(hit / (hit + missed)).toFixed(3)}, precision ${(hit / (hit + extra)).toFixed(3)}`,
  );
}

const header = {
  version: 1,
  scale,
  weightBytes: bytes.length,
  givenBytes: given.length,
  familyBytes: family.length,
};
const file = Buffer.concat([
  Buffer.from(`${JSON.stringify(header)}\n`),
  Buffer.from(bytes.buffer),
  given,
  family,
]);
const packed = brotliCompressSync(file, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
if (values.out !== undefined) writeFileSync(values.out, packed);
say(`${packed.length} bytes`);

/**
 * Trains the network that tells main content from the rest, measures it on pages of sites it has not seen (five folds by host),
 * then trains on all and writes the weights. Labels: a block most of whose shingles stand in an article's text; a block that holds
 * a segment that must or must not appear. Repeatable: the numbers are drawn from a fixed seed.
 */
import { writeFileSync } from 'node:fs';
import { findMainContent } from '../electron/core/adapters/parser/page/main-content/index.ts';
import { featuresOf } from '../electron/core/adapters/parser/page/main-content/features.ts';
import { pageFactsOf } from '../electron/core/adapters/parser/page/main-content/page-facts.ts';
import { leak, type Network } from '../electron/core/adapters/parser/page/main-content/model.ts';
import { textBlocksOf } from '../electron/core/adapters/parser/page/main-content/text-blocks.ts';
import { limits as limitsSchema } from '../electron/core/adapters/parser/kind.ts';
import { decodeText } from '../electron/core/adapters/parser/parts/decode.ts';
import { parseHtml, type XmlElement } from '../electron/core/adapters/parser/parts/xml.ts';
import { scorePages } from './extraction.ts';
import { flat, readTestPages, shingles, type TestPage } from './extraction-pages.ts';
import type { Suite } from './measure.ts';

const weightsFile = new URL(
  '../electron/core/adapters/parser/page/main-content/weights.json',
  import.meta.url,
);
const limits = limitsSchema.parse({});
const units = 16;
const epochs = 14;
const folds = 5;
const batch = 64;
const decay = 1e-4;

type Sample = { features: Float32Array; label: 0 | 1; weight: number };
type Lesson = { page: TestPage; root: XmlElement; fold: number; samples: Sample[] };

const wordsIn = (text: string): number => text.match(/[\p{L}\p{N}_]+/gu)?.length ?? 0;

const labelsOf = (page: TestPage, texts: readonly string[]): (0 | 1 | null)[] => {
  if (page.kind === 'segments')
    return texts.map((text) => {
      const line = flat(text);
      if (page.required.some((segment) => line.includes(segment))) return 1;
      return page.forbidden.some((segment) => line.includes(segment)) ? 0 : null;
    });
  const gold = shingles(page.gold);
  const line = ` ${(page.gold.match(/[\p{L}\p{N}_]+/gu) ?? []).join(' ')} `;
  const labels = texts.map((text): 0 | 1 | null => {
    const words = text.match(/[\p{L}\p{N}_]+/gu) ?? [];
    if (words.length === 0) return null;
    if (words.length < 4) return line.includes(` ${words.join(' ')} `) ? 1 : 0;
    const own = [...shingles(text).keys()];
    return own.filter((key) => gold.has(key)).length > own.length / 2 ? 1 : 0;
  });
  // A word or two may stand in any text: only beside what certainly does they are taken for it.
  return labels.map((label, at) =>
    label === 1 && wordsIn(texts[at] ?? '') < 4 && labels[at - 1] !== 1 && labels[at + 1] !== 1 ? 0 : label,
  );
};

const hostFold = (url: string): number => {
  let hash = 7;
  for (const letter of new URL(url).hostname) hash = (hash * 31 + letter.charCodeAt(0)) >>> 0;
  return hash % folds;
};

let names: string[] = [];
const lessonOf = (page: TestPage): Lesson => {
  const root = parseHtml(decodeText(page.html).text, limits);
  const { blocks } = textBlocksOf(root);
  const found = featuresOf(blocks, pageFactsOf(root));
  if (found.names.length > 0) names = found.names;
  const labels = labelsOf(
    page,
    blocks.map(({ text }) => text),
  );
  const samples = labels.flatMap((label, at): Sample[] => {
    const features = found.vectors[at];
    if (label === null || features === undefined) return [];
    const words = wordsIn(blocks[at]?.text ?? '');
    const weight = page.kind === 'segments' ? 2.5 : words < 4 ? 0.3 : Math.min(6, 0.3 + Math.sqrt(words) / 2);
    return [{ features, label, weight }];
  });
  // No page weighs more than another of its kind.
  const total = samples.reduce((sum, { weight }) => sum + weight, 0);
  const scale = page.kind === 'article' ? Math.min(1, 60 / total) : 0.5 * Math.min(1, 20 / total);
  return {
    page,
    root,
    fold: hostFold(page.url),
    samples: samples.map((one) => ({ ...one, weight: one.weight * scale })),
  };
};

/** Adam on the weighted cross entropy. */
const train = (samples: readonly Sample[], size: number): Network => {
  let seed = 1;
  const random = (): number => {
    seed = (seed * 1_664_525 + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
  const count = units * size + 2 * units + 1;
  // Layout: hidden rows, hidden biases, output weights, output bias.
  const values = Float64Array.from({ length: count }, (_, at) => {
    if (at < units * size) return ((random() - 0.5) * 2) / Math.sqrt(size);
    return at >= units * size + units && at < count - 1 ? ((random() - 0.5) * 2) / Math.sqrt(units) : 0;
  });
  const [gradient, first, second] = [
    new Float64Array(count),
    new Float64Array(count),
    new Float64Array(count),
  ];
  const order = samples.map((_, at) => at);
  const meanWeight = samples.reduce((sum, { weight }) => sum + weight, 0) / samples.length;
  const hidden = new Float64Array(units);
  const [biases, outputs, last] = [units * size, units * size + units, count - 1];
  const v = (at: number): number => values[at] ?? 0;
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    for (let at = order.length - 1; at > 0; at -= 1) {
      const other = Math.floor(random() * (at + 1));
      [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
    }
    const rate = 0.003 * (1 - epoch / epochs) + 0.0002;
    for (let start = 0; start < order.length; start += batch) {
      gradient.fill(0);
      for (const index of order.slice(start, start + batch)) {
        const sample = samples[index];
        if (sample === undefined) continue;
        let sum = v(last);
        for (let unit = 0; unit < units; unit += 1) {
          let activation = v(biases + unit);
          for (let at = 0; at < size; at += 1) activation += v(unit * size + at) * (sample.features[at] ?? 0);
          hidden[unit] = activation > 0 ? activation : leak * activation;
          sum += v(outputs + unit) * (hidden[unit] ?? 0);
        }
        const slope = ((1 / (1 + Math.exp(-sum)) - sample.label) * sample.weight) / meanWeight / batch;
        gradient[last] = (gradient[last] ?? 0) + slope;
        for (let unit = 0; unit < units; unit += 1) {
          const value = hidden[unit] ?? 0;
          gradient[outputs + unit] = (gradient[outputs + unit] ?? 0) + slope * value;
          const inner = slope * v(outputs + unit) * (value > 0 ? 1 : leak);
          gradient[biases + unit] = (gradient[biases + unit] ?? 0) + inner;
          for (let at = 0; at < size; at += 1) {
            const feature = sample.features[at] ?? 0;
            if (feature !== 0)
              gradient[unit * size + at] = (gradient[unit * size + at] ?? 0) + inner * feature;
          }
        }
      }
      step += 1;
      for (let at = 0; at < count; at += 1) {
        const slope = (gradient[at] ?? 0) + decay * v(at);
        first[at] = 0.9 * (first[at] ?? 0) + 0.1 * slope;
        second[at] = 0.999 * (second[at] ?? 0) + 0.001 * slope * slope;
        const direction = (first[at] ?? 0) / (1 - 0.9 ** step);
        const spread = Math.sqrt((second[at] ?? 0) / (1 - 0.999 ** step)) + 1e-8;
        values[at] = v(at) - (rate * direction) / spread;
      }
    }
  }
  const rounded = (from: number, to: number): number[] =>
    [...values.slice(from, to)].map((value) => Number(value.toPrecision(4)));
  return {
    features: names,
    hidden: Array.from({ length: units }, (_, unit) => rounded(unit * size, (unit + 1) * size)),
    hiddenBias: rounded(biases, outputs),
    output: rounded(outputs, last),
    outputBias: Number(v(last).toPrecision(4)),
  };
};

const suite: Suite = async ({ data, say }) => {
  const pages = data === null ? [] : readTestPages(data);
  if (pages.length === 0) throw new Error('no test pages under --data');
  const lessons = pages.map(lessonOf);
  const samplesOf = (some: readonly Lesson[]): Sample[] => some.flatMap(({ samples }) => samples);
  const found = new Map<TestPage, string>();
  for (let fold = 0; fold < folds; fold += 1) {
    const net = train(samplesOf(lessons.filter((one) => one.fold !== fold)), names.length);
    for (const { page, root } of lessons.filter((one) => one.fold === fold))
      found.set(page, findMainContent(root, net).text);
    say(`fold ${fold + 1} of ${folds}`);
  }
  const metrics = scorePages(pages, (page) => found.get(page) ?? '');
  writeFileSync(weightsFile, `${JSON.stringify(train(samplesOf(lessons), names.length))}\n`);
  return Object.fromEntries(Object.entries(metrics).map(([name, value]) => [`unseen.${name}`, value]));
};
export default suite;

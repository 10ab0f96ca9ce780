/**
 * Topics: documents that share words, by spherical k-means over tf-idf (Dhillon & Modha 2001) with seeds far apart. A large
 * collection is clustered on a sample; the rest is assigned. Pure; the seed only breaks ties and picks the first centre.
 */
import type { Scan } from './scan.ts';
import { createRandom } from './random.ts';

export type FoundTopic = {
  id: string;
  label: string;
  terms: string[];
  documents: number[];
  /** Indexes of kept sentences. */
  representative: number[];
};

type Vector = Map<string, number>;
const sampleSize = 1_500;
const rounds = 8;
const dimensions = 40;

export const findTopics = (scan: Scan, seed: number): FoundTopic[] => {
  const vectors = tfIdf(scan);
  const usable = vectors.flatMap((vector, index) => (vector.size > 2 ? [index] : []));
  if (usable.length === 0) return [];
  const random = createRandom(seed);
  const step = Math.max(1, usable.length / sampleSize);
  const sample = Array.from(
    { length: Math.min(usable.length, sampleSize) },
    (_, at) => usable[Math.floor(at * step)] ?? 0,
  );
  const wanted = Math.min(14, Math.max(1, Math.round(Math.sqrt(sample.length / 1.5))));
  const centres = cluster(
    sample.map((index) => vectors[index] ?? new Map()),
    wanted,
    random.below(sample.length),
  );
  const members = centres.map((): { index: number; near: number }[] => []);
  for (const index of usable) {
    const vector = vectors[index] ?? new Map();
    const [best, near] = nearest(vector, centres);
    members[best]?.push({ index, near });
  }
  return members
    .flatMap((list, at) => {
      const centre = centres[at];
      if (centre === undefined || list.length === 0) return [];
      const sorted = list.sort((a, b) => b.near - a.near || a.index - b.index);
      return [
        describe(
          scan,
          centre,
          sorted.map(({ index }) => index),
        ),
      ];
    })
    .filter((topic, at, all) => all.findIndex((other) => other.id === topic.id) === at)
    .sort((a, b) => b.documents.length - a.documents.length || a.id.localeCompare(b.id));
};

const tfIdf = (scan: Scan): Vector[] => {
  const documentFrequency = new Map<string, number>();
  for (const terms of scan.terms)
    for (const term of terms.keys()) documentFrequency.set(term, (documentFrequency.get(term) ?? 0) + 1);
  const count = scan.terms.length;
  return scan.terms.map((terms) => {
    const weighted = [...terms]
      .map(([term, times]): [string, number] => {
        const documents = documentFrequency.get(term) ?? 1;
        // A word in nearly every document says nothing; one that is nowhere else joins nothing.
        const rare = count > 8 && documents < 2 ? 0.2 : 1;
        return [term, (1 + Math.log(times)) * Math.log(1 + count / documents) * rare];
      })
      .sort((a, b) => b[1] - a[1])
      .slice(0, dimensions);
    return normalised(new Map(weighted));
  });
};

const normalised = (vector: Vector): Vector => {
  let sum = 0;
  for (const value of vector.values()) sum += value * value;
  const length = Math.sqrt(sum) || 1;
  for (const [term, value] of vector) vector.set(term, value / length);
  return vector;
};

const dot = (a: Vector, b: Vector): number => {
  let sum = 0;
  for (const [term, value] of a) sum += value * (b.get(term) ?? 0);
  return sum;
};

const nearest = (vector: Vector, centres: readonly Vector[]): [number, number] => {
  let best = 0;
  let near = -1;
  centres.forEach((centre, at) => {
    const value = dot(vector, centre);
    if (value > near) {
      best = at;
      near = value;
    }
  });
  return [best, near];
};

const cluster = (vectors: Vector[], wanted: number, first: number): Vector[] => {
  const start = vectors[first];
  if (start === undefined) return [];
  const centres: Vector[] = [start];
  const nearness = vectors.map((vector) => dot(vector, start));
  while (centres.length < wanted) {
    let far = 0;
    for (let at = 1; at < vectors.length; at += 1) if ((nearness[at] ?? 1) < (nearness[far] ?? 1)) far = at;
    const centre = vectors[far];
    if (centre === undefined || (nearness[far] ?? 1) > 0.99) break;
    centres.push(centre);
    vectors.forEach((vector, at) => {
      nearness[at] = Math.max(nearness[at] ?? 0, dot(vector, centre));
    });
  }
  for (let round = 0; round < rounds; round += 1) {
    const sums = centres.map((): Vector => new Map());
    for (const vector of vectors) {
      const sum = sums[nearest(vector, centres)[0]];
      if (sum !== undefined) for (const [term, value] of vector) sum.set(term, (sum.get(term) ?? 0) + value);
    }
    sums.forEach((sum, at) => {
      if (sum.size > 0) centres[at] = normalised(new Map([...sum].sort((a, b) => b[1] - a[1]).slice(0, 120)));
    });
  }
  return centres;
};

const describe = (scan: Scan, centre: Vector, documents: number[]): FoundTopic => {
  const top = [...centre].sort((a, b) => b[1] - a[1]).slice(0, 24);
  const spelled = top.map(([term]) => ({ term, word: scan.spellings.get(term) ?? term }));
  const german = scan.documents[documents[0] ?? 0]?.language === 'de';
  // In German a topic is a noun, and nouns are written with a capital.
  const nouns = spelled.filter(({ word }) => !german || /^\p{Lu}/u.test(word));
  const chosen = (nouns.length >= 2 ? nouns : spelled).slice(0, 8);
  const labelled = chosen.slice(0, 3).map(({ word }) => (german ? word : word.toLowerCase()));
  const representative = documents
    .slice(0, 6)
    .flatMap((index) => (scan.leads[index] ?? []).slice(0, 1))
    .slice(0, 4);
  return {
    id: `t-${
      chosen
        .slice(0, 2)
        .map(({ term }) => term)
        .join('-') || documents[0]
    }`,
    label: labelled.join(', '),
    terms: chosen.map(({ word }) => word),
    documents,
    representative,
  };
};

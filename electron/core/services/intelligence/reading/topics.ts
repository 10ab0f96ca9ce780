/**
 * Topics: documents that share words, by spherical k-means over tf-idf (Dhillon & Modha 2001) with seeds far apart. A large
 * collection is clustered on a sample; the rest is assigned. Pure; the seed only breaks ties and picks the first centre.
 */
import type { ContentLanguage } from '../../../../contract/intelligence-traits.ts';
import { hashOf } from '../../../kernel/quote-hash.ts';
import type { IntelligenceResources } from '../resources.ts';
import { createRandom } from './random.ts';
import type { Scan } from './scanned.ts';
import { labelTopic } from './topic-label.ts';

export type FoundTopic = {
  id: string;
  label: string;
  /** Of most of its documents. */
  language: string;
  terms: string[];
  documents: number[];
  /** Indexes of kept sentences. */
  representative: number[];
};

type Vector = Map<string, number>;
const sampleSize = 1_500;
const rounds = 8;
const dimensions = 40;

export const findTopics = (
  scan: Scan,
  seed: number,
  naming: { language: ContentLanguage; resources: Pick<IntelligenceResources, 'say'> },
): FoundTopic[] => {
  const vectorOf = tfIdf(scan);
  const usable = scan.terms.flatMap((terms, index) => (terms.size > 2 ? [index] : []));
  if (usable.length === 0) return [];
  const random = createRandom(seed);
  const step = Math.max(1, usable.length / sampleSize);
  const sample = Array.from(
    { length: Math.min(usable.length, sampleSize) },
    (_, at) => usable[Math.floor(at * step)] ?? 0,
  );
  const wanted = Math.min(14, Math.max(1, Math.round(Math.sqrt(sample.length / 1.5))));
  const centres = cluster(sample.map(vectorOf), wanted, random.below(sample.length));
  const members = centres.map((): { index: number; near: number }[] => []);
  for (const index of usable) {
    const [best, near] = nearest(vectorOf(index), centres);
    members[best]?.push({ index, near });
  }
  const labels = new Set<string>();
  const found = members
    .flatMap((list, at) => {
      const centre = centres[at];
      if (centre === undefined || list.length === 0) return [];
      const sorted = list.sort((a, b) => b.near - a.near || a.index - b.index);
      return [
        {
          centre,
          documents: sorted.map(({ index }) => index),
        },
      ];
    })
    .sort((a, b) => b.documents.length - a.documents.length)
    .map(({ centre, documents }) => describe(scan, centre, documents, naming, labels));
  return found
    .filter((topic, at, all) => all.findIndex((other) => other.id === topic.id) === at)
    .sort((a, b) => b.documents.length - a.documents.length || a.id.localeCompare(b.id));
};

/** Made when asked for: all of a large collection at once would be most of its memory. */
const tfIdf = (scan: Scan): ((index: number) => Vector) => {
  const documentFrequency = new Map<string, number>();
  for (const terms of scan.terms)
    for (const term of terms.keys()) documentFrequency.set(term, (documentFrequency.get(term) ?? 0) + 1);
  const count = scan.terms.length;
  return (index) => {
    const terms = scan.terms[index] ?? new Map<string, number>();
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
  };
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

const describe = (
  scan: Scan,
  centre: Vector,
  documents: number[],
  naming: Parameters<typeof findTopics>[2],
  labels: Set<string>,
): FoundTopic => {
  const language = mainLanguageOf(scan, documents);
  const near = documents.filter((index) => scan.documents[index]?.language === language).slice(0, 20);
  const top = [...centre].sort((a, b) => b[1] - a[1]).slice(0, 24);
  // A cluster may reach over languages; its words may not.
  const spelled = top.flatMap(([term, weight]) =>
    near.some((index) => scan.terms[index]?.has(term) === true) &&
    !scan.emptyWords.has((scan.spellings.get(term) ?? term).toLowerCase())
      ? [{ term, weight, word: scan.spellings.get(term) ?? term }]
      : [],
  );
  // In German a topic is a noun, and nouns are written with a capital.
  const nouns = spelled.filter(({ word }) => language !== 'de' || /^\p{Lu}/u.test(word));
  const chosen = (nouns.length >= 2 ? nouns : spelled).slice(0, 8);
  const label = labelTopic(
    scan,
    { language, documents: near, words: nouns.length >= 2 ? nouns : spelled },
    naming,
    labels,
  );
  labels.add(label.toLowerCase());
  const representative = documents
    .slice(0, 6)
    .flatMap((index) => (scan.leads[index] ?? []).slice(0, 1))
    .slice(0, 4);
  return {
    // Names nothing: an id outlives the documents its words came from.
    id: `t-${hashOf(
      chosen
        .slice(0, 2)
        .map(({ term }) => term)
        .join('-') || String(documents[0]),
    ).slice(0, 12)}`,
    label,
    language,
    terms: chosen.map(({ word }) => word),
    documents,
    representative,
  };
};

const mainLanguageOf = (scan: Scan, documents: readonly number[]): string => {
  const counts = new Map<string, number>();
  for (const index of documents) {
    const language = scan.documents[index]?.language ?? '';
    counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))[0]?.[0] ?? '';
};

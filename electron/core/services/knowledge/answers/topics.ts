/**
 * Groups documents that use the same rare words, and names each group by the words that tell it from the others: bisecting
 * spherical k-means with the trial that gains most (Steinbach, Karypis & Kumar 2000). Deterministic. Pure.
 */
import type { Language } from '../analysis/languages.ts';
import { stopWords } from '../analysis/stop-words.ts';
import { tokenise } from '../analysis/tokens.ts';

export type TopicDocument = { language: Language; text: string };
/** `members` are positions in the list given. */
export type Topic = { members: number[]; words: string[] };

const mostTopics = 6;
/** Four documents are two topics, forty are six. */
const topicsFor = (documents: number): number =>
  Math.min(mostTopics, Math.max(1, Math.ceil(Math.log2(Math.max(1, documents)))));

/** Pairs of documents a group is tried to be split by. */
const trials = 8;
const rounds = 6;

type Point = { ids: Uint32Array; values: Float32Array };

/** The largest topic first. */
export const topicsOf = (documents: readonly TopicDocument[]): Topic[] => {
  const { points, tokens } = pointsOf(documents);
  const groups: { members: number[]; isWhole: boolean }[] = [
    { members: documents.map((_, at) => at), isWhole: false },
  ];
  const wanted = topicsFor(documents.length);
  while (groups.length < wanted) {
    const next = groups
      .filter((group) => group.members.length > 1 && !group.isWhole)
      .sort((a, b) => b.members.length - a.members.length)[0];
    if (next === undefined) break;
    const halves = split(next.members, points, tokens);
    if (halves === null) next.isWhole = true;
    else groups.splice(groups.indexOf(next), 1, ...halves.map((members) => ({ members, isWhole: false })));
  }
  const words = wordsOfTopics(
    documents,
    groups.map(({ members }) => members),
  );
  return groups
    .map(({ members }, at) => ({ members, words: words[at] ?? [] }))
    .filter(({ members }) => members.length > 0)
    .sort((a, b) => b.members.length - a.members.length || (a.members[0] ?? 0) - (b.members[0] ?? 0));
};

/** Unit vectors of tf-idf. A token of one document alone says nothing about what it shares. */
const pointsOf = (documents: readonly TopicDocument[]): { points: Point[]; tokens: number } => {
  const counts = documents.map(({ text, language }) => {
    const own = new Map<string, number>();
    for (const { token } of tokenise(text, { language }))
      if (token.startsWith('w')) own.set(token, (own.get(token) ?? 0) + 1);
    return own;
  });
  const having = new Map<string, number>();
  for (const own of counts) for (const token of own.keys()) having.set(token, (having.get(token) ?? 0) + 1);
  const ids = new Map([...having].filter(([, count]) => count > 1).map(([token], id) => [token, id]));
  const points = counts.map((own): Point => {
    const kept = [...own].flatMap(([token, count]) => {
      const id = ids.get(token);
      if (id === undefined) return [];
      const rarity = Math.log((documents.length + 0.5) / (having.get(token) ?? 1));
      return [{ id, value: (1 + Math.log(count)) * rarity }];
    });
    const norm = Math.max(1e-9, Math.hypot(...kept.map(({ value }) => value)));
    return {
      ids: Uint32Array.from(kept, ({ id }) => id),
      values: Float32Array.from(kept, ({ value }) => value / norm),
    };
  });
  return { points, tokens: ids.size };
};

const dot = (point: Point, centre: Float32Array): number => {
  let sum = 0;
  for (let at = 0; at < point.ids.length; at += 1)
    sum += (point.values[at] ?? 0) * (centre[point.ids[at] ?? 0] ?? 0);
  return sum;
};

/** The sum of some points; its length says how alike they are. */
const sumOf = (
  members: readonly number[],
  points: readonly Point[],
  tokens: number,
): { centre: Float32Array; length: number } => {
  const centre = new Float32Array(tokens);
  for (const member of members) {
    const point = points[member];
    if (point === undefined) continue;
    for (let at = 0; at < point.ids.length; at += 1) {
      const id = point.ids[at] ?? 0;
      centre[id] = (centre[id] ?? 0) + (point.values[at] ?? 0);
    }
  }
  let squares = 0;
  for (const value of centre) squares += value * value;
  return { centre, length: Math.sqrt(squares) };
};

/** `null`: nothing tells them apart. */
const split = (
  members: readonly number[],
  points: readonly Point[],
  tokens: number,
): [number[], number[]] | null => {
  let best: [number[], number[]] | null = null;
  let gained = sumOf(members, points, tokens).length;
  for (let trial = 0; trial < trials; trial += 1) {
    // Evenly spread over the list: neighbours in a folder are often of one kind.
    const first = Math.floor((trial * members.length) / trials);
    const second = (first + Math.max(1, Math.floor(members.length / 2))) % members.length;
    if (first === second) continue;
    let halves: [number[], number[]] = [[members[first] ?? 0], [members[second] ?? 0]];
    for (let round = 0; round < rounds; round += 1) {
      const [one, other] = halves.map((half) => sumOf(half, points, tokens));
      if (one === undefined || other === undefined) break;
      const next: [number[], number[]] = [[], []];
      for (const member of members) {
        const point = points[member];
        if (point === undefined) continue;
        const isNearer =
          dot(point, one.centre) / Math.max(1e-9, one.length) >=
          dot(point, other.centre) / Math.max(1e-9, other.length);
        next[isNearer ? 0 : 1].push(member);
      }
      if (next[0].length === 0 || next[1].length === 0) break;
      halves = next;
    }
    if (halves[0].length + halves[1].length < members.length) continue;
    const value = halves.reduce((sum, half) => sum + sumOf(half, points, tokens).length, 0);
    if (value > gained + 1e-6) {
      gained = value;
      best = halves;
    }
  }
  return best;
};

const namedBy = 3;
const shortestWord = 4;

/** As they are written most often; of German the nouns, since what is written small in a name reads like a search query. */
const wordsOfTopics = (documents: readonly TopicDocument[], groups: readonly number[][]): string[][] => {
  const forms = new Map<string, Map<string, number>>();
  const having = documents.map(({ text, language }) => {
    const own = new Set<string>();
    for (const match of text.matchAll(/(?<before>^|[.!?:\n]\s*)?(?<word>\p{L}[\p{L}\p{M}-]+)/gu)) {
      const { word = '', before } = match.groups ?? {};
      const lower = word.toLocaleLowerCase(language);
      if (word.length < shortestWord || stopWords[language].has(lower)) continue;
      if (language === 'de' && (before !== undefined || !/^\p{Lu}\p{Ll}/u.test(word))) continue;
      const key = tokenise(word, { language })[0]?.token;
      if (key === undefined) continue;
      own.add(key);
      const known = forms.get(key) ?? new Map<string, number>();
      forms.set(key, known.set(word, (known.get(word) ?? 0) + 1));
    }
    return own;
  });
  const inAll = new Map<string, number>();
  for (const own of having) for (const key of own) inAll.set(key, (inAll.get(key) ?? 0) + 1);
  return groups.map((members) => {
    const inside = new Map<string, number>();
    for (const member of members)
      for (const key of having[member] ?? []) inside.set(key, (inside.get(key) ?? 0) + 1);
    const fewest = members.length > 2 ? 2 : 1;
    const ranked = [...inside]
      .filter(([, count]) => count >= fewest)
      .map(([key, count]) => {
        const outside = (inAll.get(key) ?? 0) - count;
        const others = Math.max(1, documents.length - members.length);
        return { key, value: (count / members.length) ** 2 * Math.log((others + 1) / (outside + 0.5)) };
      })
      .sort((a, b) => b.value - a.value || (a.key < b.key ? -1 : 1));
    const chosen: string[] = [];
    for (const { key } of ranked) {
      if (chosen.length === namedBy) break;
      const written = [...(forms.get(key) ?? [])].sort((a, b) => b[1] - a[1])[0]?.[0];
      if (written !== undefined && !chosen.some((one) => sameBeginning(one, written))) chosen.push(written);
    }
    return chosen;
  });
};

const sameBeginning = (one: string, other: string): boolean =>
  one.slice(0, 6).toLowerCase() === other.slice(0, 6).toLowerCase();

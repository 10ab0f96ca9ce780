/**
 * Target groups from signals × topics: signals that are part of a wider one or rest on the same sentences become one group;
 * its needs, barriers and channels are what the sources say where they speak of it. Counted, never estimated. Pure.
 */
import type { ContentLanguage } from '../../../../contract/intelligence-traits.ts';
import { hashOf } from '../../../kernel/quote-hash.ts';
import type { IntelligenceResources } from '../resources.ts';
import type { Scan } from '../reading/scanned.ts';
import type { Signal } from '../reading/signals.ts';
import type { FoundTopic } from '../reading/topics.ts';
import type { GroupDraft } from './draft.ts';
import type { EvidenceBook } from './evidence-book.ts';
import { domainsOf, facetsIn, facetTraits, focusOf, type FoundFacet } from './focus.ts';
import { readingLevelOf } from './reading-level.ts';
import { titlesOf } from './titles.ts';
import { traitOf } from './trait.ts';

const mostGroups = 16;
const overlapToMerge = 0.6;
/** Listed with a group, strongest first; a group of a huge collection counts more than it lists. */
const mostListed = 2_000;

export type MakingContext = {
  scan: Scan;
  topics: readonly FoundTopic[];
  resources: IntelligenceResources;
  language: ContentLanguage;
  book: EvidenceBook;
};

export const proposeGroups = (signals: readonly Signal[], context: MakingContext): GroupDraft[] => {
  return mergeSignals(signals)
    .slice(0, mostGroups)
    .flatMap((members, position) => {
      const draft = describeGroup(members, position, context);
      return draft === null ? [] : [draft];
    });
};

/** The first of each list names the group. Order of strength is kept. */
const mergeSignals = (signals: readonly Signal[]): Signal[][] => {
  const groups: Signal[][] = [];
  const keys = new Set(signals.map(({ key }) => key));
  for (const signal of signals) {
    const wider = signal.audience?.within;
    if (wider !== undefined && keys.has(wider)) continue;
    const same = groups.find(([first]) => first !== undefined && overlap(first, signal) >= overlapToMerge);
    if (same === undefined) groups.push([signal]);
    else same.push(signal);
  }
  for (const signal of signals) {
    const wider = signal.audience?.within;
    if (wider === undefined || !keys.has(wider)) continue;
    groups.find((members) => members.some(({ key }) => key === wider))?.push(signal);
  }
  return groups;
};

/** Share of the smaller one's sentences. */
const overlap = (a: Signal, b: Signal): number => {
  const sentences = new Set(a.hits.map(({ sentence }) => sentence));
  const shared = b.hits.filter(({ sentence }) => sentences.has(sentence)).length;
  return shared / Math.max(1, Math.min(a.hits.length, b.hits.length));
};

const describeGroup = (members: Signal[], position: number, context: MakingContext): GroupDraft | null => {
  const { scan, topics, resources, language, book } = context;
  const [first] = members;
  if (first === undefined) return null;
  const hits = [
    ...new Map(members.flatMap(({ hits: own }) => own).map((hit) => [hit.sentence, hit])).values(),
  ].sort((a, b) => b.weight - a.weight || a.sentence - b.sentence);
  const focus = focusOf(scan, hits, domainsOf(scan, members, resources));
  const near = topicsOf(topics, focus.documents, language);
  const needs = facetsIn(scan, focus, resources, 'needs', { least: 2, most: 6 });
  const titles = titlesOf(scan, focus, language, [first.label]);
  const topicNeeds = titles
    .slice(0, 2)
    .map(({ title, sentence, document }) =>
      traitOf(
        `topic-${hashOf(title).slice(0, 8)}`,
        resources.say(language, 'trait.topicNeed', { topic: title }),
        book.cite([sentence, ...(scan.leads[document] ?? []).slice(0, 1)]),
        'rules',
      ),
    );
  const documents = new Set(hits.map(({ sentence }) => scan.sentences[sentence]?.document));
  const size = { sentences: hits.length, documents: documents.size, signals: members.length };
  return {
    key: first.key,
    name: first.label,
    description: describe({
      context,
      size,
      topics: titles.slice(0, 3).map(({ title }) => title),
      wish: wishAmong(needs, members[0]?.audience?.says ?? [], language),
    }),
    size,
    evidence: book.cite(spread(scan, focus.sentences, mostListed)),
    needs: [...facetTraits(needs, 'need', language, book), ...topicNeeds],
    barriers: facetTraits(
      facetsIn(scan, focus, resources, 'barriers', { least: 2, most: 4 }),
      'barrier',
      language,
      book,
    ),
    languages: facetTraits(
      facetsIn(scan, focus, resources, 'spoken', { least: 1, most: 6 }),
      'language',
      language,
      book,
    ),
    channels: facetTraits(
      facetsIn(scan, focus, resources, 'channels', { least: 1, most: 4 }),
      'channel',
      language,
      book,
    ),
    accessibility: facetTraits(
      facetsIn(scan, focus, resources, 'access', { least: 1, most: 4 }),
      'access',
      language,
      book,
    ),
    readingLevel: readingLevelOf(scan, focus, resources, language, book),
    topicIds: near.slice(0, 4).map(({ topic }) => topic.id),
    signalKeys: members.map(({ key }) => key),
    position,
    origin: 'rules',
    signals: members,
    focus,
  };
};

/** The strongest sentence of each document first, then the second of each: evidence from all over the sources. */
export const spread = (scan: Scan, sentences: readonly number[], most: number): number[] => {
  const round = new Map<number, number>();
  return sentences
    .map((sentence, at) => {
      const document = scan.sentences[sentence]?.document ?? -1;
      const nth = round.get(document) ?? 0;
      round.set(document, nth + 1);
      return { sentence, nth, at };
    })
    .sort((a, b) => a.nth - b.nth || a.at - b.at)
    .slice(0, most)
    .map(({ sentence }) => sentence);
};

/** Those in the language of the analysis, as far as there are any. */
const topicsOf = (all: readonly FoundTopic[], documents: readonly number[], language: string) => {
  const own = all.filter((topic) => topic.language === language);
  const topics = own.length > 0 ? own : all;
  const place = new Map(documents.map((document, at) => [document, at]));
  return topics
    .map((topic) => {
      const shared = topic.documents.filter((document) => place.has(document));
      // The first documents are about the group, the last ones mention it.
      const weight = shared.reduce((sum, document) => sum + 1 / (1 + (place.get(document) ?? 0) / 8), 0);
      const sorted = shared.sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
      return {
        topic,
        documents: sorted,
        share: weight / Math.sqrt(Math.max(1, topic.documents.length)),
      };
    })
    .filter(({ documents: shared }) => shared.length > 0)
    .sort((a, b) => b.share - a.share || a.topic.id.localeCompare(b.topic.id));
};

/**
 * The strongest need that the group's own name does not say already, as what somebody wants to do. `isFirst`: nothing is
 * wanted more, so far as the sources go.
 */
export const wishAmong = (
  needs: readonly FoundFacet[],
  said: readonly string[],
  language: ContentLanguage,
): { text: string; isFirst: boolean } | null => {
  const [strongest] = needs;
  const found = needs.find(
    ({ facet, sentences, close }) =>
      facet.wish !== undefined &&
      !said.includes(facet.key) &&
      close >= Math.min(leastClose, strongest?.sentences.length ?? 0) &&
      sentences.length >= Math.min(leastForWish, strongest?.sentences.length ?? 0),
  );
  const text = found?.facet.wish?.[language];
  return text === undefined ? null : { text, isFirst: found === strongest };
};

/** Said only once or twice, a need does not head a page; said elsewhere on it, it may be somebody else's. */
const leastForWish = 3;
const leastClose = 2;

const describe = (of: {
  context: MakingContext;
  size: { sentences: number; documents: number };
  topics: readonly string[];
  wish: { text: string; isFirst: boolean } | null;
}): string => {
  const { resources, language } = of.context;
  const say = (path: string, parameters: Record<string, string | number> = {}): string =>
    resources.say(language, path, parameters);
  const counted = (what: 'sentences' | 'documents'): string =>
    say(`group.${what}.${of.size[what] === 1 ? 'one' : 'other'}`, { count: of.size[what] });
  const topics = listIn(
    language,
    of.topics.map((text) => say('quoted', { text })),
  );
  return [
    ...(of.wish === null
      ? []
      : [say(of.wish.isFirst ? 'group.wish' : 'group.wishAlso', { wish: of.wish.text })]),
    ...(of.topics.length === 0
      ? []
      : [say(of.topics.length === 1 ? 'group.topic' : 'group.topics', { topics })]),
    say('group.proof', { sentences: counted('sentences'), documents: counted('documents') }),
  ].join(' ');
};

const listIn = (language: string, items: readonly string[]): string =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(items);

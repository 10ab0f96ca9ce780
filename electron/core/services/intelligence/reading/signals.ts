/** Audience signals: which audiences the sources speak of, with the sentences that do. Domains the sources are not about stay silent. Pure. */
import type { AudienceSignal, ContentLanguage } from '../../../../contract/intelligence-traits.ts';
import type { Audience, IntelligenceResources } from '../resources.ts';
import { discoverAudiences } from './discover.ts';
import { createMatcher, wordsIn } from './patterns.ts';
import type { Linguistics } from './scan.ts';
import type { Hit, Scan } from './scanned.ts';

export type Signal = {
  key: string;
  origin: 'lexicon' | 'discovered';
  audience: Audience | null;
  label: string;
  kind: AudienceSignal['kind'];
  hits: Hit[];
  documents: Set<number>;
  score: number;
};

/** Of the strongest domain's density of marker words. */
const domainShare = 0.4;

/** Fewer sentences hardly hold enough marker words: the audiences they name count as well. */
export const smallSources = 60;

export const activeDomains = (scan: Scan): Set<string> => {
  const strength = new Map(scan.markers);
  if (scan.totalSentences < smallSources)
    for (const [key, hits] of scan.audiences) {
      const [domain = ''] = key.split('/');
      strength.set(domain, (strength.get(domain) ?? 0) + hits.length);
    }
  const strongest = Math.max(0, ...strength.values());
  return new Set(
    [...strength].flatMap(([domain, count]) =>
      count >= 2 && count >= strongest * domainShare ? [domain] : [],
    ),
  );
};

/** Small sources prove little: fewer sentences are asked of them, and the analysis says so. */
const demandsOf = (scan: Scan): { minSentences: number; minDocuments: number } => {
  const documents = scan.documents.length;
  if (scan.totalSentences < smallSources) return { minSentences: 1, minDocuments: 1 };
  return { minSentences: scan.totalSentences < 300 ? 3 : 5, minDocuments: documents < 10 ? 1 : 2 };
};

export const findSignals = (
  scan: Scan,
  resources: IntelligenceResources,
  words: Linguistics,
  language: ContentLanguage,
): Signal[] => {
  const active = activeDomains(scan);
  const demands = demandsOf(scan);
  const byKey = new Map<string, { audience: Audience; hits: Map<number, number> }>();
  const strongestFirst = [...active].sort((a, b) => (scan.markers.get(b) ?? 0) - (scan.markers.get(a) ?? 0));
  for (const name of strongestFirst)
    for (const { domain, audiences } of resources.domains)
      if (domain === name)
        for (const audience of audiences) {
          const entry = byKey.get(audience.key) ?? { audience, hits: new Map<number, number>() };
          for (const { sentence, weight } of scan.audiences.get(`${domain}/${audience.key}`) ?? [])
            entry.hits.set(sentence, Math.max(weight, entry.hits.get(sentence) ?? 0));
          byKey.set(audience.key, entry);
        }
  const isOnlyName = onlyNaming(scan, byKey);
  const known = [...byKey].map(([key, { audience, hits }]) =>
    signalOf(scan, {
      key,
      origin: 'lexicon',
      audience,
      label: audience.name[language],
      kind: audience.kind,
      hits: [...hits].flatMap(([sentence, weight]) =>
        isOnlyName(key, sentence) ? [] : [{ sentence, weight }],
      ),
    }),
  );
  const lexicon = new Map(
    (['de', 'en', 'tr'] as const).map((one) => [
      one as string,
      createMatcher(
        resources.domains
          .filter(({ domain }) => active.has(domain))
          .flatMap(({ audiences }) =>
            audiences.flatMap(({ key, patterns }) => patterns[one].map((pattern) => ({ key, pattern }))),
          ),
      ),
    ]),
  );
  const discovered = discoverAudiences(scan.sentences, {
    ...demands,
    minSentences: Math.max(3, demands.minSentences),
    stemOf: words.stemOf,
    isKnown: (label, spoken) => (lexicon.get(spoken)?.(wordsIn(label, spoken)).length ?? 0) > 0,
  })
    // A name in another language stands beside its translation; where nearly all is in that language, it is the only one.
    .filter((found) => found.language === language || isForeign(scan, language))
    .map(({ key, label, sentences }) =>
      signalOf(scan, {
        key,
        origin: 'discovered',
        audience: null,
        label,
        kind: 'role',
        hits: sentences.map((sentence) => ({ sentence, weight: 2 })),
      }),
    );
  const all = [...known, ...discovered].filter(
    ({ hits, documents }) => hits.length >= demands.minSentences && documents.size >= demands.minDocuments,
  );
  // Where several are spoken of more than once, a single sentence names nobody; one alone never proves a motive.
  const often = all.filter(({ hits }) => hits.length > 1);
  const named =
    often.length >= enoughOften
      ? often
      : all.filter(({ kind, hits }) => kind !== 'motive' || hits.length > 1);
  return named.sort((a, b) => b.score - a.score || a.key.localeCompare(b.key));
};

const enoughOften = 3;

/** Houses people go to: on the pages of a museum, “the museum is open” speaks of itself, not of people who like museums. */
const houses =
  /museum|müze|theat(?:er|re)|tiyatro|bibliothek|bücherei|kütüphane|library|schwimmbad|hochschule|universität|university|üniversite/giu;

/** “Tafel Rosenau e. V., Bahnhofstraße 11”: what names an audience only in the name of the organisation names nobody. */
const onlyNaming = (
  { organisation, sentences }: Scan,
  audiences: ReadonlyMap<string, { audience: Audience }>,
): ((key: string, sentence: number) => boolean) => {
  if (organisation === null) return () => false;
  const called = organisation.text;
  const own = called.toLowerCase().match(houses) ?? [];
  const isOwn = (word: string): boolean => own.some((house) => word.includes(house));
  const matchers = new Map(
    (['de', 'en', 'tr'] as const).map((language) => [
      language as string,
      createMatcher(
        [...audiences].flatMap(([key, { audience }]) =>
          audience.patterns[language].map((pattern) => ({ key, pattern })),
        ),
      ),
    ]),
  );
  return (key, index) => {
    const { text = '', language = '' } = sentences[index] ?? {};
    const words = wordsIn(text.replaceAll(called, ' '), language);
    if (!text.includes(called) && !words.some(isOwn)) return false;
    const rest = words.filter((word) => !isOwn(word));
    return !(matchers.get(language)?.(rest) ?? []).some((match) => match.key === key);
  };
};

/** Hardly anything is written in the language of the analysis. */
const isForeign = (scan: Scan, language: string): boolean => {
  const own = scan.documents.filter((document) => document.language === language).length;
  return own < scan.documents.length * leastOwn;
};
const leastOwn = 0.3;

const signalOf = (scan: Scan, found: Omit<Signal, 'documents' | 'score'>): Signal => {
  const hits = [...found.hits].sort((a, b) => b.weight - a.weight || a.sentence - b.sentence);
  const perDocument = new Map<number, number>();
  for (const { sentence, weight } of hits) {
    const document = scan.sentences[sentence]?.document ?? 0;
    perDocument.set(document, (perDocument.get(document) ?? 0) + weight);
  }
  // Many documents weigh more than many sentences of one.
  let score = 0;
  for (const weight of perDocument.values()) score += Math.sqrt(weight);
  return { ...found, hits, documents: new Set(perDocument.keys()), score };
};

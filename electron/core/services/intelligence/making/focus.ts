/** Where a group is spoken of, and which needs, barriers and channels stand there more than elsewhere. Pure. */
import type { ContentLanguage, Trait } from '../../../../contract/intelligence-traits.ts';
import type { Facet, FacetKind, IntelligenceResources } from '../resources.ts';
import type { Hit, Scan } from '../reading/scanned.ts';
import { activeDomains, type Signal } from '../reading/signals.ts';
import type { Focus } from './draft.ts';
import type { EvidenceBook } from './evidence-book.ts';
import { traitOf } from './trait.ts';

const sectionOf = (scan: Scan, sentence: number): string => {
  const { document = -1, section = -1 } = scan.sentences[sentence] ?? {};
  return `${document}:${section}`;
};

export const focusOf = (scan: Scan, hits: readonly Hit[], domains: ReadonlySet<string> | null): Focus => {
  const weights = new Map<number, number>();
  for (const { sentence, weight } of hits) {
    const { document = 0, kind } = scan.sentences[sentence] ?? {};
    const inTitle = kind === 'heading' && scan.titles[document] === sentence ? 6 : 0;
    weights.set(document, (weights.get(document) ?? 0) + weight + inTitle);
  }
  const ranked = [...weights]
    .map(([document, weight]) => ({
      document,
      weight: weight / Math.sqrt(4 + (scan.documents[document]?.sentences ?? 0)),
    }))
    .sort((a, b) => b.weight - a.weight || a.document - b.document);
  const best = ranked[0]?.weight ?? 0;
  return {
    sentences: hits.map(({ sentence }) => sentence),
    // The long tail only mentions the group in passing.
    documents: ranked
      .filter(({ weight }, at) => at < 3 || weight >= best * 0.2)
      .slice(0, 60)
      .map(({ document }) => document),
    sections: new Set(hits.map(({ sentence }) => sectionOf(scan, sentence))),
    domains,
  };
};

/** Of the sectors the sources are about, those whose lexicon knows one of the audiences; `null` for audiences of no lexicon. */
export const domainsOf = (
  scan: Scan,
  signals: readonly Pick<Signal, 'key' | 'audience'>[],
  { domains }: IntelligenceResources,
): ReadonlySet<string> | null => {
  const active = activeDomains(scan);
  const keys = new Set(signals.flatMap(({ key, audience }) => (audience === null ? [] : [key])));
  const own = domains.flatMap(({ domain, audiences }) =>
    active.has(domain) && audiences.some(({ key }) => keys.has(key)) ? [domain] : [],
  );
  return own.length === 0 ? null : new Set(own);
};

export type FoundFacet = {
  facet: Facet;
  sentences: number[];
  strength: number;
  /** Of the sentences: those in a section that names the group. */
  close: number;
};

/** Sentences that name somebody, of the sectors the sources are about. */
const addressed = (scan: Scan): ReadonlySet<number> => {
  const known = addressedIn.get(scan);
  if (known !== undefined) return known;
  const active = activeDomains(scan);
  const found = new Set(
    [...scan.audiences].flatMap(([key, hits]) =>
      active.has(key.split('/')[0] ?? '') ? hits.map(({ sentence }) => sentence) : [],
    ),
  );
  addressedIn.set(scan, found);
  return found;
};
const addressedIn = new WeakMap<Scan, ReadonlySet<number>>();

/**
 * Facets with sentences in the group's own sections and documents, by how much more frequent they are there than in all
 * sources. The lift alone would prefer what is said once; the root of the count keeps what is said often in front.
 */
export const facetsIn = (
  scan: Scan,
  focus: Focus,
  resources: IntelligenceResources,
  kind: FacetKind,
  limits: { least: number; most: number },
): FoundFacet[] => {
  const documents = new Set(focus.documents);
  const named = new Set(focus.sentences);
  const others = addressed(scan);
  const rank = (sentence: number): number => {
    if (named.has(sentence)) return 3;
    // “Familien erhalten einen Zuschuss” on a page for house owners is said to families.
    if (others.has(sentence)) return 0;
    if (focus.sections.has(sectionOf(scan, sentence))) return 2;
    return documents.has(scan.sentences[sentence]?.document ?? -1) ? 1 : 0;
  };
  const active = focus.domains ?? activeDomains(scan);
  const share = documents.size / Math.max(1, scan.documents.length);
  return resources.facets[kind]
    .filter(
      ({ domains }) =>
        domains === undefined || domains.some((domain) => active.has(domain)) || active.size === 0,
    )
    .flatMap((facet) => {
      const all = scan.facets.get(`${kind}/${facet.key}`) ?? [];
      const near = all
        .map((sentence) => ({ sentence, near: rank(sentence) }))
        .filter(({ near: value }) => value > 0)
        .sort((a, b) => b.near - a.near || a.sentence - b.sentence);
      if (near.length < limits.least) return [];
      const weight = near.reduce((sum, { near: value }) => sum + value ** 2, 0);
      const lift = near.length / Math.max(1, all.length) / (share || 1);
      const strength = Math.sqrt(weight) * lift;
      const close = near.filter(({ near: value }) => value > 1).length;
      return [{ facet, sentences: near.map(({ sentence }) => sentence), strength, close }];
    })
    .sort((a, b) => b.strength - a.strength || a.facet.key.localeCompare(b.facet.key))
    .slice(0, limits.most);
};

export const facetTraits = (
  found: readonly FoundFacet[],
  prefix: string,
  language: ContentLanguage,
  book: EvidenceBook,
): Trait[] =>
  found.map(({ facet, sentences }) =>
    traitOf(`${prefix}-${facet.key}`, facet.text[language], book.cite(sentences.slice(0, 6)), 'rules'),
  );

/** Lexicons, facets, names and templates as data files: read once, checked once. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import {
  type ContentLanguage,
  contentLanguages,
  sectors,
  signalKinds,
} from '../../../contract/intelligence-traits.ts';

const inLanguages = z.object({ de: z.string(), en: z.string(), tr: z.string() });
const patterns = z.object({
  de: z.array(z.string()).default([]),
  en: z.array(z.string()).default([]),
  tr: z.array(z.string()).default([]),
});

const audience = z.object({
  key: z.string(),
  kind: z.enum(signalKinds),
  /** A protected attribute (AGG § 1, GDPR Art. 9): only ever said with a sentence that says it. */
  protected: z.string().optional(),
  /** Part of a wider audience: becomes one of its personas where that one is found too. */
  within: z.string().optional(),
  name: inLanguages,
  /** Said of one person: “ist neu im Land”. */
  one: inLanguages,
  /** Needs that are said with that already. */
  says: z.array(z.string()).default([]),
  patterns,
});
export type Audience = z.infer<typeof audience>;

const domain = z.object({ domain: z.enum(sectors), markers: patterns, audiences: z.array(audience) });
export type Domain = z.infer<typeof domain>;
/** People whom organisations of several sectors speak to. */
const sharedAudience = audience.extend({ domains: z.array(z.enum(sectors)) });

const facet = z.object({
  key: z.string(),
  /** Of the sources; without them it holds for all. */
  domains: z.array(z.enum(sectors)).optional(),
  text: inLanguages,
  /** A need as what somebody wants to do: “möchte …”, “wants to …”, “… istiyor”. */
  wish: inLanguages.optional(),
  pain: inLanguages.optional(),
  /** The same in the words of someone who has it. */
  self: inLanguages.optional(),
  question: inLanguages.optional(),
  patterns,
});
export type Facet = z.infer<typeof facet>;

export const facetKinds = ['needs', 'barriers', 'channels', 'access', 'spoken'] as const;
export type FacetKind = (typeof facetKinds)[number];
const facets = z.object(
  Object.fromEntries(facetKinds.map((kind) => [kind, z.array(facet)])) as Record<
    FacetKind,
    z.ZodArray<typeof facet>
  >,
);

const names = z.object({ first: z.array(z.string()).min(20), last: z.array(z.string()).min(20) });

type Words = { [key: string]: string | string[] | Words };
const words: z.ZodType<Words> = z.lazy(() =>
  z.record(z.string(), z.union([z.string(), z.array(z.string()), words])),
);

export type IntelligenceResources = {
  domains: Domain[];
  facets: Record<FacetKind, Facet[]>;
  names: z.infer<typeof names>;
  /** Words too common to name a topic, in lower case. */
  stopTerms: ReadonlySet<string>;
  /** `trait.goal`, … with `{parameters}`. */
  say(language: ContentLanguage, path: string, parameters?: Record<string, string | number>): string;
  list(language: ContentLanguage, path: string): string[];
};

/** Throws when a file is missing or not what it should be: the program is damaged then. */
export const readIntelligenceResources = (programDir: string): IntelligenceResources => {
  const folder = join(programDir, 'resources', 'intelligence');
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const templates = new Map(
    contentLanguages.map((language) => [language, words.parse(read(`templates/${language}.json`))]),
  );
  const find = (language: ContentLanguage, path: string): string | string[] => {
    let at: Words[string] | undefined = templates.get(language);
    for (const key of path.split('.'))
      at = typeof at === 'object' && !Array.isArray(at) ? at[key] : undefined;
    if (at === undefined || (typeof at === 'object' && !Array.isArray(at)))
      throw new Error(`no template ${language} ${path}`);
    return at;
  };
  const shared = z.array(sharedAudience).parse(read('shared-audiences.json'));
  return {
    domains: readdirSync(join(folder, 'lexicon'))
      .filter((name) => name.endsWith('.json'))
      .sort()
      .flatMap((name) =>
        z.union([z.array(domain), domain.transform((one) => [one])]).parse(read(`lexicon/${name}`)),
      )
      .map((one) => ({
        ...one,
        audiences: [...one.audiences, ...shared.filter(({ domains }) => domains.includes(one.domain))],
      })),
    facets: facets.parse(read('facets.json')),
    names: names.parse(read('names.json')),
    stopTerms: new Set(
      Object.values(z.record(z.string(), z.array(z.string())).parse(read('stop-terms.json'))).flat(),
    ),
    say: (language, path, parameters = {}) =>
      String(find(language, path)).replaceAll(/\{(\w+)\}/g, (hole, key: string) =>
        String(parameters[key] ?? hole),
      ),
    list: (language, path) => {
      const found = find(language, path);
      return Array.isArray(found) ? found : [found];
    },
  };
};

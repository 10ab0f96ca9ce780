/**
 * One pass over the sources: which sentences name an audience, a need, a barrier, a channel; which ask something; what each
 * document is about. Only sentences with something to them are kept. Lets the event loop breathe between documents.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { IntelligenceResources } from '../resources.ts';
import { facetKinds } from '../resources.ts';
import { commandsAModel } from './hostile.ts';
import { createPool, fingerprintOf, ownCopy } from './keepsake.ts';
import {
  commonEnding,
  contradictoryHoursIn,
  organisationIn,
  placesIn,
  tellsOfOrganisation,
} from './organisation.ts';
import { createMatcher, type Matcher, wordsIn } from './patterns.ts';
import type { Scan } from './scanned.ts';
import { sentencesOf } from './sentences.ts';
import type { DocumentFacts, Sentence, SourceDocument } from './source.ts';

/** What the knowledge service knows about words; arrives as an argument. */
export type Linguistics = {
  detectLanguage(text: string): string;
  /** Stem of a lower-case word; `null` for words without meaning of their own. */
  stemOf(word: string, language: string): string | null;
};

type Key = { table: 'audience' | 'facet' | 'marker'; key: string };

const languagesOfLexicon = ['de', 'en', 'tr'] as const;
const isLexiconLanguage = (language: string): language is (typeof languagesOfLexicon)[number] =>
  (languagesOfLexicon as readonly string[]).includes(language);

const compile = (resources: IntelligenceResources): Map<string, Matcher<Key>> =>
  new Map(
    languagesOfLexicon.map((language) => [
      language,
      createMatcher<Key>([
        ...resources.domains.flatMap(({ domain, markers, audiences }) => [
          ...markers[language].map((pattern) => ({
            key: { table: 'marker' as const, key: domain },
            pattern,
          })),
          ...audiences.flatMap((audience) =>
            audience.patterns[language].map((pattern) => ({
              key: { table: 'audience' as const, key: `${domain}/${audience.key}` },
              pattern,
            })),
          ),
        ]),
        ...facetKinds.flatMap((kind) =>
          resources.facets[kind].flatMap((facet) =>
            facet.patterns[language].map((pattern) => ({
              key: { table: 'facet' as const, key: `${kind}/${facet.key}` },
              pattern,
            })),
          ),
        ),
      ]),
    ]),
  );

/** Words in front of an audience that address it. */
const addressing = new Set([
  'für',
  'an',
  'wenn',
  'als',
  'alle',
  'for',
  'if',
  'as',
  'all',
  'your',
  'ihr',
  'ihre',
  'sind',
  'are',
]);
const formalGerman = /(?<![.!?:]\s)(?<!^)\b(?:Sie|Ihnen|Ihr|Ihre[nmrs]?)\b/;
/** “ihr” alone is also “her” and “their”; “du” stands beside its verb, as no name and no French word does. */
const informalGerman =
  /(?<!\p{L})(?:\p{Ll}+s?t du|du (?:\p{Ll}+ ){0,3}\p{Ll}*s?t|dir|dich|dein|deine[nmrs]?|euch|euer|eure[nmrs]?)(?!\p{L})|\bihr (?:könnt|müsst|seid|habt|wollt|dürft|sollt|findet|braucht|möchtet|bekommt)(?!\p{L})/iu;
const formalTurkish =
  /\b(?:siz|size|sizi|sizin|[\p{L}]+(?:iniz|ınız|unuz|ünüz|abilirsiniz|ebilirsiniz|meniz|manız))\b/iu;
const vowel = /[aeıioöuüâîûäyáéíóú]/gu;
const boilerplateAfter = 3;
const termsPerDocument = 60;

export const scanSources = async (
  sources: Iterable<SourceDocument> | AsyncIterable<SourceDocument>,
  options: {
    resources: IntelligenceResources;
    words: Linguistics;
    signal: AbortSignal;
    onProgress?(done: number): void;
  },
): Promise<Scan> => {
  const matchers = compile(options.resources);
  const scan: Scan = {
    documents: [],
    sentences: [],
    audiences: new Map(),
    facets: new Map(),
    markers: new Map(),
    signs: new Map(),
    questions: [],
    titles: [],
    names: [],
    leads: [],
    organisation: null,
    emptyWords: options.resources.stopTerms,
    terms: [],
    spellings: new Map(),
    address: { formal: [], informal: [], formalCount: 0, informalCount: 0 },
    hostile: [],
    contradictions: [],
    totalSentences: 0,
    totalWords: 0,
  };
  /** By fingerprint: of most sentences only their number is wanted. */
  const seen = new Map<number, number>();
  const skeletons = new Map<number, number>();
  const pool = createPool();
  const spellingCounts = new Map<string, Map<string, number>>();

  for await (const document of sources) {
    options.signal.throwIfAborted();
    readDocument(document);
    if (scan.documents.length % 20 === 0) {
      options.onProgress?.(scan.documents.length);
      await nextTurn();
    }
  }
  for (const [stem, counts] of spellingCounts) {
    const [best] = [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
    if (best !== undefined) scan.spellings.set(stem, best[0]);
  }
  scan.names = namesOf(scan);
  scan.organisation = organisationIn(scan);
  scan.emptyWords = new Set([
    ...options.resources.stopTerms,
    ...[scan.organisation, ...placesIn(scan)].flatMap(
      (named) => named?.text.toLowerCase().match(/\p{L}{3,}/gu) ?? [],
    ),
  ]);
  scan.contradictions.push(...contradictoryHoursIn(scan));
  options.onProgress?.(scan.documents.length);
  return scan;

  function readDocument(document: SourceDocument): void {
    const index = scan.documents.length;
    const { text: _text, blocks: _blocks, ...facts } = document;
    const stored: DocumentFacts = { ...facts, sentences: 0, words: 0, longWords: 0, vowels: 0 };
    scan.documents.push(stored);
    scan.titles.push(null);
    const leads: number[] = [];
    scan.leads.push(leads);
    const terms = new Map<string, number>();
    scan.terms.push(new Map());
    countTerms(terms, document.title, document.language, 3);
    for (const sentence of sentencesOf(document, index)) {
      if (commandsAModel(sentence.text)) {
        scan.hostile.push({ ...sentence, text: ownCopy(sentence.text) });
        continue;
      }
      scan.totalSentences += 1;
      const fingerprint = fingerprintOf(sentence.text);
      const times = (seen.get(fingerprint) ?? 0) + 1;
      seen.set(fingerprint, times);
      if (times > boilerplateAfter) continue;
      const words = wordsIn(sentence.text, sentence.language);
      scan.totalWords += words.length;
      if (sentence.kind === 'text') {
        stored.sentences += 1;
        stored.words += words.length;
        stored.longWords += words.filter((word) => word.length > 6).length;
        stored.vowels += words.join(' ').match(vowel)?.length ?? 0;
      }
      countTerms(terms, sentence.text, sentence.language, sentence.kind === 'heading' ? 2 : 1);
      keep(sentence, words, leads, times);
    }
    scan.terms[index] = new Map([...terms].sort((a, b) => b[1] - a[1]).slice(0, termsPerDocument));
  }

  function keep(sentence: Sentence, words: string[], leads: number[], times: number): void {
    const { language, document } = sentence;
    const matches = isLexiconLanguage(language) ? (matchers.get(language)?.(words) ?? []) : [];
    const at = scan.sentences.length;
    const isTitle = scan.titles[document] === null;
    const isLead = sentence.kind === 'text' && leads.length < 3 && words.length >= 5;
    const isQuestion = /\?["“”]?$/.test(sentence.text) && words.length >= 3 && words.length <= 30;
    const afterQuestion = scan.questions.at(-1) === at - 1 && scan.sentences[at - 1]?.document === document;
    const told = tone(sentence);
    const isPlain = matches.length === 0 && !isTitle && !isLead && !isQuestion && !afterQuestion;
    if (isPlain && told === null && !tellsOfOrganisation(sentence.text)) return;
    scan.sentences.push({ ...sentence, text: ownCopy(sentence.text) });
    if (isTitle) scan.titles[document] = at;
    if (isLead) leads.push(at);
    if (isQuestion && times === 1) scan.questions.push(at);
    if (told !== null && scan.address[told].length < 200) scan.address[told].push(at);
    const weights = new Map<string, number>();
    const signs = new Map<string, number>();
    const facets = new Set<string>();
    for (const { key, at: position } of matches) {
      if (key.table === 'marker') {
        scan.markers.set(key.key, (scan.markers.get(key.key) ?? 0) + 1);
        signs.set(key.key, (signs.get(key.key) ?? 0) + 1 + fullness(sentence) / 2);
      } else if (key.table === 'facet') {
        if (!isDenied(words, position)) facets.add(key.key);
      } else {
        const before = words[position - 1];
        const weight =
          (sentence.kind === 'heading' ? 2 : 1) +
          (before !== undefined && addressing.has(before) ? 1 : 0) +
          (told === null ? 0 : 0.5) +
          fullness(sentence);
        weights.set(key.key, Math.max(weights.get(key.key) ?? 0, weight));
      }
    }
    // The same sentence on several pages is one piece of evidence.
    if (times > 1) return;
    for (const [key, weight] of weights) push(scan.audiences, key, { sentence: at, weight });
    for (const key of facets) push(scan.facets, key, at);
    for (const [key, weight] of signs) push(scan.signs, key, { sentence: at, weight });
    compareNumbers(sentence, at, words);
  }

  function tone({ text, language }: Sentence): 'formal' | 'informal' | null {
    const formal =
      language === 'de' ? formalGerman.test(text) : language === 'tr' && formalTurkish.test(text);
    const informal = language === 'de' && !formal && informalGerman.test(text);
    if (formal) scan.address.formalCount += 1;
    if (informal) scan.address.informalCount += 1;
    return formal ? 'formal' : informal ? 'informal' : null;
  }

  function compareNumbers(sentence: Sentence, at: number, words: string[]): void {
    if (sentence.kind === 'heading' || words.length < 5 || !/\d/.test(sentence.text)) return;
    const skeleton = sentence.text.toLowerCase().replaceAll(/\d+(?:[.,:]\d+)*/g, '#');
    // Addresses and telephone numbers differ rightly; a sentence with a verb and few numbers says one thing.
    if ((skeleton.match(/#/g)?.length ?? 0) > 4 || !/[.!?]$/.test(sentence.text)) return;
    const fingerprint = fingerprintOf(skeleton);
    const other = skeletons.get(fingerprint);
    if (other === undefined) skeletons.set(fingerprint, at);
    else if (scan.sentences[other]?.document !== sentence.document) scan.contradictions.push([other, at]);
  }

  function countTerms(terms: Map<string, number>, text: string, language: string, weight: number): void {
    for (const word of text.match(/\p{L}[\p{L}\p{M}-]{2,}/gu) ?? []) {
      const lower = language === 'tr' ? word.toLocaleLowerCase('tr') : word.toLowerCase();
      const found = options.resources.stopTerms.has(lower) ? null : options.words.stemOf(lower, language);
      if (found === null) continue;
      const stem = pool(found);
      terms.set(stem, (terms.get(stem) ?? 0) + weight);
      const counts = spellingCounts.get(stem) ?? new Map<string, number>();
      if (counts.size < 8 || counts.has(word)) counts.set(pool(word), (counts.get(word) ?? 0) + 1);
      spellingCounts.set(stem, counts);
    }
  }
};

/** The heading it begins with; without one the document's title, less what most titles end with. */
const namesOf = ({ documents, sentences, titles }: Scan): string[] => {
  const site = commonEnding(documents.map(({ title }) => title));
  return documents.map(({ title }, index) => {
    const first = sentences[titles[index] ?? -1];
    if (first?.kind === 'heading') return first.text;
    return (
      site !== null && title.endsWith(site.ending) ? title.slice(0, -site.ending.length) : title
    ).trim();
  });
};

/** “Sie brauchen keinen Termin”, “you do not have to install anything”: what nobody needs is no need. */
const isDenied = (words: readonly string[], at: number): boolean =>
  /(?:^| )(?:kein(?:e[nmrs]?)?|ohne|no|without)(?: \S+)?$|(?:^| )(?:not|don't|don’t|needn't) (?:have|need)(?: to)?(?: \S+)?$/u.test(
    words.slice(Math.max(0, at - 5), at).join(' '),
  );

/** A whole sentence proves more than a fragment of a list. */
const fullness = ({ text, kind }: Sentence): number =>
  kind === 'heading' ? 0 : text.length < 30 ? -0.5 : /[.!?]["“”)]?$/.test(text) && text.length < 300 ? 1 : 0;

const push = <T>(lists: Map<string, T[]>, key: string, value: T): void => {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
};

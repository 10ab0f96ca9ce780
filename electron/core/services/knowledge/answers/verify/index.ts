/**
 * Checks an answer against its sources, mechanically: never by asking a model. A claim is `verified` when a sentence of
 * every source it names says the same in the same words, its facts included, and whatever it quotes stands there letter
 * for letter. Everything else that claims something is `unverified`. Pure.
 */
import type { Claim } from '../../../../../contract/answers.ts';
import { isLanguage, type Language } from '../../analysis/languages.ts';
import { detectLanguage } from '../../analysis/language.ts';
import { sentencesOf } from '../units.ts';
import { saysTheSame } from './align.ts';
import { claimsIn, type WrittenClaim } from './claims.ts';
import { covers, type Fact, factsIn } from './facts.ts';
import { type Said, sequenceOf } from './sequence.ts';

export type Source = {
  number: number;
  /** As it stands in the document. */
  quote: string;
  language: string;
};

type ReadSource = Source & {
  sentences: Said[][];
  facts: Fact[];
  flat: string;
};

/** `language`: of the answer; found out when absent. */
export const verifyAnswer = (
  answer: string,
  sources: readonly Source[],
  language: Language = detectLanguage(answer),
): Claim[] => {
  const read = sources.map(readSource);
  return claimsIn(answer, language).map((claim) => verifyClaim(claim, read, language));
};

const readSource = (source: Source): ReadSource => {
  const language: Language = isLanguage(source.language) ? source.language : 'de';
  return {
    ...source,
    sentences: source.quote
      .split(/\r?\n/)
      .flatMap((line) => sentencesOf(line, language))
      .map((piece) => sequenceOf(piece.text, language)),
    facts: factsIn(source.quote, language),
    flat: flatten(source.quote),
  };
};

const verifyClaim = (claim: WrittenClaim, sources: readonly ReadSource[], language: Language): Claim => {
  const { startOffset, endOffset, text, statement, cited } = claim;
  const said = sequenceOf(statement, language);
  const facts = said.flatMap((one) => (one.kind === 'fact' ? [one.fact] : []));
  const inSources = (fact: Fact): boolean =>
    sources.some((source) => source.facts.some((one) => covers(one, fact)));
  const unsupported = [...new Set(facts.filter((fact) => !inSources(fact)).map((fact) => fact.text))];
  const base = { startOffset, endOffset, text, unsupported };
  if (saysNothing(statement, said)) return { ...base, citations: [], contradictions: [], status: 'no-claim' };
  const supports = (source: ReadSource): boolean =>
    quotationsIn(statement).every((quotation) => source.flat.includes(quotation)) &&
    source.sentences.some((sentence) => saysTheSame(said, sentence));
  const named = cited.map((number) => sources.find((source) => source.number === number));
  // Without a marker the proof is looked for; with one it must stand where the answer says.
  const proofs = cited.length === 0 ? sources.filter(supports) : named.flatMap((source) => source ?? []);
  const verified =
    unsupported.length === 0 &&
    proofs.length > 0 &&
    named.every((source) => source !== undefined && supports(source));
  return {
    ...base,
    citations: proofs.map((source) => source.number),
    contradictions: verified ? [] : contradictionsIn(said, proofs.length > 0 ? proofs : sources),
    status: verified ? 'verified' : 'unverified',
  };
};

/** White space, quotation marks and dashes differ between a text and its retelling; letters do not. */
const flatten = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[„“”«»‟"]/g, '"')
    .replaceAll(/[‘’‚‹›´`]/g, "'")
    .replaceAll(/[‐‑–—−]/g, '-')
    .replaceAll('\u00ad', '')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** Three words and more between quotation marks are a quotation, not a name. */
const quotationsIn = (statement: string): string[] =>
  [...flatten(statement).matchAll(/"([^"]+)"/g)].flatMap(([, words = '']) =>
    words.trim().split(' ').length >= 3 ? [words.trim().replace(/[.,;:!?…]+$/, '')] : [],
  );

/** “Gern!”, “Hier die Antwort:”: nothing that could be true or false. */
const saysNothing = (statement: string, said: readonly Said[]): boolean => {
  if (said.length === 0) return true;
  const words = statement.toLowerCase().match(/\p{L}+/gu) ?? [];
  return (
    said.every((one) => one.kind === 'word' || one.kind === 'break') &&
    words.every((word) => courtesies.has(word))
  );
};
const courtesies = new Set(
  `hier ist sind die der das antwort antworten gern gerne laut den quellen quelle folgende folgendes zusammenfassung hallo
   here is are the answer summary sources according to of following hello sure certainly
   işte cevap kaynaklara göre özet merhaba`.split(/\s+/),
);

/** The same words with another number of the same kind: what the answer says, and what the source says. */
const contradictionsIn = (said: readonly Said[], sources: readonly ReadSource[]): Claim['contradictions'] => {
  const words = new Set(said.flatMap((one) => (one.kind === 'word' ? [one.key] : [])));
  const facts = said.flatMap((one) => (one.kind === 'fact' ? [one.fact] : []));
  if (words.size === 0) return [];
  return sources.flatMap((source) =>
    source.sentences.flatMap((sentence) => {
      const shared = sentence.filter((one) => one.kind === 'word' && words.has(one.key)).length;
      if (shared < Math.max(2, words.size * 0.6)) return [];
      const own = sentence.flatMap((one) => (one.kind === 'fact' ? [one.fact] : []));
      return facts.flatMap((fact) => {
        if (own.some((one) => covers(one, fact))) return [];
        const other = own.find((one) => one.kind === fact.kind && !facts.some((mine) => covers(one, mine)));
        return other === undefined ? [] : [{ said: fact.text, source: other.text, citation: source.number }];
      });
    }),
  );
};

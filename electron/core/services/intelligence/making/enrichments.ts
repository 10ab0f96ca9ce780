/**
 * Content for a group, taken from the sources: what matters most, questions with their answers, and the same in plain
 * language. Every part is cited; plain parts are checked against the rules. Pure.
 */
import type { Trait } from '../../../../contract/intelligence-traits.ts';
import type { EnrichmentDraft, GroupDraft } from './draft.ts';
import { type MakingContext, spread } from './groups.ts';
import { checkPlain, inPlainWords, plainFaults } from './plain.ts';
import { answerTo } from './questions.ts';
import { traitOf } from './trait.ts';

const mostParts = 6;

export const enrichGroups = (groups: readonly GroupDraft[], context: MakingContext): EnrichmentDraft[] =>
  groups.flatMap((group) =>
    [explain(group, context), faq(group, context), plain(group, context)].filter(hasParts),
  );

const hasParts = ({ parts }: EnrichmentDraft): boolean => parts.length > 0;

const title = (
  kind: 'explanation' | 'faq' | 'plain',
  group: GroupDraft,
  { resources, language }: MakingContext,
): string => resources.say(language, `enrichment.${kind}`, { name: group.name });

/** Whole sentences in the language of the analysis, from the documents about the group, one document after the other. */
const tellingSentences = (group: GroupDraft, { scan, language }: MakingContext): number[] => {
  const inFocus = new Set(group.focus.documents);
  const named = group.focus.sentences.filter((index) => {
    const sentence = scan.sentences[index];
    return sentence !== undefined && inFocus.has(sentence.document);
  });
  const leads = group.focus.documents.flatMap((document) => scan.leads[document] ?? []);
  return [...new Set([...named, ...leads])].filter((index) => {
    const { kind, text = '', language: spoken } = scan.sentences[index] ?? {};
    return (
      kind === 'text' &&
      spoken === language &&
      text.length >= 30 &&
      text.length <= 320 &&
      /[.!]["”“)]?$/.test(text)
    );
  });
};

const headingOf = ({ scan }: MakingContext, sentence: number): string | null => {
  const at = scan.titles[scan.sentences[sentence]?.document ?? -1];
  return at === null || at === undefined ? null : (scan.sentences[at]?.text ?? null);
};

const explain = (group: GroupDraft, context: MakingContext): EnrichmentDraft => ({
  groupKey: group.key,
  kind: 'explanation',
  language: context.language,
  title: title('explanation', group, context),
  parts: spread(context.scan, tellingSentences(group, context), mostParts).map((sentence, at) => ({
    heading: headingOf(context, sentence),
    body: quoted(`part-${at}`, sentence, context),
  })),
  checks: [],
});

const faq = (group: GroupDraft, context: MakingContext): EnrichmentDraft => {
  const { scan, language, book } = context;
  const place = new Map(group.focus.documents.map((document, at) => [document, at]));
  const rank = (index: number): number =>
    place.get(scan.sentences[index]?.document ?? -1) ?? Number.POSITIVE_INFINITY;
  const answered = scan.questions
    .flatMap((question) => {
      const answer = answerTo(scan, question);
      const asked = scan.sentences[question];
      return answer === null || asked?.language !== language || rank(question) === Number.POSITIVE_INFINITY
        ? []
        : [{ question, answer }];
    })
    .sort((a, b) => rank(a.question) - rank(b.question) || a.question - b.question)
    .slice(0, mostParts);
  return {
    groupKey: group.key,
    kind: 'faq',
    language,
    title: title('faq', group, context),
    parts: answered.map(({ question, answer }, at) => ({
      heading: scan.sentences[question]?.text ?? '',
      body: traitOf(`faq-${at}`, scan.sentences[answer]?.text ?? '', book.cite([answer, question]), 'rules'),
    })),
    checks: [],
  };
};

/** The plainest sentences there are, with abbreviations written out; what still breaks a rule is shown, not hidden. */
const plain = (group: GroupDraft, context: MakingContext): EnrichmentDraft => {
  const { scan, language } = context;
  const chosen = tellingSentences(group, context)
    .map((sentence) => ({
      sentence,
      text: inPlainWords(scan.sentences[sentence]?.text ?? '', language),
    }))
    .map((one) => ({ ...one, faults: plainFaults(one.text, language) }))
    .filter(({ faults }) => faults <= 1)
    .sort((a, b) => a.faults - b.faults)
    .slice(0, 40);
  const parts = spread(
    scan,
    chosen.map(({ sentence }) => sentence),
    mostParts,
  ).map((sentence, at) => ({
    heading: headingOf(context, sentence),
    body: {
      ...quoted(`plain-${at}`, sentence, context),
      text: inPlainWords(scan.sentences[sentence]?.text ?? '', language),
    },
  }));
  return {
    groupKey: group.key,
    kind: 'plain',
    language,
    title: title('plain', group, context),
    parts,
    checks: checkPlain(
      parts.map(({ body }) => body.text),
      language,
    ),
  };
};

const quoted = (id: string, sentence: number, { scan, book }: MakingContext): Trait =>
  traitOf(id, scan.sentences[sentence]?.text ?? '', book.cite([sentence]), 'rules');

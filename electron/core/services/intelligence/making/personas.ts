/**
 * Personas: one for each group, and one for each narrower audience inside it that the sources speak of often enough. Name and
 * portrait are drawn by chance and say nothing about the group; every other trait comes from a sentence or is an assumption. Pure.
 */
import type { Portrait } from '../../../../contract/intelligence.ts';
import type { Trait } from '../../../../contract/intelligence-traits.ts';
import { toneTrait } from '../reading/profile.ts';
import { createRandom, type Random, seedOf } from '../reading/random.ts';
import type { Signal } from '../reading/signals.ts';
import type { Subject } from '../reading/subjects.ts';
import type { Focus, GroupDraft, PersonaDraft } from './draft.ts';
import { facetsIn, facetTraits, focusOf } from './focus.ts';
import { type MakingContext, spread, wishAmong } from './groups.ts';
import { inOwnWords } from './questions.ts';
import { readingLevelOf } from './reading-level.ts';
import { titlesOf } from './titles.ts';
import { traitOf } from './trait.ts';

const leastForOwnPersona = 5;

export const makePersonas = (
  groups: readonly GroupDraft[],
  context: MakingContext,
  seed: number,
): PersonaDraft[] => {
  const used = new Set<string>();
  return groups.flatMap((group) => {
    const narrower = group.signals.filter(
      (signal, at) =>
        at > 0 && signal.audience?.within !== undefined && signal.hits.length >= leastForOwnPersona,
    );
    const [first] = group.signals;
    return (first === undefined ? [] : [first, ...narrower]).map((signal, at) =>
      makePersona(
        group,
        signal,
        at === 0 ? group.focus : focusOf(context.scan, signal.hits),
        context,
        seed,
        used,
      ),
    );
  });
};

const makePersona = (
  group: GroupDraft,
  signal: Signal,
  focus: Focus,
  context: MakingContext,
  seed: number,
  used: Set<string>,
): PersonaDraft => {
  const { scan, resources, language, book } = context;
  const random = createRandom(seedOf(`${group.key}/${signal.key}`, seed));
  const one = signal.audience?.one[language] ?? signal.label;
  const needs = facetsIn(scan, focus, resources, 'needs', { least: 1, most: 4 });
  const barriers = facetsIn(scan, focus, resources, 'barriers', { least: 1, most: 4 });
  const titles = titlesOf(scan, focus, language, [group.name, signal.label]);
  const wish = wishAmong(needs, signal.audience?.says ?? [], language);
  return {
    groupKey: group.key,
    key: `${group.key}/${signal.key}`,
    name: drawName(resources.names, random, used),
    fictional: true,
    headline: headlineOf(signal, one, wish, context),
    portrait: drawPortrait(random),
    language,
    situation: situationOf(signal, focus, one, context),
    goals: [
      ...facetTraits(needs.slice(0, 3), 'goal', language, book),
      ...titles
        .slice(0, 2)
        .map(({ title, sentence }, at) =>
          traitOf(
            `goal-title-${at}`,
            resources.say(language, 'trait.goal', { title }),
            book.cite([sentence]),
            'rules',
          ),
        ),
      ...(needs.length + titles.length === 0 ? [assumed('goal', 'goalAssumed', context)] : []),
    ],
    painPoints:
      barriers.length === 0
        ? [assumed('pain', 'painAssumed', context)]
        : barriers.map(({ facet, sentences }) =>
            traitOf(
              `pain-${facet.key}`,
              facet.pain?.[language] ?? facet.text[language],
              book.cite(sentences.slice(0, 4)),
              'rules',
            ),
          ),
    characteristics: characteristicsOf(titles, context),
    questions: questionsOf(focus, needs, titles, context),
    readingLevel: readingLevelOf(scan, focus, resources, language, book),
    channels: channelsOf(focus, context),
    tone: toneTrait(scan, resources, language, book),
    accessibility: facetTraits(
      facetsIn(scan, focus, resources, 'access', { least: 1, most: 3 }),
      'access',
      language,
      book,
    ),
    origin: 'rules',
  };
};

/** One sentence: who, and what is wanted most. */
const headlineOf = (
  signal: Signal,
  one: string,
  wish: string | null,
  { resources, language }: MakingContext,
): string => {
  const kind = signal.audience === null ? 'headlineRole' : 'headline';
  return resources.say(language, `trait.${kind}${wish === null ? '' : 'Wish'}`, {
    one: upperFirst(one, language),
    name: signal.label,
    wish: wish ?? '',
  });
};

const assumed = (id: string, template: string, { resources, language }: MakingContext): Trait =>
  traitOf(`${id}-assumed`, resources.say(language, `trait.${template}`), [], 'rules');

const channelsOf = (focus: Focus, context: MakingContext): Trait[] => {
  const { scan, resources, language, book } = context;
  const found = facetTraits(
    facetsIn(scan, focus, resources, 'channels', { least: 1, most: 2 }),
    'channel',
    language,
    book,
  );
  return found.length > 0 ? found : [assumed('channel', 'channelAssumed', context)];
};

/** What the group is called, and the one sentence that describes the situation best: it names the group and has a verb for it. */
const situationOf = (signal: Signal, focus: Focus, one: string, context: MakingContext): Trait[] => {
  const { scan, resources, language, book } = context;
  const best = spread(scan, focus.sentences, 8);
  const telling = focus.sentences.find((index) => {
    const { kind, text = '', language: spoken } = scan.sentences[index] ?? {};
    return (
      kind === 'text' &&
      spoken === language &&
      text.length > 40 &&
      text.length < 260 &&
      /[.!]$/.test(text) &&
      situationCue.test(text)
    );
  });
  return [
    traitOf('situation-0', upperFirst(one, language), book.cite(best.slice(0, 4)), 'rules'),
    ...(telling === undefined || signal.origin === 'discovered'
      ? []
      : [
          traitOf(
            'situation-1',
            resources.say(language, 'trait.situationSource', { quote: scan.sentences[telling]?.text ?? '' }),
            book.cite([telling]),
            'rules',
          ),
        ]),
  ];
};
/** Sentences that tell who somebody is, not what an office does. */
const situationCue =
  /^(?:(?:wenn|falls|wer|sind sie|haben sie|suchen sie|brauchen sie|möchten sie|viele|manche|oft|menschen|personen|if|who|are you|do you|many|some people|people|when|eğer)\b|.*(?<!\p{L})(?:olan|kişi\p{L}*)(?!\p{L}))/iu;

/** What else the documents about the group are about; the first titles are goals already. */
const characteristicsOf = (
  titles: readonly Subject[],
  { scan, resources, language, book }: MakingContext,
): Trait[] =>
  titles
    .slice(2, 4)
    .map(({ title, sentence, document }, at) =>
      traitOf(
        `characteristic-${at}`,
        resources.say(language, 'trait.characteristicTopic', { topic: title }),
        book.cite([sentence, ...(scan.leads[document] ?? []).slice(0, 1)]),
        'rules',
      ),
    );

const questionsOf = (
  focus: Focus,
  needs: ReturnType<typeof facetsIn>,
  titles: readonly Subject[],
  { scan, resources, language, book }: MakingContext,
): Trait[] => {
  const place = new Map(focus.documents.map((document, at) => [document, at]));
  const asked = scan.questions
    .filter(
      (index) =>
        place.has(scan.sentences[index]?.document ?? -1) && scan.sentences[index]?.language === language,
    )
    .sort(
      (a, b) =>
        (place.get(scan.sentences[a]?.document ?? 0) ?? 0) -
          (place.get(scan.sentences[b]?.document ?? 0) ?? 0) || a - b,
    );
  const traits: Trait[] = [];
  const add = (id: string, text: string, sentences: readonly number[]): void => {
    if (traits.length < 6 && !traits.some((known) => isSameQuestion(known.text, text)))
      traits.push(traitOf(id, text, book.cite(sentences), 'rules'));
  };
  for (const index of asked.slice(0, 12)) {
    const own = inOwnWords(scan.sentences[index]?.text ?? '', language);
    if (own !== null && own.length < 110 && standsAlone(own, language) && traits.length < 3)
      add(`question-${index}`, own, [index]);
  }
  for (const { facet, sentences } of needs)
    if (facet.question !== undefined)
      add(`question-${facet.key}`, facet.question[language], sentences.slice(0, 3));
  for (const { title, sentence } of titles)
    add(`question-title-${sentence}`, resources.say(language, 'trait.titleQuestion', { title }), [sentence]);
  return traits.map((trait, at) => ({ ...trait, id: `question-${at}` }));
};

/** Most words in common: two pages that ask the same. */
const isSameQuestion = (a: string, b: string): boolean => {
  const wordsOf = (text: string): Set<string> =>
    new Set((text.toLowerCase().match(/\p{L}{3,}/gu) ?? []).map((word) => word.slice(0, 7)));
  const [one, other] = [wordsOf(a), wordsOf(b)];
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared >= 0.75 * Math.max(1, Math.min(one.size, other.size)) && shared >= 2;
};

/** “Wie geht es weiter?” needs the page around it; a question that names its subject does not. */
const standsAlone = (question: string, language: string): boolean =>
  language === 'de' ? /\s\p{Lu}\p{L}{3,}/u.test(question) : (question.match(/\p{L}{5,}/gu) ?? []).length >= 2;

/** Drawn from one list for everybody, so that a name never hints at a group. */
export const drawName = (
  names: { first: string[]; last: string[] },
  random: Random,
  used: Set<string>,
): string => {
  for (let tries = 0; tries < 50; tries += 1) {
    const first = names.first[random.below(names.first.length)] ?? '';
    const last = names.last[random.below(names.last.length)] ?? '';
    if (used.has(first) || used.has(last)) continue;
    used.add(first).add(last);
    return `${first} ${last}`;
  }
  return `${names.first[random.below(names.first.length)] ?? ''} ${names.last[random.below(names.last.length)] ?? ''}`.trim();
};

export const drawPortrait = (random: Random): Portrait => ({
  hue: random.below(360),
  face: random.below(8),
  hair: random.below(12),
  hairTone: random.below(6),
  skinTone: random.below(6),
  glasses: random.next() < 0.35,
  clothing: random.below(8),
});

const upperFirst = (text: string, language: string): string =>
  text.charAt(0).toLocaleUpperCase(language) + text.slice(1);

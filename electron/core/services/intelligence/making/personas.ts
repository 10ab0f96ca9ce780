/**
 * Personas: one for each group, and one for each narrower audience inside it that the sources speak of often enough. Name and
 * portrait are drawn by chance and say nothing about the group; every other trait comes from a sentence or is an assumption. Pure.
 */
import type { Portrait } from '../../../../contract/intelligence.ts';
import type { Trait } from '../../../../contract/intelligence-traits.ts';
import { toneTrait } from '../reading/profile.ts';
import { createRandom, type Random, seedOf } from '../reading/random.ts';
import type { Scan } from '../reading/scan.ts';
import type { Signal } from '../reading/signals.ts';
import type { Focus, GroupDraft, PersonaDraft } from './draft.ts';
import { facetsIn, facetTraits, focusOf } from './focus.ts';
import { type MakingContext, spread } from './groups.ts';
import { inOwnWords } from './questions.ts';
import { readingLevelOf } from './reading-level.ts';
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
  const titles = titlesOf(scan, focus);
  const topic = context.topics.find(({ id }) => id === group.topicIds[0]);
  const headline =
    topic === undefined ? one : resources.say(language, 'trait.headlineTopic', { one, topic: topic.label });
  return {
    groupKey: group.key,
    key: `${group.key}/${signal.key}`,
    name: drawName(resources.names, random, used),
    fictional: true,
    headline: upperFirst(headline, language),
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
    characteristics: characteristicsOf(group, focus, context),
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
    const { kind, text = '' } = scan.sentences[index] ?? {};
    return (
      kind === 'text' &&
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
const situationCue =
  /\b(?:wenn|wer|die|falls|oft|viele|manche|menschen|personen|if|who|often|many|people|when|eğer|olan|kişi\w*)\b/i;

const titlesOf = (scan: Scan, focus: Focus): { title: string; sentence: number; document: number }[] => {
  const seen = new Set<string>();
  return focus.documents.flatMap((document) => {
    const sentence = scan.titles[document] ?? null;
    const title = sentence === null ? '' : (scan.sentences[sentence]?.text ?? '');
    if (sentence === null || title.length < 4 || title.length > 80 || /[?!.:]$/.test(title)) return [];
    if (seen.has(title.toLowerCase())) return [];
    seen.add(title.toLowerCase());
    return [{ title, sentence, document }];
  });
};

const characteristicsOf = (
  group: GroupDraft,
  focus: Focus,
  { scan, topics, resources, language, book }: MakingContext,
): Trait[] => {
  const near = topics.filter(({ id }) => group.topicIds.includes(id)).slice(0, 2);
  return near.flatMap((topic, at) => {
    const shared = focus.documents.filter((document) => topic.documents.includes(document)).slice(0, 3);
    const cited = book.cite(shared.flatMap((document) => (scan.leads[document] ?? []).slice(0, 1)));
    return cited.length === 0
      ? []
      : [
          traitOf(
            `characteristic-${at}`,
            resources.say(language, 'trait.characteristicTopic', { topic: topic.label }),
            cited,
            'rules',
          ),
        ];
  });
};

const questionsOf = (
  focus: Focus,
  needs: ReturnType<typeof facetsIn>,
  titles: ReturnType<typeof titlesOf>,
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
    if (traits.length < 6 && !traits.some((known) => known.text === text))
      traits.push(traitOf(id, text, book.cite(sentences), 'rules'));
  };
  for (const index of asked.slice(0, 12)) {
    const own = inOwnWords(scan.sentences[index]?.text ?? '', language);
    if (own !== null && own.length < 140 && traits.length < 3) add(`question-${index}`, own, [index]);
  }
  for (const { facet, sentences } of needs)
    if (facet.question !== undefined)
      add(`question-${facet.key}`, facet.question[language], sentences.slice(0, 3));
  for (const { title, sentence } of titles)
    add(`question-title-${sentence}`, resources.say(language, 'trait.titleQuestion', { title }), [sentence]);
  return traits.map((trait, at) => ({ ...trait, id: `question-${at}` }));
};

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

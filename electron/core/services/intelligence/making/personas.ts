/**
 * Personas: one for each group, and one for each narrower audience inside it that the sources speak of often enough. Name and
 * portrait are drawn by chance and say nothing about the group; every other trait comes from a sentence or is an assumption. Pure.
 */
import type { Portrait } from '../../../../contract/intelligence-groups.ts';
import type { Trait } from '../../../../contract/intelligence-traits.ts';
import { toneTrait } from '../reading/profile.ts';
import { createRandom, type Random, seedOf } from '../reading/random.ts';
import type { Signal } from '../reading/signals.ts';
import type { Subject } from '../reading/subjects.ts';
import type { Focus, GroupDraft, PersonaDraft } from './draft.ts';
import { domainsOf, facetsIn, facetTraits, focusOf } from './focus.ts';
import { type MakingContext, spread, wishAmong } from './groups.ts';
import { isAction, questionsFor } from './persona-questions.ts';
import { isQuotable, onOneLine } from '../reading/quotable.ts';
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
        at === 0
          ? group.focus
          : focusOf(context.scan, signal.hits, domainsOf(context.scan, [signal], context.resources)),
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
  const wish = wishAmong(needs, signal.audience?.says ?? [], language)?.text ?? null;
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
            isAction(title, language) ? title : resources.say(language, 'trait.goal', { title }),
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
    questions: questionsFor(focus, needs, titles, group.position === 0, context),
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
  // “Möchte sich bewerben und möchte …” says its verb twice.
  const [wanting = ''] = resources.list(language, 'trait.wanting');
  const wants = signal.audience !== null && wish !== null && ` ${one} `.includes(` ${wanting} `);
  const suffix = wish === null ? '' : wants ? 'WishToo' : 'Wish';
  const said = wants && language === 'tr' ? one.replace(` ${wanting}`, '') : one;
  return resources.say(language, `trait.${kind}${suffix}`, {
    one: upperFirst(said, language),
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
  // “du” among pages that say “Sie” speaks to somebody else.
  const isFormal = scan.address.formalCount > scan.address.informalCount;
  const strange = new Set(isFormal ? scan.address.informal : []);
  const telling = focus.sentences.find((index) => {
    const { kind, text = '', language: spoken } = scan.sentences[index] ?? {};
    return (
      kind === 'text' &&
      spoken === language &&
      text.length > 40 &&
      text.length < longestQuote &&
      !strange.has(index) &&
      isQuotable(text, language) &&
      situationCue.test(onOneLine(text))
    );
  });
  return [
    traitOf('situation-0', upperFirst(one, language), book.cite(best.slice(0, 4)), 'rules'),
    ...(telling === undefined || signal.origin === 'discovered'
      ? []
      : [
          traitOf(
            'situation-1',
            resources.say(language, 'trait.situationSource', {
              quote: onOneLine(scan.sentences[telling]?.text ?? ''),
            }),
            book.cite([telling]),
            'rules',
          ),
        ]),
  ];
};
const longestQuote = 180;
/** Sentences that tell who somebody is, not what an office does. */
const situationCue =
  /^(?:(?:wenn|falls|wer|sind sie|haben sie|suchen sie|brauchen sie|möchten sie|viele|manche|oft|menschen|personen|(?:if|when) (?:you|your|someone|people)|who|are you|do you|many|some people|people|eğer)(?!\p{L})|.*(?<!\p{L})(?:olan|isteyen|kişi\p{L}*)(?!\p{L}))/iu;

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

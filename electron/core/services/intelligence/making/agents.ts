/** One agent for each persona and language: its words come from the templates of that language, its knowledge from the sources. Pure. */
import type { AgentInput } from '../../../../contract/agents.ts';
import type { Persona, TargetGroup } from '../../../../contract/intelligence-groups.ts';
import {
  type ContentLanguage,
  contentLanguages,
  type OrganisationProfile,
  type Tone,
  type Trait,
} from '../../../../contract/intelligence-traits.ts';
import type { Facet, IntelligenceResources } from '../resources.ts';
import { inSentence } from './names.ts';

export type AgentDraft = Omit<AgentInput, 'characterId' | 'modelId'>;

export type AgentSources = {
  spaceIds: string[];
  /** Languages the sources are written in. */
  languages: string[];
  contact: string | null;
};

/** Those wished for, or those the sources are written in or offer help in. */
export const agentLanguagesOf = (
  wished: readonly ContentLanguage[],
  writtenIn: ContentLanguage,
  profile: OrganisationProfile | null,
): ContentLanguage[] => {
  if (wished.length > 0) return [...new Set(wished)];
  const spoken = new Set([
    writtenIn,
    ...(profile?.languages ?? []).map(({ language }) => language),
    ...(profile?.offeredLanguages ?? []).map(({ id }) => id.replace('offered-', '')),
  ]);
  return contentLanguages.filter((language) => spoken.has(language));
};

export const draftAgent = (
  persona: Pick<
    Persona,
    'key' | 'language' | 'goals' | 'questions' | 'tone' | 'accessibility' | 'readingLevel' | 'headline'
  >,
  group: Pick<TargetGroup, 'key' | 'name' | 'needs' | 'accessibility'>,
  language: ContentLanguage,
  sources: AgentSources,
  resources: IntelligenceResources,
): AgentDraft => {
  const say = (path: string, parameters: Record<string, string> = {}): string =>
    resources.say(language, `agent.${path}`, parameters);
  const own = language === persona.language;
  const called = nameIn(persona.key, group, language, own, resources);
  const name = inSentence(called, language);
  const wanted = neededBy(persona.goals, group.needs, resources.facets.needs);
  const wishes = wanted.map(({ wish, text }) => (wish ?? text)[language]);
  const access = facetTexts(
    [...persona.accessibility, ...group.accessibility],
    'access-',
    resources.facets.access,
    language,
  );
  return {
    name: say('name', { name }),
    language,
    role: say('role', {
      name,
    }),
    instructions: say('instructions', {
      name,
      needs: wishes.length > 0 ? say('needs', { list: wishes.slice(0, 4).join('; ') }) : '',
      noAnswer: say(sources.contact === null ? 'noAnswer' : 'noAnswerContact'),
      language: resources.say(language, `languages.${language}`),
      toneRule: say(toneRule(persona.tone.code, language)),
      levelRule: say(levelRules[persona.readingLevel?.code ?? 'standard']),
      accessRule:
        access.length > 0
          ? say('access', { list: access.map((text) => inSentence(text, language)).join(', ') })
          : '',
    }).replaceAll(/\n{2,}/g, '\n'),
    tone: persona.tone.code,
    knowledge: { spaceIds: sources.spaceIds, languages: [], tags: [] },
    starterQuestions: starters(persona.questions, wanted, own, language, say('starter', { name })),
    abstention: {
      text:
        sources.contact === null ? say('abstention') : say('abstentionContact', { contact: sources.contact }),
      contact: sources.contact,
    },
    tools: ['knowledge.search'],
  };
};

const levelRules = {
  plain: 'levelPlain',
  standard: 'levelStandard',
  demanding: 'levelDemanding',
  expert: 'levelExpert',
};

/** Strangers are addressed formally where the language knows the difference and the sources do not say otherwise. */
const toneRule = (tone: Tone, language: ContentLanguage): string => {
  if (tone === 'informal') return 'toneInformal';
  return tone === 'neutral' && language === 'en' ? 'toneNeutral' : 'toneFormal';
};

/** Audiences of the lexicon have a name in every language; others keep the one the sources use. */
const nameIn = (
  personaKey: string,
  group: Pick<TargetGroup, 'key' | 'name'>,
  language: ContentLanguage,
  own: boolean,
  resources: IntelligenceResources,
): string => {
  const key = personaKey.split('/').at(-1) ?? group.key;
  if (own && key === group.key) return group.name;
  const audience = resources.domains.flatMap(({ audiences }) => audiences).find((one) => one.key === key);
  return audience?.name[language] ?? group.name;
};

const facetTexts = (
  traits: readonly Trait[],
  prefix: string,
  facets: readonly Facet[],
  language: ContentLanguage,
): string[] => [
  ...new Set(
    traits.flatMap(({ id }) => {
      const facet = id.startsWith(prefix) ? facets.find(({ key }) => id === `${prefix}${key}`) : undefined;
      return facet === undefined ? [] : [facet.text[language]];
    }),
  ),
];

/** What the persona wants comes first, what the group needs after it. */
const neededBy = (goals: readonly Trait[], needs: readonly Trait[], facets: readonly Facet[]): Facet[] => {
  const keys = [
    ...goals.map(({ id }) => /^goal-(.+)$/.exec(id)?.[1]),
    ...needs.map(({ id }) => /^need-(.+)$/.exec(id)?.[1]),
  ];
  return [...new Set(keys)].flatMap((key) => facets.find((facet) => facet.key === key) ?? []);
};

const starters = (
  questions: readonly Trait[],
  wanted: readonly Facet[],
  own: boolean,
  language: ContentLanguage,
  general: string,
): string[] => {
  const asked = own
    ? questions.map(({ text }) => text)
    : wanted.flatMap(({ question }) => (question === undefined ? [] : [question[language]]));
  return (asked.length < fewStarters ? [...asked, general] : asked).slice(0, 5);
};
const fewStarters = 3;

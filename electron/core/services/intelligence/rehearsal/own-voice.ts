/**
 * “Speak as the persona” without a model: what the person asks about is found by cue words and by the words it shares with the
 * persona's statements; the answer says those statements in the first person. What no statement covers, the persona does not
 * know. Told something instead of asked, it goes on with its own questions and worries. Pure.
 */
import type { Persona } from '../../../../contract/intelligence-groups.ts';
import type { RehearsalTurn, RehearsedSentence } from '../../../../contract/intelligence-hand.ts';
import { contentLanguages } from '../../../../contract/intelligence-traits.ts';
import { createMatcher, wordsIn } from '../reading/patterns.ts';
import type { Linguistics } from '../reading/scan.ts';
import type { IntelligenceResources } from '../resources.ts';
import { courtesy, sentenceFrom, type SpokenField, type Statement, statementsOf } from './statements.ts';

/** More than two statements in one breath sound like a list. */
const saidAtOnce = 2;

const cueKinds = [
  'who',
  'situation',
  'goals',
  'painPoints',
  'questions',
  'characteristics',
  'channels',
  'accessibility',
  'tone',
  'language',
] as const;

export type Voice = { resources: IntelligenceResources; words: Linguistics };

export const speakInOwnVoice = (
  persona: Persona,
  turns: readonly RehearsalTurn[],
  { resources, words }: Voice,
): RehearsedSentence[] => {
  const { language } = persona;
  const say = (key: string, parameters: Record<string, string> = {}): string =>
    resources.say(language, `rehearsal.${key}`, parameters);
  const statements = statementsOf(persona);
  const earlier = turns.filter(({ role }) => role === 'persona').map(({ text }) => text);
  const isSaid = (one: Statement): boolean =>
    earlier.some((text) => text.includes(wordsOf(one)) || text.includes(bare(one.trait.text)));
  /** What was not said yet comes first. */
  const unsaidFirst = (all: readonly Statement[]): Statement[] => [
    ...all.filter((one) => !isSaid(one)),
    ...all.filter(isSaid),
  ];
  const inField = (field: SpokenField): Statement[] => statements.filter((one) => one.field === field);
  const spoken = (chosen: readonly Statement[]): RehearsedSentence[] =>
    chosen.map((one, at) => sentenceFrom(wordsOf(one, chosen[at - 1]), [one]));

  const asked = turns.at(-1);
  if (asked === undefined || asked.role === 'persona') return opening();

  const cues = cuesIn(asked.text);
  const introduction = cues.has('who')
    ? [courtesy(say('iAm', { name: persona.name })), ...spoken(inField('situation').slice(0, 1))]
    : [];
  const tongue = cues.has('language')
    ? [courtesy(say('iSpeak', { language: resources.say(language, `languages.${language}`) }))]
    : [];
  const topical = aboutTheSame(asked.text);
  const named = fieldsOf(cues).flatMap((field) => {
    const all = inField(field);
    const fitting = topical.filter((one) => one.field === field);
    return (fitting.length > 0 ? unsaidFirst(fitting) : unsaidFirst(all)).slice(0, saidAtOnce);
  });
  const chosen =
    named.length > 0 ? named : introduction.length > 0 ? [] : unsaidFirst(topical).slice(0, saidAtOnce);
  const answer = [...introduction, ...tongue, ...spoken(chosen)];
  if (answer.length > 0) return answer;
  return isQuestion(asked.text) ? [courtesy(say('unknown'))] : goOn();

  /** The second of a kind does not begin like the first. */
  function wordsOf({ field, trait }: Statement, before?: Statement): string {
    const isSecond = before?.field === field && field !== 'questions';
    return inFirstPerson(trait.text) ?? say(isSecond ? 'also' : `say.${field}`, { text: bare(trait.text) });
  }

  /** Only for the words of the rules; what a person or a model wrote is left as it is. */
  function inFirstPerson(text: string): string | null {
    for (const kind of ['pain', 'goal'] as const)
      if (text === resources.say(language, `trait.${kind}Assumed`)) return say(`self.${kind}Assumed`);
    const facet = resources.facets.barriers.find(
      (one) => one.pain?.[language] === text || one.text[language] === text,
    );
    return facet?.self?.[language] ?? null;
  }

  function opening(): RehearsedSentence[] {
    return [
      courtesy(say('hello', { name: persona.name })),
      ...spoken([...inField('situation').slice(0, 1), ...unsaidFirst(inField('questions')).slice(0, 1)]),
    ];
  }

  /** A question, a worry, a question … until everything is said. */
  function goOn(): RehearsedSentence[] {
    const open = (field: SpokenField): Statement | undefined => inField(field).find((one) => !isSaid(one));
    const question = open('questions');
    const worry = open('painPoints');
    const isWorrysTurn = earlier.length % 2 === 1;
    const next = isWorrysTurn ? (worry ?? question) : (question ?? worry);
    return next === undefined ? [courtesy(say('end'))] : [courtesy(say('thanks')), ...spoken([next])];
  }

  function cuesIn(text: string): Set<(typeof cueKinds)[number]> {
    // Whoever asks may do so in another language than the persona answers in.
    const match = createMatcher(
      contentLanguages.flatMap((spoken) =>
        cueKinds.flatMap((key) =>
          resources.list(spoken, `rehearsal.cues.${key}`).map((pattern) => ({ key, pattern })),
        ),
      ),
    );
    return new Set(match(wordsIn(text, language)).map(({ key }) => key));
  }

  function aboutTheSame(text: string): Statement[] {
    const stems = stemsOf(text);
    return statements
      .map((one) => ({
        one,
        shared: [...stemsOf(one.trait.text)].filter((stem) => stems.has(stem)).length,
      }))
      .filter(({ shared }) => shared > 0)
      .sort((a, b) => b.shared - a.shared)
      .map(({ one }) => one);
  }

  function stemsOf(text: string): Set<string> {
    return new Set(
      (text.toLocaleLowerCase(language).match(/\p{L}{3,}/gu) ?? []).flatMap(
        (word) => words.stemOf(word, language) ?? [],
      ),
    );
  }
};

/** “What would you like to know” asks for questions, not for goals. */
const fieldsOf = (cues: ReadonlySet<string>): SpokenField[] =>
  cueKinds.flatMap((key) =>
    key === 'who' || key === 'language' || !cues.has(key) || (key === 'goals' && cues.has('questions'))
      ? []
      : [key],
  );

const isQuestion = (text: string): boolean => text.includes('?');

/** Without the full stop of a statement that becomes part of a sentence. */
const bare = (text: string): string => text.replace(/[.\s]+$/u, '');

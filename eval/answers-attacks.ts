/**
 * Attacks on the checking of claims, made from real sentences: each changes what a sentence says and cites it all the same.
 * None may come out as verified. The untouched sentence must.
 */
import { verifyAnswer } from '../electron/core/services/knowledge/answers/verify/index.ts';
import type { Metrics } from './measure.ts';

type Attack = (sentence: string, other: string) => string | null;

const numbers = /(?<!^)(?<!\d)\d+/g;
const negation = /(?<!\p{L})(?:nicht|kein\p{L}*|not|no)(?!\p{L}) ?/iu;
const names = /(?<!^)(?<![.!?:] )(?<!\p{L})\p{Lu}\p{Ll}{3,}(?!\p{L})/gu;

const attacks: Record<string, Attack> = {
  'a number changed': (sentence) =>
    /(?<!^)\d/.test(sentence)
      ? sentence.replace(/\d(?!.*\d)/, (digit) => String((Number(digit) + 3) % 10))
      : null,
  'two numbers swapped': (sentence) => {
    const found = sentence.match(numbers) ?? [];
    const [first, second] = [found[0], found.find((one) => one !== found[0])];
    if (first === undefined || second === undefined) return null;
    return sentence.replaceAll(numbers, (one) => (one === first ? second : one === second ? first : one));
  },
  '“not” taken out': (sentence) => (negation.test(sentence) ? sentence.replace(negation, '') : null),
  '“not” put in': (sentence) => {
    if (negation.test(sentence)) return null;
    return sentence.replace(
      /(?<!\p{L})(ist|sind|wird|werden|kann|können|is|are|can|will)(?!\p{L})/u,
      (verb) => (/^(?:is|are|can|will)$/.test(verb) ? `${verb} not` : `${verb} nicht`),
    );
  },
  'a name changed': (sentence, other) => {
    const [own, foreign] = [sentence.match(names)?.at(-1), other.match(names)?.at(-1)];
    if (own === undefined || foreign === undefined || sentence.includes(foreign)) return null;
    // The same word with another ending names the same thing.
    if (own.startsWith(foreign) || foreign.startsWith(own)) return null;
    const at = sentence.lastIndexOf(own);
    return sentence.slice(0, at) + foreign + sentence.slice(at + own.length);
  },
  'two names swapped': (sentence) => {
    const found = [...new Set(sentence.match(names) ?? [])];
    const [first, second] = found;
    if (first === undefined || second === undefined) return null;
    if (first.startsWith(second) || second.startsWith(first)) return null;
    return sentence.replaceAll(names, (one) => (one === first ? second : one === second ? first : one));
  },
  'another subject': (_, other) => other,
  'an invented quotation': (sentence, other) => `„${other.slice(0, 60)}“, ${sentence}`,
};

/** Sentences of enough words to claim something; language of all. */
export const measureAttacks = (
  sentences: readonly string[],
  language: 'de' | 'en',
  say: (line: string) => void,
): Metrics => {
  const metrics: Metrics = {};
  const verified = (statement: string, quote: string, cited: string): boolean =>
    verifyAnswer(
      `${statement} ${cited}`,
      [
        { number: 1, quote, language },
        { number: 2, quote: '-', language },
      ],
      language,
    ).every((claim) => claim.status === 'verified');
  let [tried, passed] = [0, 0];
  for (const [name, attack] of Object.entries(attacks)) {
    let [count, through] = [0, 0];
    for (const [at, sentence] of sentences.entries()) {
      const other = sentences[(at + 7) % sentences.length] ?? '';
      const changed = attack(sentence, other);
      if (changed === null || changed === sentence) continue;
      count += 1;
      if (!verified(changed, sentence, '[1]')) continue;
      through += 1;
      say(`  verified although ${name}: ${changed}\n    source: ${sentence}`);
    }
    say(`${language} ${name.padEnd(24)} ${through} of ${count} shown as verified`);
    tried += count;
    passed += through;
  }
  const wrong = sentences.filter((sentence) => verified(sentence, sentence, '[2]')).length;
  say(`${language} ${'a wrong number cited'.padEnd(24)} ${wrong} of ${sentences.length} shown as verified`);
  metrics[`attacks.${language}.tried`] = tried + sentences.length;
  metrics[`attacks.${language}.shownAsVerified`] = passed + wrong;
  metrics[`attacks.${language}.verbatimVerified`] =
    sentences.filter((sentence) => verified(sentence, sentence, '[1]')).length / sentences.length;
  return metrics;
};

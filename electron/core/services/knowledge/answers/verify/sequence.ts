/**
 * A sentence as what it says, in order: facts, words that turn the meaning (not, only, at most, must …), content words as
 * stems, and the breaks between clauses. Articles and the like are left out. Pure.
 */
import type { Language } from '../../analysis/languages.ts';
import { stopWords } from '../../analysis/stop-words.ts';
import { normalise, tokensOf } from '../../analysis/tokens.ts';
import { type Fact, factsIn } from './facts.ts';

export type Said =
  | { kind: 'fact'; fact: Fact; startOffset: number }
  /** A class of words such as `not`, whatever the word. */
  | { kind: 'turn'; key: string; startOffset: number }
  /** `key`: its stem; `word`: as written, lower case. */
  | { kind: 'word'; key: string; word: string; startOffset: number }
  /** Who is meant: must stand where a claim has it, may be left out. */
  | { kind: 'person'; key: string; startOffset: number }
  | { kind: 'break'; startOffset: number };

/** Words that turn, narrow or weigh a statement; they count although most of them are stop words. */
const turns: Readonly<Record<string, string>> = {
  not: `nicht nichts nie niemals niemand kein keine keinen keinem keiner keines nirgends ohne weder unmöglich no not never none
    nobody nothing without neither nor cannot değil yok hayır hiç asla olmadan olmayan can't don't doesn't won't isn't aren't
    didn't wasn't weren't mustn't shouldn't couldn't wouldn't hasn't haven't`,
  only: 'nur lediglich ausschließlich bloß only solely exclusively merely sadece yalnızca ancak',
  except: 'außer ausgenommen except unless excluding hariç dışında',
  condition: 'wenn falls sofern soweit if provided whether eğer şayet',
  must: 'muss müssen musst müsste müssten must should shall soll sollen sollte sollten zorunda gerek gerekir gerekli zorunlu',
  may: 'darf dürfen kann können könnte könnten can may could might',
  least: 'mindestens wenigstens least minimum asgari',
  most: 'höchstens maximal most maximum azami',
  about: 'etwa ungefähr circa ca rund fast approximately about around nearly yaklaşık',
  before: 'vor bevor before önce',
  after: 'nach nachdem after sonra',
  until: 'bis until till by kadar',
  from: 'ab seit since from itibaren',
  over: 'über mehr above over more fazla',
  under: 'unter weniger below under less fewer az',
  with: 'mit with ile',
  against: 'gegen against karşı',
  for: 'für for için',
  or: 'oder or veya ya',
  all: 'alle allen aller alles jede jeder jedes jeden jedem all every each always immer stets tüm bütün her',
  some: 'einige manche mehrere some several bazı',
  up: 'obwohl although however aber jedoch but fakat ama',
};
const turnOf = new Map(
  Object.entries(turns).flatMap(([key, list]) =>
    list
      .trim()
      .split(/\s+/)
      .map((word) => [word, key] as const),
  ),
);
const persons = new Set(
  `ich mich mir du dich dir er ihn ihm sie ihr ihnen wir uns euch mein meine meinen meinem meiner dein deine deinen deinem deiner
   sein seine seinen seinem seiner ihre ihren ihrem ihrer unser unsere unseren unserem unserer euer eure i me you he him she her we
   us they them my your his our their ben beni bana sen seni sana biz bizi bize siz sizi size onlar onları onlara`.split(
    /\s+/,
  ),
);
/** Where they stand in a source and not in a claim, the claim says something else, wherever in the sentence it is. */
export const governing: ReadonlySet<string> = new Set(['not', 'only', 'except', 'condition']);

const signs = /[\p{L}\p{M}]+(?:['’]\p{L}+)?|[,;:()[\]]|\s[–—-]\s/gu;
/** Turkish puts “not” into the verb: gelmez, gelmedi, gelmiyor, gelemez, gelmeyecek. */
const turkishNegation =
  /\p{L}(?:mez|maz|medi|madı|miyor|mıyor|muyor|müyor|memiş|mamış|meyecek|mayacak|mezler|mazlar)(?:l[ae]r)?$/u;
/** English and German words that deny by their beginning or end. */
const denies =
  /^(?:un|in|non)(?:zulässig|möglich|gültig|wirksam|abhängig|erlaubt|valid|available|able|necessary|lawful)|(?:frei|los)$/u;

export const sequenceOf = (text: string, language: Language): Said[] => {
  const facts = factsIn(text, language);
  const said: Said[] = facts.map((fact) => ({ kind: 'fact', fact, startOffset: fact.startOffset }));
  let at = 0;
  for (const match of text.matchAll(signs)) {
    const startOffset = match.index;
    while (at < facts.length && (facts[at]?.endOffset ?? 0) <= startOffset) at += 1;
    const fact = facts[at];
    if (fact !== undefined && startOffset >= fact.startOffset && startOffset < fact.endOffset) continue;
    said.push(...readSign(match[0], startOffset, language));
  }
  return said.sort((a, b) => a.startOffset - b.startOffset);
};

const readSign = (sign: string, startOffset: number, language: Language): Said[] => {
  if (!/\p{L}/u.test(sign)) return [{ kind: 'break', startOffset }];
  const word = normalise(sign, language).replace('’', "'");
  const turn = turnOf.get(word);
  if (turn !== undefined) return [{ kind: 'turn', key: turn, startOffset }];
  if (language === 'tr' && turkishNegation.test(word))
    return [
      { kind: 'turn', key: 'not', startOffset },
      { kind: 'word', key: word, word, startOffset },
    ];
  if (persons.has(word)) return [{ kind: 'person', key: word, startOffset }];
  // “die Waren” are goods, “waren” is an auxiliary: German nouns are told by their capital.
  if (stopWords[language].has(word) && !(language === 'de' && startOffset > 0 && /^\p{Lu}/u.test(sign)))
    return [];
  // “kostenfrei” and “kostenpflichtig” share no stem; “zulässig” and “unzulässig” would share none either, but keep the
  // whole word so that no stemmer ever joins them.
  if (denies.test(word)) return [{ kind: 'word', key: word, word, startOffset }];
  const [stem] = tokensOf(sign, { language });
  const key = stem === undefined ? `w${word}` : nameLike(sign) ? `${stem}|${word}` : stem;
  return [{ kind: 'word', key, word, startOffset }];
};

/** All capitals: an authority's or a law's short name is itself or another one. */
const nameLike = (sign: string): boolean => /^\p{Lu}{2,}/u.test(sign) || /\p{Ll}\p{Lu}/u.test(sign);

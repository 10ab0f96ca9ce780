/**
 * What names a person by the words around it, whatever the model thinks: forms of address, roles, “geb.”, and the initials of
 * anonymised decisions (“der Zeuge K.”). Each rule gives the least probability the next words have of being a name.
 */
import { isCapitalised, type Token } from './tokens.ts';

/** The name follows, maybe after further titles. */
const address = new Set(
  'herr herrn frau hr fr fräulein eheleute familie mr mrs ms miss mister madam sir lady sayın bay bayan'.split(
    ' ',
  ),
);
const titles = new Set(
  'dr prof professor professorin med jur phil ing dipl mag rer nat hc habil mba msc bsc llm pd lic iur doç av uzm'.split(
    ' ',
  ),
);
/** With an initial after them these name a party of a case; a whole word may be anything. */
const roles = new Set(
  (
    'zeuge zeugen zeugin zeuginnen angeklagte angeklagten angeklagter mitangeklagte mitangeklagten geschädigte geschädigten geschädigter ' +
    'nebenkläger nebenklägers nebenklägerin kläger klägers klägerin beklagte beklagten beklagter antragsteller antragstellers ' +
    'antragstellerin beschwerdeführer beschwerdeführers beschwerdeführerin sachverständige sachverständigen sachverständiger richter ' +
    'richters richterin rechtsanwalt rechtsanwalts rechtsanwältin rechtsanwälte patentanwalt notar notarin arbeitnehmer arbeitnehmers ' +
    'arbeitnehmerin geschäftsführer geschäftsführers geschäftsführerin verfolgte verfolgten verfolgter patient patienten patientin ' +
    'erblasser erblassers erblasserin versicherte versicherten versicherter beigeladene beigeladenen beigeladener bruder schwester sohn ' +
    'sohnes tochter mutter vater ehemann ehemannes ehefrau kandidat kandidaten kandidatin mieter mieterin gesellschafter ' +
    'gesellschafterin betreuer betreuerin polizist polizeibeamte polizeibeamten staatsanwalt staatsanwältin witness defendant plaintiff ' +
    'claimant tanık sanık davacı davalı müşteki'
  ).split(' '),
);

/** Ends of German words for what somebody does: “Referatsleiter”, “Stationsärztin”, “Brigadegeneral”. */
const occupation =
  /(?:leiter|arbeiter|meister|führer|berater|pfleger|lehrer|arzt|ärztin|anwalt|anwältin|general|offizier|beamte[nr]?|händler|inhaber|partner|nachbar|vertreter|mitarbeiter|prüfer|gutachter|betreuer|zusteller|mandant|kollege|kollegin)(?:s|n|in|innen)?$/u;

/** A word that stands where a name would, and is none. */
const never = new Set(
  (
    'und oder der die das den dem des herr herrn frau damen herren in im am an auf mit von vom zu zum zur bei bis für gegen über unter ' +
    'the and or of to for sehr geehrte geehrter kollegen kollegin kollege präsident präsidentin bürgermeister bürgermeisterin minister ' +
    'ministerin doktor professor dr prof § art abs nr'
  ).split(' '),
);

const lower = (token: Token | undefined): string => token?.text.toLowerCase() ?? '';
const isInitial = (token: Token | undefined): boolean =>
  token !== undefined && /^\p{Lu}\p{Ll}?\p{N}?$/u.test(token.text);

/** Past full stops, titles and opening quotes, within the paragraph. */
const skip = (tokens: readonly Token[], from: number): number => {
  let at = from;
  for (;;) {
    const token = tokens[at];
    if (token === undefined || token.gap === '¶') return tokens.length;
    if (!titles.has(lower(token)) && !/^[.„"“»«'’]$/u.test(token.text)) return at;
    at += 1;
  }
};

/** An anonymised sentence: “T übte diese Praktik aus.” Letters that are words themselves say nothing. */
const isSubject = (tokens: readonly Token[], index: number): boolean => {
  const [before, token, next] = [tokens[index - 1], tokens[index], tokens[index + 1]];
  const opens = token?.gap === '¶' || token?.gap === '\n' || before?.text === '.';
  return (
    opens && /^[B-HJ-NP-Z]$/u.test(token?.text ?? '') && next?.gap === ' ' && /^\p{Ll}{3,}$/u.test(next.text)
  );
};

/** The least probability for each word that a rule speaks of. */
export const byRule = (tokens: readonly Token[]): Map<number, number> => {
  const least = new Map<number, number>();
  const say = (index: number, probability: number): boolean => {
    const token = tokens[index];
    if (!isCapitalised(token) || never.has(lower(token))) return false;
    least.set(index, Math.max(least.get(index) ?? 0, probability));
    return true;
  };
  for (const [index, token] of tokens.entries()) {
    const word = lower(token);
    if (address.has(word) && (token.text.length > 3 || isCapitalised(token))) {
      const first = skip(tokens, index + 1);
      // “Herrn” and the name often stand on lines of their own.
      say(first, 0.9);
    } else if ((word === 'dr' || word === 'prof') && tokens[index + 1]?.text === '.') {
      say(skip(tokens, index + 1), 0.8);
    } else if (roles.has(word) || (isCapitalised(token) && occupation.test(word))) {
      const first = skip(tokens, index + 1);
      if (isInitial(tokens[first])) say(first, 0.85);
    } else if ((word === 'geb' || word === 'née') && isCapitalised(tokens[skip(tokens, index + 1)])) {
      say(skip(tokens, index + 1), 0.9);
    } else if ((word === 'bey' || word === 'hanım') && isCapitalised(token)) say(index - 1, 0.85);
    else if (isSubject(tokens, index)) say(index, 0.3);
    else if (word === 'gez' && tokens[index + 1]?.text === '.') say(skip(tokens, index + 1), 0.9);
  }
  return least;
};

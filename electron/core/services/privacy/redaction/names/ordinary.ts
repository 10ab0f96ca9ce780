/**
 * Words that stand with a capital and are no names: what opens a sentence, countries and languages, adjectives and nouns by their
 * endings, letters that number paragraphs or stand for courts, towns and firms. They only take back what the model doubts; a written
 * rule (“Herr Von”) stays. Pure.
 */
import { languageNames, regionNames } from '../regions.ts';
import { isCapitalised, type Token } from './tokens.ts';

/** Whatever the model thinks: forms of address, pronouns, conjunctions, prepositions. None is a name in the lists of any country. */
const closed = new Set(
  (
    'aber alle allem allen aller alles als also am an andere anderen anderer auch auf aufgrund aus außer bei beim bevor bis da dabei ' +
    'dadurch dafür dagegen daher damit danach daneben daran darauf daraus darf darin darüber darum darunter das dass davon davor dazu ' +
    'dein deine deinem deinen deiner deines dem demnach den denen denn der deren des deshalb dessen desto deswegen dich die dies diese ' +
    'diesem diesen dieser dieses dir doch dort du durch dürfen ebenso ebenfalls eben ein eine einem einen einer eines einige einigen ' +
    'entsprechend er erst es euch euer eure falls ferner für gegen gegenüber gemäß gibt hat hatte haben hier hierbei hierfür hiermit hierzu ' +
    'hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im immer in indem infolge ins insbesondere insofern insoweit ist ja je jede ' +
    'jedem jeden jeder jedes jedoch jene jener jetzt kann kein keine keinem keinen keiner können lediglich mal man manche mehr mehrere mein ' +
    'meine meinem meinen meiner mich mindestens mir mit müssen nach nachdem neben nein nicht nichts noch nun nur ob oben obwohl oder ohne ' +
    'per pro sämtliche schon sehr sein seine seinem seinen seiner seit seitdem sich sie sind so sobald sofern sofort sogar solange solche ' +
    'soll sollen sollte somit sonst sonstige soweit sowie sowohl spätestens statt stets trotz trotzdem über überall um und uns unser unsere ' +
    'unserem unseren unserer unter viel viele vielen vom von vor während wann war waren warum was weder wegen weil weiter weitere weiteren ' +
    'welche welchem welchen welcher welches wenn wer werden wie wieder wir wird wo wobei wodurch wofür woher wohin womit worauf wurde wurden ' +
    'zu zudem zum zunächst zur zusätzlich zuvor zwar zwischen ' +
    'a about above after all already also although always among an and another any are around as at because been before being below ' +
    'between both but by can cannot could did do does doing down during each either even every few first for from further had has have ' +
    'having he her here hers him his how however i if in instead into is it its just least less like many me might more most much must my ' +
    'neither never no none nor not now of off often on once only onto or other others otherwise our out over own please same several she ' +
    'should since so some such than that the their them then there therefore these they this those through to together too under until up ' +
    'us very was we were what when where whether which while who whom whose why with within without would yes you your yours'
  ).split(' '),
);

/** Named in what offices publish, and seldom a person. */
const places = (
  'bayern brandenburg hessen niedersachsen saarland sachsen thüringen berlin hamburg bremen schwaben franken bavaria saxony hesse ' +
  'thuringia europa europe munich münchen wien vienna zürich'
).split(' ');

/** Names of one word only: “Saint Helena” would make Helena a country. */
const single = (names: readonly string[]): string[] =>
  names.filter((name) => /^\p{L}{4,}$/u.test(name)).map((name) => name.toLowerCase());

const languages = new Set(single(languageNames));
const regions = new Set(single(regionNames).concat(places));

const adjective = /(?:isch|lich|ig|bar)e[nsm]?$|(?:\p{Ll}{4}isch|\p{Ll}{3}lich|\p{Ll}{4}[^w]ig|bar)er$/u;
const noun =
  /(?:\p{L}{4}ung|ungen|igkeit|lichkeit|heiten|keiten|\p{L}{3}schaft|schaften|tionen|\p{L}{3}tion|täten|\p{L}{3}tät|ismus|büro|zentrum|anträge|gesetz|verordnung|fragen|stelle|stellen|kurse?|schule|schulen|kleidung|schuhe|getränke|geräte|leistungen|termine|zeiten|rechte?s?|verfahren|nummer|punkte|ieren)$/u;

/** “Landkreis M”, “des Amtsgerichts M.”, “Fa. E …”, “Anlage A3”, “Hilfsantrag A”. */
const place =
  /(?:gericht|amt|amte|ämter|kreis|kanton|firma|haus|häuser|häusern|klinik|schule|zentrum|kammer|stadt|gemeinde|gemarkung|bezirk|ministerium|straße|hersteller|anlage|antrag|buchstabe|buchstaben|klasse|merkmal|teilmerkmal|figur|abschnitt|variante|phase|punkt|gruppe|agentur|merkzeichen|beispiel|compound|section|annex|vitamin|hepatitis)(?:s|es|n|en)?$|^(?:fa|fig|abschn|ziff|nr|lit|bes|verggr|entgeltgr)$/u;
const legalForm = /^(?:gmbh|gbr|ag|kg|ohg|kgaa|llc|inc|se|eg|ug|mbh|ltd|co|corp|bv|sa|verlag|partner)$/u;

const word = (token: Token | undefined): string => token?.text.toLowerCase() ?? '';
const isFirst = (token: Token): boolean => token.gap === '¶' || token.gap === '\n';

/** A letter: its place in the sentence says what it stands for. */
const isPlainLetter = (tokens: readonly Token[], index: number): boolean => {
  const token = tokens[index];
  if (token === undefined) return false;
  const stopped = tokens[index + 1]?.text === '.' && tokens[index + 1]?.gap === '';
  const next = tokens[index + (stopped ? 2 : 1)];
  const before = tokens[index - 1];
  const beforeStop = before?.text === '.' ? tokens[index - 2] : before;
  // “z.B.”, “d.h.”, “n.F.”
  if (before?.text === '.' && token.gap === '' && /^\p{Ll}{1,2}$/u.test(tokens[index - 2]?.text ?? ''))
    return true;
  if (beforeStop !== undefined && token.gap !== '¶' && place.test(word(beforeStop))) return true;
  if (next !== undefined && next.gap !== '¶' && legalForm.test(word(next))) return true;
  // “A. Die Klage …”, “II. Nach …”
  return isFirst(token) && stopped && next !== undefined && isCapitalised(next) && closed.has(word(next));
};

/** `listed` as in the features: `g` given name, `f` family name, `b` both, `n` neither. */
export const isOrdinary = (
  tokens: readonly Token[],
  listed: readonly string[],
  index: number,
  guess: number,
): boolean => {
  const token = tokens[index];
  if (token === undefined) return false;
  const text = word(token);
  if (text.length > 1 && closed.has(text)) return true;
  const afterGiven = /[gb]/.test(listed[index - 1] ?? '') && isCapitalised(tokens[index - 1]);
  if (languages.has(text)) return !afterGiven;
  if (regions.has(text)) return guess < 0.6 && !afterGiven;
  if (/^\p{L}{1,3}$/u.test(token.text) && /^\p{Lu}/u.test(token.text) && guess < 0.6)
    return isPlainLetter(tokens, index);
  // “M5h4”, “HLNK39”: marks of drawings and exhibits.
  if (/\p{N}/u.test(token.text)) return guess < 0.6;
  if (guess >= 0.6 || listed[index] !== 'n' || afterGiven) return false;
  return adjective.test(text) || noun.test(text);
};

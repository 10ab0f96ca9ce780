/**
 * Languages of a document and of those blocks that differ from it, ISO 639-1. Function words decide where they can
 * (fast, right on running text); n-grams decide the rest.
 */
import { detectAll } from 'tinyld';
import type { Block } from '../kind.ts';

const functionWords: Record<string, string> = {
  de: 'der die das und ist nicht ein eine einer eines einem einen den dem des mit für auf von zu im sich werden wird oder auch bei nach sind kann durch nur wenn über zur zum aus sie wir ihr ihre als bis vom',
  en: 'the of and to is that it for on are with as this be by not or from at have an was you which can will your has been were their if all its may',
  tr: 've bir bu için ile olarak olan da de daha çok en gibi kadar sonra her veya değil var ise göre olduğu tarafından ne mi mı ancak üzere',
  fr: 'le la les des et est une dans pour que qui sur pas plus par avec ce au aux du sont nous vous ou être cette',
  it: 'il che di è per una non con del della sono gli le nel alla dei come più anche',
  es: 'el los las que del una por con para es como más su al lo está este sus pero',
  nl: 'het een van en niet dat zijn op te met voor aan er om ook bij naar deze wordt',
  pl: 'i w nie na się z do jest że to jak od o przez oraz po dla są lub',
};
const languagesOf = new Map<string, string[]>();
for (const [language, words] of Object.entries(functionWords)) {
  for (const word of words.split(' ')) languagesOf.set(word, [...(languagesOf.get(word) ?? []), language]);
}

// biome-ignore format: a list to glance at
const expected = [
  'de', 'en', 'tr', 'fr', 'it', 'es', 'nl', 'pl', 'ru', 'uk', 'ar', 'fa', 'cs', 'pt', 'ro', 'da', 'sv', 'no', 'fi', 'hu', 'bg', 'hr', 'sr', 'el', 'he', 'ja', 'zh', 'ko', 'vi',
];
const sampleLength = 6000;
const blockSampleLength = 200;
/** Shorter blocks do not say enough to contradict their document. */
const minBlockLength = 60;

/** `null`: too little text to tell. */
export const detectLanguage = (text: string): string | null => byFunctionWords(text) ?? byGrams(text);

const byFunctionWords = (text: string): string | null => {
  const votes = new Map<string, number>();
  let words = 0;
  for (const [word] of text.matchAll(/\p{L}+/gu)) {
    words += 1;
    for (const language of languagesOf.get(word.toLowerCase()) ?? [])
      votes.set(language, (votes.get(language) ?? 0) + 1);
  }
  const [first, second] = [...votes].sort((a, b) => b[1] - a[1]);
  if (first === undefined || first[1] < 3 || first[1] < words * 0.1) return null;
  return second !== undefined && second[1] > first[1] * 0.6 ? null : first[0];
};

const byGrams = (text: string): string | null => {
  if ((text.match(/\p{L}/gu) ?? []).length < 12) return null;
  const [first, second] = detectAll(text.slice(0, 1000), { only: expected });
  if (first === undefined || first.accuracy < 0.1) return null;
  return second !== undefined && second.accuracy > first.accuracy * 0.8 ? null : first.lang;
};

/** Marks the blocks written in another language than the document; gives the document's. */
export const markLanguages = (text: string, blocks: Block[], declared?: string): string | null => {
  const language = detectLanguage(sample(text)) ?? declaredLanguage(declared);
  for (const block of blocks) {
    if (block.kind === 'table' || block.endOffset - block.startOffset < minBlockLength) continue;
    const own = detectLanguage(
      text.slice(block.startOffset, Math.min(block.endOffset, block.startOffset + blockSampleLength)),
    );
    if (own !== null && own !== language) block.language = own;
  }
  return language;
};

/** From the beginning, the middle and the end: covers are often in another language. */
const sample = (text: string): string => {
  if (text.length <= sampleLength) return text;
  const part = sampleLength / 3;
  const middle = Math.floor(text.length / 2);
  return `${text.slice(0, part)} ${text.slice(middle, middle + part)} ${text.slice(-part)}`;
};

const declaredLanguage = (tag: string | undefined): string | null => {
  const found = /^([a-z]{2})(?:[-_]|$)/i.exec(tag ?? '');
  return found?.[1]?.toLowerCase() ?? null;
};

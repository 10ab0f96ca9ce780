/** Annotated sentences from public corpora, as text with the ranges of person names. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** `person[i]`: the word belongs to a name. */
export type Sentence = { words: string[]; person: boolean[] };
export type Example = { text: string; names: [number, number][] };

export type Corpus = {
  folder: string;
  word: number;
  tag: number;
  separator: RegExp;
  isPerson(tag: string): boolean;
};

/** Judges (RR) and lawyers (AN) are persons as well. */
const isLerPerson = (tag: string): boolean => /-(PER|AN|RR)$/.test(tag);

export const corpora: Record<'ler' | 'germeval' | 'btc', Corpus> = {
  ler: { folder: 'ler', word: 0, tag: 1, separator: / (?=\S+$)/, isPerson: isLerPerson },
  germeval: { folder: 'germeval', word: 1, tag: 2, separator: /\t/, isPerson: (tag) => /-PER$/.test(tag) },
  btc: { folder: 'btc', word: 0, tag: 1, separator: /\t/, isPerson: (tag) => /-PER$/.test(tag) },
};

export const readSentences = (content: string, corpus: Corpus): Sentence[] => {
  const sentences: Sentence[] = [];
  let words: string[] = [];
  let person: boolean[] = [];
  const close = (): void => {
    if (words.length > 0) sentences.push({ words, person });
    words = [];
    person = [];
  };
  for (const line of content.split(/\r?\n/)) {
    if (line.trim() === '') close();
    const columns = line.split(corpus.separator);
    const word = columns[corpus.word];
    const tag = columns[corpus.tag];
    if (word === undefined || tag === undefined || word === '') continue;
    words.push(word);
    person.push(corpus.isPerson(tag.trim()));
  }
  close();
  return sentences;
};

export const readFolder = (data: string, corpus: Corpus): Sentence[] =>
  readdirSync(join(data, corpus.folder))
    .sort()
    .flatMap((name) => readSentences(readFileSync(join(data, corpus.folder, name), 'utf8'), corpus));

/** Words joined as people write them, or with a blank between all. */
export const join2text = (sentences: readonly Sentence[], between: string, tight: boolean): Example => {
  let text = '';
  const names: [number, number][] = [];
  for (const { words, person } of sentences) {
    if (text !== '') text += between;
    let opened = false;
    for (const [index, word] of words.entries()) {
      const glued =
        index === 0 ||
        (tight && (/^[.,;:!?)\]»“]/.test(word) || /[([„«]$/.test(words[index - 1] ?? '') || opened));
      opened = false;
      if (!glued) text += ' ';
      const startOffset = text.length;
      text += word;
      const last = names.at(-1);
      if (person[index] !== true) continue;
      if (last !== undefined && person[index - 1] === true && index > 0) last[1] = text.length;
      else names.push([startOffset, text.length]);
    }
  }
  return { text, names };
};

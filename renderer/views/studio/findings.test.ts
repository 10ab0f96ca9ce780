import { describe, expect, it } from 'vitest';
import type { ContentEnrichment } from '../../../electron/contract/intelligence-groups.ts';
import { findingsPath, placeOf, subjectPath } from './paths.ts';
import { languageShares } from './profile.ts';
import { plainText, textBlocks, textField, textLanguages, textPartAt } from './texts.ts';
import { questionsByTopic } from './topic-facts.ts';

const part = (heading: string | null, text: string): ContentEnrichment['parts'][number] => ({
  heading,
  body: { id: text, text, basis: 'evidence', evidence: ['e000000000000001'], origin: 'rules' },
});
const text = (
  kind: ContentEnrichment['kind'],
  language: ContentEnrichment['language'],
  parts: ContentEnrichment['parts'],
): ContentEnrichment => ({
  ...{ id: `${kind}-${language}`, analysisId: 'a', groupId: 'g', kind, language, parts },
  title: 'Kita',
  checks: [],
});

describe('the address of open evidence', () => {
  it('comes back as the place it was made of, on every page that has evidence', () => {
    const place = { field: 'plain-tr', index: 3 };
    const segments = (path: string) => ({ service: 'studio', segments: path.split('/').slice(2) });
    expect(placeOf(segments(findingsPath('topics', 'a', place)))).toEqual({
      ...{ page: 'topics', analysisId: 'a', evidence: place },
    });
    expect(placeOf(segments(subjectPath('texts', 'a', 'g', place)))).toEqual({
      ...{ page: 'texts', analysisId: 'a', subjectId: 'g', evidence: place },
    });
    expect(placeOf(segments(findingsPath('profile', 'a')))).toMatchObject({ evidence: null });
  });
});

describe('questions of a topic', () => {
  const asked = (words: string, topicId: string | null) => ({
    ...{ text: words, evidence: 'e000000000000001', answer: null, language: 'de', topicId },
  });

  it('keep their place in the whole list, are shown once, and are not lost with a topic that is gone', () => {
    const found = questionsByTopic({
      topics: [{ id: 't', label: 'Kita', terms: [], documents: 1, representative: [] }],
      questions: [asked('Wann?', null), asked('Was?', 't'), asked('Was?', 't'), asked('Wer?', 'old')],
    });
    expect(found.get('t')?.map(({ index }) => index)).toEqual([1]);
    expect(found.get(null)?.map(({ text: words }) => words)).toEqual(['Wann?', 'Wer?']);
  });
});

describe('texts of a group', () => {
  const parts = [part('Kita', 'Eins.'), part('Kita', 'Zwei.'), part(null, 'Drei.'), part('Kita', 'Vier.')];
  const texts = [text('faq', 'tr', [part('Soru?', 'Cevap.')]), text('plain', 'de', parts)];

  it('say a heading once, and only for sentences that follow one another', () => {
    expect(textBlocks(parts).map(({ heading, at }) => [heading, at])).toEqual([
      ['Kita', 0],
      [null, 2],
      ['Kita', 3],
    ]);
    expect(plainText([{ ...text('plain', 'de', parts), heading: 'Titel' }])).toBe(
      'Titel\n\nKita\nEins.\nZwei.\n\nDrei.\n\nKita\nVier.',
    );
  });

  it('are found by language and kind, not by kind alone', () => {
    const [turkish] = texts;
    if (turkish === undefined) throw new Error('no text');
    expect(textPartAt(texts, { field: textField(turkish), index: 0 })?.part.body.text).toBe('Cevap.');
    expect(textPartAt(texts, { field: 'faq-de', index: 0 })).toBeNull();
    expect(textLanguages(texts, 'tr')).toEqual(['tr', 'de']);
  });
});

describe('languages of the sources', () => {
  it('are shares of the sentences, and nothing is divided by nothing', () => {
    const tell = (sentences: number, language: string) => ({ language, documents: 1, sentences });
    expect(
      languageShares([tell(1, 'tr'), tell(3, 'de')]).map(({ language, share }) => [language, share]),
    ).toEqual([
      ['de', 0.75],
      ['tr', 0.25],
    ]);
    expect(languageShares([tell(0, 'de')])[0]?.share).toBe(0);
  });
});

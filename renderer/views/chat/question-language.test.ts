/** A model that knows only English must not be asked in German without a word of warning, and nobody is warned for nothing. */
import { expect, test } from 'vitest';
import { languageOf } from './question-language.ts';

test.each([
  ['de', 'Wie beantrage ich einen Personalausweis?'],
  ['de', 'Was ist die Hauptstadt von Frankreich?'],
  ['de', 'Erkläre den Bebauungsplan'],
  ['de', 'Fasse bitte den Vermerk zusammen'],
  ['de', 'Straßenreinigungsgebühr'],
  ['en', 'What is the capital of France?'],
  ['en', 'Explain zoning plans to me'],
  ['tr', 'Kimlik kartı için nasıl başvuru yapılır?'],
  ['tr', 'Bu bir soru mu?'],
])('%s: %s', (language, text) => {
  expect(languageOf(text)).toBe(language);
});

test.each(['', '42', 'Berlin Potsdam', 'OK', '```js\nfor (const is of the) {}\n```', '??'])(
  'does not guess: %s',
  (text) => {
    expect(languageOf(text)).toBeNull();
  },
);

test('English words inside a German sentence do not change its language', () => {
  expect(languageOf('Was bedeutet der Begriff „the right to be forgotten“ für die Verwaltung und uns?')).toBe(
    'de',
  );
});

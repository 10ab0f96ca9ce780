import { expect, it } from 'vitest';
import { quoteExcerpt } from './quote-excerpt.ts';

const passage = Array.from({ length: 30 }, (_, at) => `Satz Nummer ${at} steht hier für sich allein.`);
const withFee = [...passage, 'Die Gebühr beträgt 37,00 Euro.', ...passage].join('\n');

it('shows the quoted sentence in the middle of a long passage, not the beginning of the passage', () => {
  const { before, sentence, after } = quoteExcerpt(withFee, 'Die Gebühr beträgt 37,00 Euro.');
  expect(sentence).toBe('Die Gebühr beträgt 37,00 Euro.');
  expect(before).toMatch(/^… .*allein\.\n$/s);
  expect(after).toMatch(/^\nSatz Nummer 0 .* …$/s);
  expect((before + sentence + after).length).toBeLessThan(330);
});

it('finds the sentence a reworded claim rests on by its words and figures', () => {
  expect(quoteExcerpt(withFee, 'Es kostet eine Gebühr von 37,00 Euro').sentence).toBe(
    'Die Gebühr beträgt 37,00 Euro.',
  );
});

it('shows a short passage whole', () => {
  const quote = 'Kita\nBitte anmelden. Danach warten.';
  const { before, sentence, after } = quoteExcerpt(quote, 'Bitte anmelden.');
  expect(before + sentence + after).toBe(quote);
});

it('starts at the first sentence where nothing tells which one is meant', () => {
  expect(quoteExcerpt(withFee, '')).toMatchObject({ before: '', sentence: passage[0] });
});

it('cuts a sentence that is longer than the room, between words', () => {
  const long = Array.from({ length: 200 }, () => 'Wort').join(' ');
  const { before, sentence, after } = quoteExcerpt(`Anfang. ${long}`, long);
  expect([before, after]).toEqual(['… ', '']);
  expect(sentence).toMatch(/^Wort( Wort)+ …$/);
});

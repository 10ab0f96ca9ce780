import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { detect } from './detect.ts';
import { readNameModel } from './names/model.ts';

const model = readNameModel(join(import.meta.dirname, '../../../../../resources/privacy/names.bin'));

const found = (text: string, language = 'de'): string[] =>
  detect(text, language, model).map(
    (span) => `${span.class}: ${text.slice(span.startOffset, span.endOffset)}`,
  );

test.each([
  ['iban', 'DE89 3704 0044 0532 0130 00'],
  ['iban', 'AT61 1904 3002 3457 3201'],
  ['iban', 'CH93-0076-2011-6238-5295-7'],
  ['iban', 'TR330006100519786457841326'],
  ['credit-card', '4111 1111 1111 1111'],
  ['tax-id', '86 095 742 719'],
  ['national-id', '10000000146'],
  ['social-insurance', '15 070649 C 10 3'],
  ['social-insurance', '756.9217.0769.85'],
  ['social-insurance', '1237 010180'],
  ['health-insurance', 'A123456780'],
  ['identity-document', 'L01X00T471'],
  ['tax-number', 'ATU13585627'],
  ['tax-number', 'DE136695976'],
])('%s is found by its check digit, whatever stands around it', (piiClass, value) => {
  const text = `Für den Vorgang wurde ${value} angegeben und geprüft.`;
  expect(found(text)).toContain(`${piiClass}: ${value}`);
});

test('a number whose check digit does not hold is no identifier, unless it is called one', () => {
  expect(found('Bestellung 86 095 742 718 ist da.')).toEqual([]);
  const [span] = detect('Steuer-ID: 86 095 742 718', 'de', model);
  expect(span).toMatchObject({ class: 'tax-id', reason: 'checksum-failed', status: 'found' });
});

test('a machine-readable zone is found line by line', () => {
  const zone = 'P<D<<MUSTERMANN<<ERIKA<<<<<<<<<<<<<<<<<<<<<<\nC01X00T478D<<6408125F2702283<<<<<<<<<<<<<<<4';
  expect(found(`Scan:\n${zone}\nEnde`)).toEqual(zone.split('\n').map((line) => `identity-document: ${line}`));
});

test('two numbers side by side are two numbers, and a file number is none', () => {
  expect(found('Telefon 030 12345678, 030 12345679')).toEqual(['phone: 030 12345678', 'phone: 030 12345679']);
  expect(found('Aktenzeichen 50.2-4711/2023')).toEqual(['case-number: 50.2-4711/2023']);
});

test('only a date that is called a birthday is one', () => {
  expect(found('geboren am 12. März 1961, Antrag vom 3. April 2024')).toEqual([
    'date-of-birth: 12. März 1961',
  ]);
});

test('an address keeps street, number and town together, across lines', () => {
  expect(found('Lange Straße 12 a\n12345 Musterstadt')).toEqual([
    'address: Lange Straße 12 a\n12345 Musterstadt',
  ]);
  expect(found('He lives at 12 Baker Street, London NW1 6XE today', 'en')).toContain(
    'address: 12 Baker Street, London NW1 6XE',
  );
});

test('persons: letters, anonymised decisions, and a family name again without anything around it', () => {
  const text =
    'Sehr geehrte Frau Wiśniewska,\n\nder Zeuge K. kennt Sie.\n\nDie Unterlagen liegen Wiśniewska vor.';
  expect(found(text)).toEqual(['person: Wiśniewska', 'person: K.', 'person: Wiśniewska']);
  expect(found('Sehr geehrte Damen und Herren, die Öffnungszeiten stehen im Netz.')).toEqual([]);
});

test('mail addresses written around spam filters are found', () => {
  expect(found('post (at) amt-nord.de oder info@amt-nord.de')).toEqual([
    'email: post (at) amt-nord.de',
    'email: info@amt-nord.de',
  ]);
});

test('findings ascend, do not overlap and lie within any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
      let at = 0;
      for (const { startOffset, endOffset } of detect(text, 'de', model)) {
        expect(startOffset).toBeGreaterThanOrEqual(at);
        expect(endOffset).toBeGreaterThan(startOffset);
        at = endOffset;
      }
      expect(at).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 200 },
  );
});

test('hostile repetition does not make a pattern run away', () => {
  const bombs = [
    'A'.repeat(60_000),
    '1 '.repeat(30_000),
    'Am Am '.repeat(10_000),
    '0'.repeat(40_000),
    '1-'.repeat(30_000),
    'Ä. '.repeat(20_000),
  ];
  const startedMs = performance.now();
  for (const bomb of bombs) detect(bomb, 'de', model);
  // A pattern that backtracks takes minutes.
  expect(performance.now() - startedMs).toBeLessThan(30_000);
}, 60_000);

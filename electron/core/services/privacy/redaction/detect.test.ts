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
    '1 aa '.repeat(12_000),
    '12 Aa bb\n'.repeat(6_000),
    'corner of a and '.repeat(4_000),
  ];
  const before = process.cpuUsage();
  for (const bomb of bombs) for (const language of ['de', 'en']) detect(bomb, language, model);
  const { user, system } = process.cpuUsage(before);
  // A pattern that backtracks takes minutes. The processor's time, not the clock's: other tests run beside this one.
  expect((user + system) / 1000).toBeLessThan(30_000);
});

test('blanks and hyphens of typesetting hide no number and no address', () => {
  const written = [
    'iban: DE89 3704 0044 0532 0130 00',
    'tax-id: 86 095 742 719',
    'phone: 030 9018 20 44',
    'social-insurance: 1237 010180',
    'address: Hauptstraße 12, 12345 Musterstadt',
    'licence-plate: KA-XY 77E',
  ];
  const labels: Record<string, string> = {
    phone: 'Telefon ',
    'licence-plate': 'Kennzeichen ',
    iban: 'IBAN ',
  };
  for (const one of written)
    for (const [blank, hyphen] of [
      ['\u00a0', '\u2011'],
      ['\u202f', '\u2010'],
    ] as const) {
      const [piiClass = '', value = ''] = one.split(': ');
      const typeset = value.replaceAll(' ', blank).replaceAll('-', hyphen);
      expect(found(`${labels[piiClass] ?? ''}${typeset}`)).toContain(`${piiClass}: ${typeset}`);
    }
});

test.each([
  ['de', 'Wohnhaft in der Lindenallee 5-7, 04109 Leipzig.', 'Lindenallee 5-7, 04109 Leipzig'],
  ['de', 'Er lebt Am Sonnenhang 12a seit Mai.', 'Am Sonnenhang 12a'],
  ['de', 'in der Linzer Gasse 3, Top 7, A-5020 Salzburg', 'Linzer Gasse 3, Top 7, A-5020 Salzburg'],
  ['de', 'Mariahilfer Straße 88/2/14, 1070 Wien', 'Mariahilfer Straße 88/2/14, 1070 Wien'],
  ['de', 'Rue du Rhône 14, 1204 Genève', 'Rue du Rhône 14, 1204 Genève'],
  ['de', 'L 7, 3\n68161 Mannheim', 'L 7, 3\n68161 Mannheim'],
  ['de', 'Zustellung an: Gut Holzhof 1, 24969 Lindewitt', 'Gut Holzhof 1, 24969 Lindewitt'],
  ['en', 'Send it to Flat 3, 12 High Street, Oxford OX1 4AB', 'Flat 3, 12 High Street, Oxford OX1 4AB'],
  ['en', 'He lives at 40 Nurme 2 Suite 976, Grimstad 34730', '40 Nurme 2 Suite 976, Grimstad 34730'],
  ['tr', 'Bağdat Caddesi No:123/4 Kadıköy', 'Bağdat Caddesi No:123/4 Kadıköy'],
])('an address in %s: %s', (language, text, address) => {
  expect(found(text, language)).toContain(`address: ${address}`);
});

test.each([
  ['de', 'Im Jahr 2023 wurden 12 Anträge gestellt. Am Montag 12 Uhr beginnt die Sitzung.'],
  ['de', 'Vor Ort 5 Stände, auf Seite 12 das Muster. Auf dem Weg 3 Kilometer weiter beginnt der Wald.'],
  ['de', 'Der Ring 2 der Straßenbahn verkehrt alle 10 Minuten. Die Abteilung IV-B 3 ist zuständig.'],
  ['en', 'It takes 30 minutes to drive 12 miles on the way home. It was shipped on 12 March 2024.'],
])('a number behind or before a word makes no address and no plate (%s)', (language, text) => {
  expect(found(text, language)).toEqual([]);
});

test('a name goes on behind its particle, and Turkish names need no title', () => {
  expect(found('Zuständig ist Karl-Heinz von der Heydte.')).toEqual(['person: Karl-Heinz von der Heydte']);
  expect(found('Ayşe Öztürk geldi, Hüseyin Demirtaş gelmedi.', 'tr')).toEqual([
    'person: Ayşe Öztürk',
    'person: Hüseyin Demirtaş',
  ]);
});

test('what opens a sentence, languages, countries, courts and marks of exhibits are no names', () => {
  const texts = [
    'Nur wenn die Mittel von vornherein fehlen, ist der Antrag abzulehnen. Solange darüber nicht entschieden ist, gilt dies. Von Rechts wegen',
    'Die Beratung ist auf Deutsch, Türkisch, Englisch, Arabisch und Ukrainisch möglich, in Bayern und in Hessen.',
    'Das Finanzamt X und das Amtsgericht M. sind zuständig. A. Die Klage ist zulässig. Anlage A3 zeigt Merkmal M5h4.',
    'Kommen Sie ins Bürgerbüro. Das Bürgerbüro im Rathaus hat offen. Bürgerbüro Lindenau. Sie wohnen in Lindenau. Zuständig ist das Bürgerbüro in Lindenau, im Bürgerbüro in Lindenau erledigen Sie alles.',
  ];
  for (const text of texts) expect(found(text)).toEqual([]);
  expect(
    found('German law applies. Most of the German courses are free, and English is spoken.', 'en'),
  ).toEqual([]);
});

test('a person is found although the surname is a word, a language or a land', () => {
  expect(found('Sehr geehrte Frau Bayern,\n\nwir danken Ihnen.')).toContain('person: Bayern');
  expect(found('Der Zeuge Kevin English erschien nicht.')).toContain('person: Kevin English');
  expect(found('Sehr geehrter Herr Braun,\n\ndas braune Haus gehört Braun. Es ist braun.')).toEqual([
    'person: Braun',
    'person: Braun',
  ]);
});

test.each([
  'The letter arrived at 60 Dašická 688\nApt. 328\nTurkovice\nBulgaria 83572',
  'I live at PSC 1139, Box 7638\nAPO AP 94917',
  'Please deliver to USNS Frías\nFPO AA 88037',
  'I am waiting at the corner of 69 Spencer Street and Elm Street',
  'my new address is 62 mandic street\napt. 946\nsisimiut\nlithuania 39143',
  'Send it to 28 Kirkegade 35\nOdense, 12282',
])('an English address without a street word, or in small letters, is covered to its end: %s', (text) => {
  const last = detect(text, 'en', model).findLast(({ class: piiClass }) => piiClass === 'address');
  expect(last?.endOffset).toBe(text.length);
});

test('countries in a list and times of day make no English address', () => {
  const text =
    'The 28 EU member states as well as Norway, Iceland, Liechtenstein agreed. Open from 8 a.m. to 1 p.m. for refugees in Germany.';
  expect(detect(text, 'en', model).filter(({ class: piiClass }) => piiClass === 'address')).toEqual([]);
});

test.each([
  ['96 228011 office', '96 228011'],
  ['Call (251)500-2136x739 now', '(251)500-2136x739'],
  ['Office,001-748-088-2851x92556 fax', '001-748-088-2851x92556'],
  ['They are not answering at 785 8949', '785 8949'],
])('a telephone number with an extension or a word beside it: %s', (text, phone) => {
  expect(found(text, 'en')).toContain(`phone: ${phone}`);
});

test('a name in a quoted mail, and one behind a given name that no list knows', () => {
  expect(found('>Laura Pisani\n>Dear Laura Pisani, thank you', 'en')).toContain('person: Laura Pisani');
  expect(found('A tribute to Brandon Ottarsdóttir was sung.', 'en')).toContain(
    'person: Brandon Ottarsdóttir',
  );
});

test.each([
  ['de', 'Kennzeichen: ka-xy 77e', 'licence-plate: ka-xy 77e'],
  ['de', 'amtl. Kennzeichen DIN-AB 123', 'licence-plate: DIN-AB 123'],
  ['de', 'Rotes Kennzeichen KA-06123', 'licence-plate: KA-06123'],
  ['de', 'Fahrzeug Y-123 456 der Bundeswehr', 'licence-plate: Y-123 456'],
  ['en', 'Registration number AB12 CDE', 'licence-plate: AB12 CDE'],
  ['en', 'National Insurance number: QQ 12 34 56 C', 'social-insurance: QQ 12 34 56 C'],
])('a plate or number that only its label tells (%s): %s', (language, text, expected) => {
  expect(found(text, language)).toContain(expected);
});

test('what looks like a plate or an insurance number and is none', () => {
  expect(found('USB-C 3 und UV-A 4, Schlüssel QQ-QQ 1 und QQ123456C, Farbe RAL-F 9')).toEqual([]);
});

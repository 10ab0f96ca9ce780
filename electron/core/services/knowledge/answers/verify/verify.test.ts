import { describe, expect, it } from 'vitest';
import { factsIn } from './facts.ts';
import { type Source, verifyAnswer } from './index.ts';

const source = (number: number, quote: string, language = 'de'): Source => ({ number, quote, language });

const statusOf = (answer: string, ...sources: Source[]): string[] =>
  verifyAnswer(answer, sources).map((claim) => claim.status);

const fees = source(
  1,
  'Der Personalausweis kostet 37,00 Euro. Der Reisepass kostet 70,00 Euro, für Personen unter 24 Jahren 37,50 Euro.\nDie Bearbeitung dauert etwa drei Wochen. Der Antrag ist nicht online möglich.',
);
const office = source(
  2,
  'Das Bürgeramt Musterstadt ist montags von 8 bis 12 Uhr geöffnet. Leiterin ist Frau Anna Müller. Sie erreichen sie unter 0821 3102-2111 oder amt@musterstadt.de.',
);

describe('verifyAnswer: what is in the source', () => {
  it.each([
    ['word for word', 'Der Personalausweis kostet 37,00 Euro. [1]'],
    ['with the amount in another form', 'Der Personalausweis kostet 37 € [1].'],
    ['marker after the full stop', 'Der Personalausweis kostet 37,00 Euro.[1]'],
    ['span spelled as number', 'Die Bearbeitung dauert etwa 3 Wochen [1].'],
    ['the “not” kept', 'Der Antrag ist nicht online möglich [1].'],
    ['times', 'Das Bürgeramt Musterstadt ist montags von 8:00 bis 12:00 Uhr geöffnet [2].'],
    ['as a list item', '- Leiterin ist Frau Anna Müller [2].'],
    ['without a marker: the proof is found', 'Leiterin ist Frau Anna Müller.'],
  ])('%s', (_, answer) => {
    expect(statusOf(answer, fees, office)).toEqual(['verified']);
  });

  it('names the source it found by itself', () => {
    expect(verifyAnswer('Leiterin ist Frau Anna Müller.', [fees, office])[0]?.citations).toEqual([2]);
  });

  it('is recognised in English and Turkish', () => {
    expect(
      statusOf(
        'The fee is 1,234.50 EUR and is due on May 3, 2024 [1].',
        source(1, 'The fee is €1,234.50 and is due on 3 May 2024.', 'en'),
      ),
    ).toEqual(['verified']);
    expect(statusOf('Başvuru ücreti 50 liradır [1].', source(1, 'Başvuru ücreti 50 liradır.', 'tr'))).toEqual(
      ['verified'],
    );
  });
});

describe('verifyAnswer: attacks that must never show as verified', () => {
  const attacks: [string, string, ...Source[]][] = [
    ['changed number', 'Der Personalausweis kostet 73,00 Euro [1].'],
    ['numbers swapped within the source', 'Der Personalausweis kostet 70 Euro [1].'],
    ['numbers of one sentence swapped', 'Der Reisepass kostet 37,50 Euro [1].'],
    ['condition moved', 'Der Reisepass kostet für Personen unter 24 Jahren 70,00 Euro [1].'],
    ['unit swapped', 'Die Bearbeitung dauert etwa drei Monate [1].'],
    ['currency swapped', 'Der Personalausweis kostet 37,00 Dollar [1].'],
    ['negation dropped', 'Der Antrag ist online möglich [1].'],
    ['negation added', 'Der Personalausweis kostet nicht 37,00 Euro [1].'],
    ['negation inside the word', 'Der Antrag ist online unmöglich [1].'],
    ['wrong citation number', 'Der Personalausweis kostet 37,00 Euro [2].'],
    ['one right and one wrong number', 'Der Personalausweis kostet 37,00 Euro [1][2].'],
    ['a source that does not exist', 'Der Personalausweis kostet 37,00 Euro [7].'],
    ['invented quotation', 'Im Text steht: „Der Personalausweis ist für alle kostenlos“ [1].'],
    ['changed word in a quotation', '„Der Personalausweis kostet jetzt 37,00 Euro“ [1].'],
    ['another subject', 'Der Führerschein kostet 37,00 Euro [1].'],
    ['another name', 'Leiterin ist Frau Anna Meier [2].'],
    ['another first name', 'Leiterin ist Frau Anne Müller [2].'],
    ['another authority', 'Das Bürgeramt Beispielstadt ist montags von 8 bis 12 Uhr geöffnet [2].'],
    ['another day', 'Das Bürgeramt Musterstadt ist dienstags von 8 bis 12 Uhr geöffnet [2].'],
    ['another hour', 'Das Bürgeramt Musterstadt ist montags von 8 bis 13 Uhr geöffnet [2].'],
    ['another phone number', 'Sie erreichen sie unter 0821 3102-2112 [2].'],
    ['another e-mail address', 'Sie erreichen sie unter amt@musterstadt.com [2].'],
    ['at least for about', 'Die Bearbeitung dauert mindestens drei Wochen [1].'],
    ['a free invention', 'Kommen Sie einfach vorbei [1].'],
    ['a claim as a question', 'Wussten Sie, dass der Personalausweis 10 Euro kostet?'],
    ['a claim as a heading', '## Personalausweis kostenlos'],
    ['a single number', '37 Euro [1].'],
    ['two sentences made one', 'Der Personalausweis kostet 37,00 Euro und dauert drei Wochen [1].'],
    ['roles swapped', 'Der Bürger informiert das Amt [1].', source(1, 'Das Amt informiert den Bürger.')],
    [
      'parts of two clauses',
      'Das Amt lehnt den Antrag ab [1].',
      source(1, 'Das Amt prüft den Antrag und lehnt die Beschwerde ab.'),
    ],
    [
      'parts of an enumeration',
      'Frau Müller leitet die Abteilung [1].',
      source(1, 'Frau Müller leitet das Amt, Herr Schmidt die Abteilung.'),
    ],
    [
      'a denied clause',
      'Der Antrag ist kostenlos [1].',
      source(1, 'Es stimmt nicht, dass der Antrag kostenlos ist.'),
    ],
    [
      'a condition left out',
      'Der Antrag ist kostenlos [1].',
      source(1, 'Der Antrag ist kostenlos, wenn Sie Bürgergeld beziehen.'),
    ],
    [
      '“only” left out',
      'Kinder zahlen den halben Preis [1].',
      source(1, 'Nur Kinder zahlen den halben Preis.'),
    ],
    [
      'must for may',
      'Sie müssen den Antrag online stellen [1].',
      source(1, 'Sie können den Antrag online stellen.'),
    ],
    [
      'before for after',
      'Der Antrag ist vor der Geburt zu stellen [1].',
      source(1, 'Der Antrag ist nach der Geburt zu stellen.'),
    ],
    [
      'until for from',
      'Der Antrag ist bis 1. Mai 2024 möglich [1].',
      source(1, 'Der Antrag ist ab 1. Mai 2024 möglich.'),
    ],
    ['another year', 'Die Frist endet am 3. Mai 2025 [1].', source(1, 'Die Frist endet am 03.05.2024.')],
    ['another §', 'Das regelt § 24 Abs. 1 AufenthG [1].', source(1, 'Das regelt § 25 Abs. 1 AufenthG.')],
    ['another law', 'Das regelt § 25 Abs. 1 AsylG [1].', source(1, 'Das regelt § 25 Abs. 1 AufenthG.')],
    [
      'chargeable for free',
      'Die Beratung ist kostenpflichtig [1].',
      source(1, 'Die Beratung ist kostenlos.'),
    ],
    ['English negation', 'You can apply online [1].', source(1, "You can't apply online.", 'en')],
    ['English number', 'The fee is 1.234 euros [1].', source(1, 'The fee is 1,234 euros.', 'en')],
    ['Turkish negation', 'Bu belge kabul edilir [1].', source(1, 'Bu belge kabul edilmez.', 'tr')],
    [
      'more for less',
      'Das Einkommen liegt über 1.000 Euro [1].',
      source(1, 'Das Einkommen liegt unter 1.000 Euro.'),
    ],
    [
      'all for some',
      'Alle Schulen bieten Deutschkurse an [1].',
      source(1, 'Einige Schulen bieten Deutschkurse an.'),
    ],
    [
      'a rate without its unit',
      'Die Gebühr beträgt 10 Euro [1].',
      source(1, 'Die Gebühr beträgt 10 Euro pro Tag.'),
    ],
    [
      'an adjective left out',
      'Der Personalausweis kostet 10 Euro [1].',
      source(1, 'Der vorläufige Personalausweis kostet 10 Euro.'),
    ],
    [
      'the group widened',
      'Studierende zahlen 50 Euro [1].',
      source(1, 'Ausländische Studierende zahlen 50 Euro.'),
    ],
    [
      'a part of a sentence as the whole',
      'Das Amt ist montags geöffnet [1].',
      source(1, 'Das Amt ist montags geöffnet, wenn kein Feiertag ist.'),
    ],
    ['a word between', 'Der Antrag ist fast immer kostenlos [1].', source(1, 'Der Antrag ist kostenlos.')],
    ['Schüler for Schule', 'Die Schüler zahlt das Essen [1].', source(1, 'Die Schule zahlt das Essen.')],
  ];

  it.each(attacks)('%s', (_, answer, ...own) => {
    const statuses = statusOf(answer, ...(own.length > 0 ? own : [fees, office]));
    expect(statuses).not.toHaveLength(0);
    for (const status of statuses) expect(status).toBe('unverified');
  });
});

describe('verifyAnswer: what it reports', () => {
  it('names a number that stands in no source', () => {
    expect(verifyAnswer('Der Personalausweis kostet 73 Euro [1].', [fees])[0]?.unsupported).toEqual([
      '73 Euro',
    ]);
  });

  it('names the number the source has instead', () => {
    expect(verifyAnswer('Der Personalausweis kostet 73 Euro [1].', [fees])[0]?.contradictions).toEqual([
      { said: '73 Euro', source: '37,00 Euro', citation: 1 },
    ]);
  });

  it('takes a greeting for no claim, but not a greeting with a fee in it', () => {
    expect(statusOf('Hier ist die Antwort:', fees)).toEqual(['no-claim']);
    expect(statusOf('Gern: 73 Euro!', fees)).toEqual(['unverified']);
  });

  it('gives each claim its own range with its markers', () => {
    const answer = 'Der Personalausweis kostet 37,00 Euro. [1] Leiterin ist Frau Anna Müller [2].';
    const claims = verifyAnswer(answer, [fees, office]);
    expect(claims.map((claim) => answer.slice(claim.startOffset, claim.endOffset))).toEqual([
      'Der Personalausweis kostet 37,00 Euro. [1]',
      'Leiterin ist Frau Anna Müller [2].',
    ]);
    expect(claims.map((claim) => claim.citations)).toEqual([[1], [2]]);
  });
});

describe('factsIn', () => {
  const keys = (text: string, language: 'de' | 'en' | 'tr' = 'de') =>
    factsIn(text, language).map((fact) => fact.key);

  it('reads the same amount in every spelling', () => {
    for (const text of ['1.234,50 €', '€ 1.234,50', '1 234,50 EUR', '1.234,50 Euro'])
      expect(keys(text)).toEqual(['money:EUR:1234.5']);
    for (const text of ['1,234.50 EUR', '€1,234.50', '1234.50 euros'])
      expect(keys(text, 'en')).toEqual(['money:EUR:1234.5']);
    expect(keys('25,– €')).toEqual(['money:EUR:25']);
  });

  it('reads the same date in every spelling', () => {
    for (const text of ['3. Mai 2024', '03.05.2024', '3.5.2024', '2024-05-03'])
      expect(keys(text)).toEqual(['date:2024-05-03']);
    for (const text of ['May 3, 2024', '3 May 2024', '3rd of May 2024', '05/03/2024'])
      expect(keys(text, 'en')).toEqual(['date:2024-05-03']);
    expect(keys('3 Mayıs 2024', 'tr')).toEqual(['date:2024-05-03']);
  });

  it('does not read a postcode into the number before it', () => {
    expect(keys('Westendstraße 68 80339 München')).toEqual(['number:68', 'number:80339']);
  });

  it('keeps § and paragraphs apart', () => {
    expect(keys('§ 12a Abs. 2 Satz 1')).toEqual(['section:12a', 'subsection:2', 'sentence:1']);
  });

  it('takes the first hour of a span for a time', () => {
    expect(keys('8 – 12 Uhr')).toEqual(['time:08:00', 'time:12:00']);
    expect(keys('8.30 bis 12 Uhr')).toEqual(['time:08:30', 'time:12:00']);
    expect(keys('2 pm', 'en')).toEqual(['time:14:00']);
  });

  it('meets a phone number with and without country code', () => {
    expect(keys('+49 821 3102-2111')).toEqual(keys('0821 / 31 02 21 11'));
  });
});

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createWords } from '../../knowledge/analysis/words.ts';
import { createEvidenceBook } from '../making/evidence-book.ts';
import { readIntelligenceResources } from '../resources.ts';
import { readProfile } from './profile.ts';
import { scanSources } from './scan.ts';
import { sentencesOf } from './sentences.ts';
import type { SourceDocument } from './source.ts';
import { findTopics } from './topics.ts';

const resources = readIntelligenceResources(join(import.meta.dirname, '../../../../..'));
const page = (title: string, text: string, language = 'de'): SourceDocument => ({
  ...{ id: title, versionId: 'v', spaceId: 's', title, source: title, language, text },
  blocks: [...text.matchAll(/[^\n]+/g)].map((line) => ({
    kind: 'paragraph' as const,
    startOffset: line.index,
    endOffset: line.index + line[0].length,
  })),
});
const profileOf = async (pages: SourceDocument[], language: 'de' | 'en' | 'tr' = 'de') => {
  const scan = await scanSources(pages, {
    resources,
    words: createWords(),
    signal: new AbortController().signal,
  });
  const topics = findTopics(scan, 1, { language, resources });
  const book = createEvidenceBook(scan);
  const profile = readProfile(scan, topics, resources, language, book);
  const quotes = new Map(book.all().map(({ id, quote }) => [id, quote]));
  const texts = (traits: readonly { text: string }[]) => traits.map(({ text }) => text);
  return {
    ...{ topics, name: profile.name?.text ?? null, places: texts(profile.places) },
    ...{ sector: profile.sector?.code ?? null, tone: profile.tone.code, notices: scan.contradictions },
    sectorQuotes: (profile.sector?.evidence ?? []).map((id) => quotes.get(id)),
    ...{ services: texts(profile.services), hours: texts(profile.openingHours) },
  };
};

const bakery = [
  page('Startseite | Bäckerei Korn', 'Seit 1954 backt die Bäckerei Korn Brot.\nMo–Fr 6:00–18:30 Uhr'),
  page(
    'Torten bestellen | Bäckerei Korn',
    'Torten bestellen Sie drei Tage vorher.\nWer Torten mag, kommt jeden ersten Dienstag um 18 Uhr.',
  ),
  page('Impressum | Bäckerei Korn', 'Inhaberin Ida Korn\nMarktstraße 12, 88212 Ravensburg. Telefon 0751 1'),
  page('Unser Brot | Bäckerei Korn', 'Unser Brot reift lange. In 10000 Backstuben gibt es das nicht.'),
];

describe('an organisation', () => {
  it('has its name, its place without the full stop, and hours that are not those of an event', async () => {
    const { name, places, hours } = await profileOf(bakery);
    expect(name).toBe('Bäckerei Korn');
    expect(places).toEqual(['Ravensburg']);
    expect(hours).toEqual(['Mo–Fr 6:00–18:30 Uhr']);
  });

  it('offers what its pages are about: the home page and the imprint are no services', async () => {
    const { services, topics } = await profileOf(bakery);
    expect(services).toEqual(['Torten bestellen', 'Unser Brot']);
    expect(topics.map(({ label }) => label).join()).not.toMatch(/Korn|Startseite|Impressum/);
  });

  it('is not one of the many partners a portal names', async () => {
    const pages = Array.from({ length: 80 }, (_, at) =>
      page(`Thema ${at}`, at < 2 ? 'The Caritas Association helps you.' : 'You find help here.', 'en'),
    );
    expect((await profileOf(pages, 'en')).name).toBeNull();
  });

  it('keeps the “&” and the legal form of its name, which an imprint says once', async () => {
    const pages = [
      page(
        'Heizung',
        'Seit 1964 plant die Müller & Söhne GmbH Heizungen.\nEine Wartung dauert zwei Stunden.',
      ),
      page('Kontakt', 'Rufen Sie die Müller & Söhne GmbH an.\nSchillerplatz 2, 95444 Bayreuth'),
    ];
    expect((await profileOf(pages)).name).toBe('Müller & Söhne GmbH');
    const once = [
      page('Wolle', 'Unsere Wolle ist gefärbt.'),
      page('Impressum', 'Hansen & Petersen GbR, Deichstraße 9, 25813 Husum'),
    ];
    expect((await profileOf(once)).name).toBe('Hansen & Petersen GbR');
    const bank = [
      page('Girokonto', 'Das Konto kostet nichts.'),
      page('Kontakt', 'Sparkasse Hohenau, Marktplatz 3, 79999 Hohenau'),
    ];
    expect((await profileOf(bank)).name).toBe('Sparkasse Hohenau');
  });

  it('is not the one firm a page of a large portal mentions', async () => {
    const pages = Array.from({ length: 40 }, (_, at) =>
      page(`Thema ${at}`, at === 7 ? 'Den Bus betreibt die Otto Reisen GmbH.' : 'Hier finden Sie Hilfe.'),
    );
    expect((await profileOf(pages)).name).toBeNull();
  });

  it('makes software for accounts and is no bank; its sector is backed by a sentence that says so', async () => {
    const { sector, sectorQuotes } = await profileOf(
      [
        page(
          'Invoices',
          'Send invoices and track each payment to your bank account.\nThe API returns a token.',
          'en',
        ),
        page('Bank feeds', 'Connect your bank account.\nThe software matches payments to an account.', 'en'),
        page('Roles', 'Export the log as a CSV file from the settings of the app.', 'en'),
      ],
      'en',
    );
    expect(sector).toBe('software');
    expect(sectorQuotes.join(' ')).toMatch(/CSV|API|software/);
  });

  it('is told apart from its readers: “du” is an address without a second verb', async () => {
    const pages = [
      page(
        'Wolle',
        'Bei uns findest du handgefärbte Wolle und Stricknadeln.\nWir zeigen dir die ersten Maschen.',
      ),
    ];
    expect((await profileOf(pages)).tone).toBe('informal');
  });

  it('is read in Turkish, where a capital may be no ASCII letter', async () => {
    const { name, hours, places, services } = await profileOf(
      [
        page('Ana sayfa', "Deniz Otel'e hoş geldiniz.\nSalı ve Çarşamba 07.00–23.00 arası açıktır.", 'tr'),
        page('İletişim', 'Sahil Caddesi 8, 48400 Bodrum', 'tr'),
        page('Odalar', 'Odaların fiyatı 2.400 liradır. Kahvaltı fiyata dahildir.', 'tr'),
      ],
      'tr',
    );
    expect({ name, places, services }).toEqual({
      ...{ name: 'Deniz Otel', places: ['Bodrum'], services: ['Odalar'] },
    });
    expect(hours).toEqual(['Salı ve Çarşamba 07.00–23.00 arası açıktır.']);
  });
});

it('the home page and the contact page say different hours: that is a contradiction to clear up', async () => {
  const pages = [
    page('Startseite | Bäckerei Korn', 'Die Bäckerei Korn backt Brot.\nMo–Fr 6:00–18:30 Uhr'),
    page(
      'Kontakt | Bäckerei Korn',
      'Bäckerei Korn, Marktstraße 12, 88212 Ravensburg\nMontag bis Freitag 7 bis 18 Uhr',
    ),
    page('Café am See | Bäckerei Korn', 'Im Café sitzen Sie am Wasser.\nMo–Fr 10:00–17:00 Uhr'),
  ];
  expect((await profileOf(pages)).notices).toHaveLength(1);
});

it('a Turkish sentence ends where its word ends in a letter behind a dotless i', () => {
  const [room] = [page('Odalar', 'Odaların fiyatı 2.400 liradır. Kahvaltı fiyata dahildir.', 'tr')];
  expect(sentencesOf(room, 0).map(({ text }) => text)).toEqual([
    'Odaların fiyatı 2.400 liradır.',
    'Kahvaltı fiyata dahildir.',
  ]);
});

it('a sentence set to a width goes on in the next line; the items of a list do not', () => {
  const wrapped = `Das Wohngeld wird als Zuschuss zur Miete geleistet. Den Antrag
stellen Sie bei der Gemeinde, in der Sie wohnen, bevor Sie eine neue
Wohnung mieten.`;
  const listed = 'Personalausweis oder Reisepass mit Meldebescheinigung\nGeburtsurkunde\nLichtbild';
  const read = (text: string) =>
    sentencesOf(
      {
        ...page('Wohngeld', text),
        blocks: [{ kind: 'paragraph', startOffset: 0, endOffset: text.length }],
      },
      0,
    );
  expect(read(wrapped).map(({ text }) => text.replaceAll(/\s+/g, ' '))).toEqual([
    'Das Wohngeld wird als Zuschuss zur Miete geleistet.',
    'Den Antrag stellen Sie bei der Gemeinde, in der Sie wohnen, bevor Sie eine neue Wohnung mieten.',
  ]);
  for (const { text, startOffset, endOffset } of read(wrapped))
    expect(wrapped.slice(startOffset, endOffset)).toBe(text);
  expect(read(listed)).toHaveLength(3);
});

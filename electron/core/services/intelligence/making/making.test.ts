import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ContentLanguage } from '../../../../contract/intelligence-traits.ts';
import { createWords } from '../../knowledge/analysis/words.ts';
import { isQuotable } from '../reading/quotable.ts';
import { scanSources } from '../reading/scan.ts';
import { findSignals } from '../reading/signals.ts';
import type { SourceDocument } from '../reading/source.ts';
import { readIntelligenceResources } from '../resources.ts';
import { draftAgent } from './agents.ts';
import { contactOf } from './contact.ts';
import { enrichGroups } from './enrichments.ts';
import { createEvidenceBook } from './evidence-book.ts';
import { proposeGroups, wishAmong } from './groups.ts';
import { inSentence } from './names.ts';
import { isAction } from './persona-questions.ts';
import { makePersonas } from './personas.ts';
import { checkPlain } from './plain.ts';
import { inOwnWords } from './questions.ts';

const resources = readIntelligenceResources(join(import.meta.dirname, '../../../../..'));
const page = (title: string, text: string, language = 'de'): SourceDocument => ({
  ...{ id: title, versionId: 'v', spaceId: 's', title, source: title, language, text },
  blocks: [...text.matchAll(/[^\n]+/g)].map((line) => ({
    kind: line[0].endsWith('?') ? ('heading' as const) : ('paragraph' as const),
    startOffset: line.index,
    endOffset: line.index + line[0].length,
  })),
});

const made = async (pages: SourceDocument[], language: ContentLanguage = 'de') => {
  const words = createWords();
  const scan = await scanSources(pages, { resources, words, signal: new AbortController().signal });
  const context = { scan, topics: [], resources, language, book: createEvidenceBook(scan) };
  const groups = proposeGroups(findSignals(scan, resources, words, language), context);
  return {
    ...{ groups, personas: makePersonas(groups, context, 1), texts: enrichGroups(groups, context) },
    contact: contactOf(scan),
  };
};

const shop = [
  page(
    'Torten bestellen',
    'Unsere Kundinnen und Kunden bestellen Torten drei Tage vorher im Laden.\nKunden bezahlen Torten bei der Abholung.\nWas kostet eine Torte?\nEine Torte für zwölf Personen kostet ab 38 Euro.\nWas suchen Sie?\nHier finden Sie alles.',
  ),
  page(
    'Karriere',
    'Bewerberinnen und Bewerber schicken uns einen Lebenslauf.\nIhre Bewerbung senden Sie an karriere@korn.example.\nAuszubildende lernen bei uns alle Schritte der Arbeit.',
  ),
  page('Kontakt', 'Schreiben Sie an laden@korn.example oder rufen Sie uns an.'),
];

describe('a shop', () => {
  it('has customers and applicants, and nobody looks for a flat or a nursery there', async () => {
    const { groups, personas } = await made(shop);
    expect(groups.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['private-customers', 'job-applicants']),
    );
    const said = JSON.stringify([groups.map(({ needs }) => needs), personas.map(({ goals }) => goals)]);
    expect(said).not.toMatch(/Wohnung|Betreuungsplatz|Bildungsweg/);
  });

  it('is asked what its pages answer, not what they ask', async () => {
    const { personas, texts } = await made(shop);
    const customer = personas.find(({ groupKey }) => groupKey === 'private-customers');
    const questions = customer?.questions.map(({ text }) => text) ?? [];
    expect(questions).toContain('Was kostet eine Torte?');
    expect(customer?.goals.map(({ text }) => text)).toContain('Torten bestellen');
    expect(JSON.stringify([questions, texts])).not.toMatch(/suche ich|suchen Sie|Hier finden/);
  });

  it('is reached at the address for everybody, not at that for applicants', async () => {
    expect((await made(shop)).contact).toBe('laden@korn.example');
  });

  it('gets agents that want what their persona wants, in words that make a sentence', async () => {
    const { groups, personas } = await made(shop);
    const group = groups.find(({ key }) => key === 'private-customers');
    const persona = personas.find(({ groupKey }) => groupKey === 'private-customers');
    if (group === undefined || persona === undefined) throw new Error('nothing was made');
    const draft = (language: ContentLanguage) =>
      draftAgent(persona, group, language, { spaceIds: [], languages: [], contact: null }, resources);
    expect(draft('en').name).toBe('Information for private customers');
    expect(draft('en').instructions).toContain('What matters to them is to order and pay safely');
    expect(draft('en').instructions).not.toMatch(/contact|\{/);
    expect(draft('tr').instructions).not.toMatch(/\{/);
    expect(draft('de').instructions).toContain('Wichtig ist ihnen: sicher bestellen und bezahlen');
    for (const language of ['de', 'en', 'tr'] as const)
      expect(draft(language).starterQuestions.length).toBeGreaterThanOrEqual(2);
  });
});

it('questions of the page stay with the page, in every language', () => {
  for (const [question, language] of [
    ['Are you looking for childcare?', 'en'],
    ['What do we offer?', 'en'],
    ['Wie helfen wir Ihnen?', 'de'],
    ['Was suchen Sie?', 'de'],
    ['Brauchen Sie Hilfe?', 'de'],
    ['Ne arıyorsunuz?', 'tr'],
    ['Biz kimiz?', 'tr'],
  ] as const)
    expect(inOwnWords(question, language), question).toBeNull();
  expect(inOwnWords('How do you register your child?', 'en')).toBe('How do I register my child?');
  expect(inOwnWords('Can I travel to the US?', 'en')).toBe('Can I travel to the US?');
  expect(inOwnWords('Nasıl ödeme yapabilirim?', 'tr')).toBe('Nasıl ödeme yapabilirim?');
});

it('a title in the infinitive is something to do, a noun is not', () => {
  expect(['Gewerbe anmelden', 'Personalausweis beantragen'].every((title) => isAction(title, 'de'))).toBe(
    true,
  );
  expect(['Menschen mit Behinderungen', 'Was wir machen', 'Reisen'].some((one) => isAction(one, 'de'))).toBe(
    false,
  );
  expect(isAction('Entegrasyon kursu ve Almanca öğrenmek', 'tr')).toBe(true);
});

it('what leans on the sentence before it, is cut or is code cannot stand alone', () => {
  for (const [text, language] of [
    ['Dort bekommen Sie Hilfe bei allen Anträgen.', 'de'],
    ['Die Anlaufstelle für alle jungen Menschen (in der Regel bis zum 25.', 'de'],
    ['This allows both keys to be salted.', 'en'],
    ['use request_rec->useragent_ip for this.', 'en'],
    ['2. Sunucuyu derleyebilirsiniz.', 'tr'],
    ['Bu seçenek derleme komutlarına aktarılır.', 'tr'],
  ] as const)
    expect(isQuotable(text, language), text).toBe(false);
  expect(isQuotable('Der Personalausweis kostet 37,00 Euro.', 'de')).toBe(true);
  expect(isQuotable('There is a lift to every floor.', 'en')).toBe(true);
});

it('a passive is found before and behind its verb, and open is no participle', () => {
  const passive = (text: string, language = 'en') =>
    checkPlain([text], language).find(({ rule }) => rule === 'passive')?.passed;
  expect(passive('Die Daten dürfen nicht mitgeteilt werden.', 'de')).toBe(false);
  expect(passive('Die Kinder werden im Herbst vier Jahre alt.', 'de')).toBe(true);
  expect(passive('The museum is open on Sunday.')).toBe(true);
  expect(passive('All data is encrypted.')).toBe(false);
});

it('what the name of a group says already is not what it wants most, and what stands elsewhere is not its wish', () => {
  const need = (key: string, close: number) => {
    const facet = resources.facets.needs.find((one) => one.key === key);
    if (facet === undefined) throw new Error(key);
    return { facet, sentences: [1, 2, 3, 4], strength: 1, close };
  };
  const money = 'finanzielle Unterstützung finden und beantragen';
  expect(wishAmong([need('work', 4), need('money', 3)], ['work'], 'de')).toEqual({
    text: money,
    isFirst: false,
  });
  expect(wishAmong([need('money', 3)], [], 'de')).toEqual({ text: money, isFirst: true });
  expect(wishAmong([need('work', 4), need('childcare', 0)], ['work'], 'de')).toBeNull();
});

describe('who is spoken to', () => {
  const energy = [
    page(
      'Heizung',
      'Hausbesitzer müssen alte Heizungen tauschen.\nEigentümer von Einfamilienhäusern erhalten eine Förderung.',
    ),
    page(
      'Gebühren',
      'Grundstückseigentümer zahlen die Gebühr.\nFamilien mit Kindern erhalten auf Antrag einen Zuschuss für Windeln.',
    ),
  ];

  it('house owners, and what is said to families on their page stays with the families', async () => {
    const { groups, personas } = await made(energy);
    expect(groups.map(({ key }) => key)).toEqual(expect.arrayContaining(['homeowners', 'families']));
    const goalsOf = (key: string) =>
      personas.filter(({ groupKey }) => groupKey === key).flatMap(({ goals }) => goals.map(({ id }) => id));
    expect(goalsOf('families')).toContain('goal-application');
    expect(goalsOf('homeowners')).not.toContain('goal-application');
  });

  it('nobody in the name of the organisation, in an address, or in what is not needed', async () => {
    const { groups, personas } = await made([
      page(
        'Tafel Rosenau e. V.',
        'Die Tafel Rosenau e. V. ist dienstags da.\nSpenderinnen und Spender brauchen keinen Termin.',
      ),
      page(
        'Spenden',
        'Spender schreiben an gewerbe@tafel.example.\nTafel Rosenau e. V., Bahnhofstraße 11, 99099 Rosenau',
      ),
    ]);
    expect(groups.map(({ key }) => key)).toEqual(['donors']);
    expect(JSON.stringify(personas)).not.toContain('einen Termin bekommen');
  });

  it('somebody who wants one thing and another says “möchte” once', async () => {
    const { personas } = await made([
      page(
        'Karriere',
        'Ihre Bewerbung senden Sie uns online.\nBewerberinnen und Bewerber finden hier jede Stelle im Laden.\nKunden bezahlen ihre Bestellung im Shop.\nJeder Bewerber findet das Stellenangebot im Shop.',
      ),
    ]);
    const headlines = personas.map(({ headline }) => headline);
    expect(headlines.join()).toContain('Möchte sich bewerben');
    for (const headline of headlines) expect(headline.match(/möchte/gi)?.length ?? 0).toBeLessThan(2);
  });
});

it('an adjective is small inside a German sentence, a noun never is', () => {
  expect(inSentence('Ältere Menschen', 'de')).toBe('ältere Menschen');
  expect(inSentence('Studierende und Studieninteressierte', 'de')).toBe(
    'Studierende und Studieninteressierte',
  );
  expect(inSentence('Geflüchtete', 'de')).toBe('Geflüchtete');
});

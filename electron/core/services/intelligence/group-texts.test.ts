import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ContentEnrichment } from '../../../contract/intelligence-groups.ts';
import type { Evidence } from '../../../contract/intelligence-traits.ts';
import { createWords } from '../knowledge/analysis/words.ts';
import { writeTexts } from './group-texts.ts';
import { createEvidenceBook } from './making/evidence-book.ts';
import { enrichGroups } from './making/enrichments.ts';
import { proposeGroups } from './making/groups.ts';
import { scanSources } from './reading/scan.ts';
import { findSignals } from './reading/signals.ts';
import type { SourceDocument } from './reading/source.ts';
import { readIntelligenceResources } from './resources.ts';

const resources = readIntelligenceResources(join(import.meta.dirname, '../../../..'));
const words = createWords();
const document = (title: string, language: string, text: string): SourceDocument => ({
  ...{ id: title, versionId: 'v', spaceId: 's', title: `${title} | Lindenau`, source: title, language, text },
  blocks: [...text.matchAll(/[^\n]+/g)].map((line, at) => ({
    kind: at === 0 || line[0].endsWith('?') ? ('heading' as const) : ('paragraph' as const),
    startOffset: line.index,
    endOffset: line.index + line[0].length,
  })),
});

const german = `Kita
Eltern melden ihr Kind online für einen Platz in der Kita an.
Für Familien mit geringem Einkommen übernimmt das Amt ggf. die Gebühr.
Familien erreichen das Jugendamt unter Telefon 07540 900-200.
Wann melden Eltern ihr Kind an?
Eltern melden ihr Kind bis zum 15. Februar an.`;
const english = `Day care
Parents register their child online for a place in day care.
Families with a low income pay no fee for day care.
Parents bring the birth certificate of their child.
Families with three children get extra money for day care.`;

const made = async () => {
  const documents = [
    document('Kita', 'de', german),
    document('Elterngeld', 'de', german.replaceAll('Kita', 'Schule').replaceAll('Platz', 'Ort')),
    document('Day care', 'en', english),
  ];
  const scan = await scanSources(documents, { resources, words, signal: new AbortController().signal });
  const book = createEvidenceBook(scan);
  const context = { scan, topics: [], resources, language: 'de' as const, book };
  return enrichGroups(proposeGroups(findSignals(scan, resources, words, 'de'), context), context).filter(
    ({ groupKey }) => groupKey === 'families',
  );
};

describe('texts for a group', () => {
  it('are made in each language the sources speak to it in, every sentence cited', async () => {
    const texts = await made();
    expect(texts.map(({ kind, language }) => `${kind}-${language}`)).toEqual(
      expect.arrayContaining(['explanation-de', 'plain-de', 'faq-de', 'explanation-en']),
    );
    const bodies = texts.flatMap(({ parts }) => parts.map(({ body }) => body));
    expect(bodies.every(({ basis, evidence }) => basis === 'evidence' && evidence.length > 0)).toBe(true);
    const inEnglish = texts.find(({ kind, language }) => kind === 'explanation' && language === 'en');
    expect(inEnglish?.parts.map(({ body }) => body.text).join(' ')).not.toMatch(/Eltern|Kind\b/);
  });

  it('stand under their document without the name of the site, and list no telephone numbers as sentences', async () => {
    const texts = await made();
    const explanation = texts.find(({ kind, language }) => kind === 'explanation' && language === 'de');
    expect(explanation?.parts.map(({ heading }) => heading)).toContain('Kita');
    const said = texts.filter(({ kind }) => kind !== 'faq').flatMap(({ parts }) => parts);
    expect(said.some(({ body }) => body.text.includes('Telefon'))).toBe(false);
  });

  it('are checked in every form: the same sentence breaks a rule as it stands and keeps it in plain words', async () => {
    const texts = await made();
    const broken = (kind: string): string[] =>
      texts
        .filter((one) => one.kind === kind && one.language === 'de')
        .flatMap(({ checks }) => checks.flatMap(({ rule, passed }) => (passed ? [] : [rule])));
    expect(broken('explanation')).toContain('abbreviations');
    expect(broken('plain')).not.toContain('abbreviations');
  });
});

describe('the file of a group’s texts', () => {
  const evidence: Evidence = {
    ...{ id: 'e000000000000001', documentId: 'd', versionId: 'v', title: 'Kita', source: 'kita.md' },
    ...{ page: 2, startOffset: 0, endOffset: 5, quote: 'Eins.', hash: 'h', language: 'de' },
  };
  const body = (text: string, ids: string[]) => ({
    ...{ id: text, text, evidence: ids, origin: 'rules' as const },
    basis: ids.length === 0 ? ('assumption' as const) : ('evidence' as const),
  });
  const texts: ContentEnrichment[] = [
    {
      ...{
        id: 'x',
        analysisId: 'a',
        groupId: 'g',
        kind: 'plain',
        language: 'de',
        title: 'Titel',
        checks: [],
      },
      parts: [
        { heading: 'Kita', body: body('Eins.', [evidence.id]) },
        { heading: 'Kita', body: body('# Keine <b>Überschrift</b>', [evidence.id]) },
        { heading: 'Kita', body: body('Ohne Beleg.', []) },
      ],
    },
  ];
  const labels = { sources: 'Belege', assumption: 'Annahme', page: 'S.' };
  const known = new Map([[evidence.id, evidence]]);

  it('numbers a source once, says a heading once, and marks what has no evidence', () => {
    const written = writeTexts(texts, known, labels, 'text');
    expect(written.match(/^Kita$/gm)).toHaveLength(1);
    expect(written).toContain('Eins. [1]');
    expect(written).toContain('Ohne Beleg. (Annahme)');
    expect(written.match(/^\[1\] Eins\. – Kita, S\. 2, kita\.md$/gm)).toHaveLength(1);
  });

  it('lets no source write Markdown', () => {
    expect(writeTexts(texts, known, labels, 'markdown')).toContain('\\# Keine \\<b\\>Überschrift\\</b\\>');
  });
});

import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../contract/intelligence-traits.ts';
import { openIn } from './open-evidence.ts';

const quote = 'Eltern melden ihr Kind online an.';
const evidenceAt = (startOffset: number): Evidence => ({
  id: '00000000-0000-7000-8000-000000000001',
  documentId: '00000000-0000-7000-8000-000000000002',
  versionId: '00000000-0000-7000-8000-000000000003',
  startOffset,
  endOffset: startOffset + quote.length,
  quote,
  hash: '',
  page: null,
  language: 'de',
  title: 'Kita',
  source: 'kita.html',
});
const opened = (text: string) => openIn(evidenceAt(text.indexOf(quote)), text);

describe('the text around a cited sentence', () => {
  it('begins and ends with a whole sentence', () => {
    const before = 'Ein Satz davor ist lang genug. '.repeat(20);
    const after = ' Ein Satz danach ist auch lang.'.repeat(20);
    const { context, quoteStart, quoteEnd } = opened(before + quote + after);
    expect(context).toMatch(/^Ein Satz davor/);
    expect(context).toMatch(/ist auch lang\.$/);
    expect(context.length).toBeLessThan(800);
    expect(context.slice(quoteStart, quoteEnd)).toBe(quote);
  });

  it('cuts between words where no sentence ends', () => {
    const { context, quoteStart, quoteEnd } = opened(`${'Wort '.repeat(200)}${quote} ${'Wort '.repeat(200)}`);
    expect(context).toMatch(/^Wort Wort/);
    expect(context).toMatch(/ Wort$/);
    expect(context.slice(quoteStart, quoteEnd)).toBe(quote);
  });

  it('is the whole text where that is short, and the sentence alone in one endless word', () => {
    expect(opened(`Kita. ${quote} Frist`).context).toBe(`Kita. ${quote} Frist`);
    expect(opened(`${'x'.repeat(999)}${quote}${'x'.repeat(999)}`).context).toBe(quote);
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMemoryHost, type MemoryHost } from '../../hosts/memory.ts';
import type { Knowledge } from '../services/knowledge/index.ts';

let host: MemoryHost;
let modelsDir = '';
let spaceId = '';
const services = () => {
  const open = host.core.context({ transport: 'memory', client: 'test' }).engine.services();
  if (open === null) throw new Error('database is locked');
  return open;
};
type Input = Parameters<Knowledge['addDocument']>[1];
const add = (input: Omit<Input, 'spaceId'> & Partial<Pick<Input, 'spaceId'>>) =>
  services().knowledge.addDocument(services().caller.tenantId, { spaceId, ...input });

beforeAll(async () => {
  // No models: what this computer has installed must not decide the outcome.
  modelsDir = await mkdtemp(join(tmpdir(), 'wattos-models-'));
  host = await createMemoryHost({ modelsDir });
  spaceId = (await host.client.knowledge.createSpace({ name: 'Satzungen' })).id;
});
afterAll(async () => {
  await host.close();
  await rm(modelsDir, { recursive: true, force: true });
});

describe('knowledge over the contract', () => {
  it('searches in the thread of the real engine, with page, range and scores', async () => {
    const { id } = add({
      title: 'Hunde',
      source: 'hunde.txt',
      text: 'Die Hundesteuer beträgt 120 Euro im Jahr.',
    });
    const { hits, timings } = await host.client.knowledge.search({ query: 'Wie hoch ist die Hundesteuer?' });
    expect(hits[0]).toMatchObject({ documentId: id, spaceId, startOffset: 0, scores: { meaning: null } });
    expect(timings.fullTextMs).toBeGreaterThan(0);
    const { text, startOffset } = await host.client.knowledge.document({ documentId: id });
    expect(text.slice(startOffset, hits[0]?.endOffset)).toBe(hits[0]?.text);
  });

  it('keeps tables, lines and pages, and shows a window of a long text', async () => {
    const text = `Gebühren\nHund 120\n${'Ein langer Satz steht hier. '.repeat(400)}`;
    const { id } = add({
      title: 'Gebühren',
      source: 'g.pdf',
      text,
      format: 'pdf',
      warnings: ['needs-ocr'],
      pages: [{ widthPt: 595, heightPt: 842, startOffset: 0, endOffset: text.length }],
      blocks: [
        { kind: 'heading', level: 1, page: 1, startOffset: 0, endOffset: 8 },
        {
          kind: 'table',
          page: 1,
          startOffset: 9,
          endOffset: 17,
          box: [10, 20, 30.123, 40],
          table: [
            [
              { startOffset: 9, endOffset: 13 },
              { startOffset: 14, endOffset: 17 },
            ],
          ],
          lines: [{ startOffset: 9, endOffset: 17, box: [10, 20, 30, 40] }],
        },
        { kind: 'paragraph', page: 1, startOffset: 18, endOffset: text.length },
      ],
    });
    const start = await host.client.knowledge.document({ documentId: id, length: 100 });
    expect(start.blocks[1]).toMatchObject({
      table: [
        [
          { startOffset: 9, endOffset: 13 },
          { startOffset: 14, endOffset: 17 },
        ],
      ],
      lines: [{ startOffset: 9, endOffset: 17, box: [10, 20, 30, 40] }],
      box: [10, 20, 30.12, 40],
    });
    expect(start.document).toMatchObject({ format: 'pdf', pages: 1, warnings: ['needs-ocr'], version: 1 });
    const middle = await host.client.knowledge.document({ documentId: id, aroundOffset: 5_000, length: 100 });
    expect([middle.startOffset, middle.endOffset]).toEqual([4_950, 5_050]);
    expect(middle.text).toBe(text.slice(4_950, 5_050));
    const end = await host.client.knowledge.document({ documentId: id, aroundOffset: 999_999, length: 100 });
    expect(end.endOffset).toBe(text.length);
  });

  it('pages through documents in both orders without losing or repeating one', async () => {
    for (const title of ['b', 'A', 'c', 'B2', 'ä'])
      add({ title, source: `${title}.txt`, text: `Text ${title}` });
    for (const order of ['title', 'updated'] as const) {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof host.client.knowledge.documents>> =
          await host.client.knowledge.documents({ spaceId, order, limit: 2, cursor });
        seen.push(...page.items.map((item) => item.id));
        cursor = page.nextCursor;
      } while (cursor !== null);
      const all = await host.client.knowledge.documents({ spaceId, order, limit: 100 });
      expect(seen).toEqual(all.items.map((item) => item.id));
      expect(new Set(seen).size).toBe(seen.length);
    }
    const found = await host.client.knowledge.documents({ query: 'gebü' });
    expect(found.items.map((item) => item.title)).toEqual(['Gebühren']);
  });

  it('tags several documents at once, and narrows list, search and answers by them', async () => {
    const { client } = host;
    const { id: spaceId } = await client.knowledge.createSpace({ name: 'Verschlagwortet' });
    const { id: other } = await client.knowledge.createSpace({ name: 'Daneben' });
    const [one = '', two = '', three = ''] = ['Esel', 'Pferd', 'Rind'].map(
      (animal) =>
        add({
          spaceId,
          title: animal,
          source: `${animal}.txt`,
          text: `Die Haltung von Tieren der Art ${animal} kostet 15 Euro im Jahr.`,
        }).id,
    );
    const gone = '0197aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee';
    expect(
      await client.knowledge.changeTags({ documentIds: [one, two, gone, one], add: ['Tier', 'Huftier'] }),
    ).toEqual({ changed: 2 });
    await client.knowledge.changeTags({ documentIds: [two, three], add: ['Tier'], remove: ['Huftier', 'x'] });
    expect(await client.knowledge.tags({ spaceIds: [spaceId] })).toEqual([
      { tag: 'Tier', documents: 3 },
      { tag: 'Huftier', documents: 1 },
    ]);
    expect(await client.knowledge.tags({ spaceIds: [other] })).toEqual([]);
    const listed = async (...tags: string[]) =>
      (await client.knowledge.documents({ spaceId, tags, order: 'title' })).items.map((item) => item.title);
    expect(await listed('Tier')).toEqual(['Esel', 'Pferd', 'Rind']);
    expect(await listed('Tier', 'Huftier', 'Tier')).toEqual(['Esel']);
    expect(await listed('Fisch')).toEqual([]);
    const filters = { tags: ['Huftier'] };
    const { hits } = await client.knowledge.search({ query: 'Haltung Euro', spaceIds: [spaceId], filters });
    expect(hits.map((hit) => hit.title)).toEqual(['Esel']);
    const question = 'Was kostet die Haltung im Jahr?';
    const asked = { question, spaceIds: [spaceId], onlyFromSources: false, filters };
    const { evidence } = await client.answers.ask(asked);
    expect(new Set(evidence.citations.map((citation) => citation.documentId))).toEqual(new Set([one]));
    for (const id of [spaceId, other]) await client.knowledge.removeSpace({ spaceId: id });
  });

  it('removes an attachment with its document, and a label with its space', async () => {
    const { client } = host;
    const mail = add({ title: 'Mail', source: 'm.eml', text: 'Anbei die Satzung.' });
    const attached = add({
      title: 'Anhang',
      source: 'm.eml',
      text: 'Quastenflosserordnung',
      parentId: mail.id,
    });
    await client.knowledge.setTags({ documentId: attached.id, tags: ['alt'] });
    const tagged = await client.knowledge.search({
      query: 'Quastenflosserordnung',
      filters: { tags: ['alt'] },
    });
    expect(tagged.hits).toHaveLength(1);
    await client.knowledge.removeDocument({ documentId: mail.id });
    await expect(client.knowledge.document({ documentId: attached.id })).rejects.toMatchObject({
      code: 'knowledge.DOCUMENT_NOT_FOUND',
    });
    await client.knowledge.updateSpace({ spaceId, dataClass: 'confidential' });
    expect(await client.knowledge.spaces()).toMatchObject([{ name: 'Satzungen', dataClass: 'confidential' }]);
    await expect(client.knowledge.createSpace({ name: 'Satzungen' })).rejects.toMatchObject({
      code: 'knowledge.SPACE_NAME_TAKEN',
    });
    await client.knowledge.removeSpace({ spaceId });
    expect(await client.knowledge.spaces()).toEqual([]);
    expect(services().db.prepare('SELECT count(*) FROM data_labels').pluck().get()).toBe(0);
    expect((await client.knowledge.search({ query: 'Hundesteuer' })).hits).toEqual([]);
  });
});

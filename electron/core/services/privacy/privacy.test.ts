/** The whole way: real files, the real parser, the real store and index. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type PrivacyPolicy, piiClasses } from '../../../contract/privacy.ts';
import { createMemoryHost, type MemoryHost } from '../../../hosts/memory.ts';

let host: MemoryHost;
let folder = '';
let spaceId = '';
let spaces = 0;

beforeAll(async () => {
  host = await createMemoryHost({ modelsDir: null });
});
afterAll(() => host.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wattos-privacy-'));
  spaces += 1;
  spaceId = (await host.client.knowledge.createSpace({ name: `Datenschutz ${spaces}` })).id;
  return () => rm(folder, { recursive: true, force: true });
});

const policy = (change: Partial<PrivacyPolicy>): PrivacyPolicy => ({
  mode: 'replace',
  classes: [...piiClasses],
  uncertain: 'redact',
  labelLanguage: 'de',
  ...change,
});
const setPolicy = (change: Partial<PrivacyPolicy>) =>
  host.client.privacy.setPolicy({ spaceId, policy: policy(change) });
const settled = () =>
  expect
    .poll(async () => {
      const { waiting, active, walking } = await host.client.ingestion.state({});
      return waiting + active + walking;
    })
    .toBe(0);
const add = async (name: string, text: string) => {
  const path = join(folder, name);
  await writeFile(path, text);
  await host.client.ingestion.add({ spaceId, paths: [path] });
  await settled();
  const { items } = await host.client.knowledge.documents({ spaceId, limit: 50 });
  const found = items.find((one) => one.source === path);
  if (found === undefined) throw new Error('not stored');
  return host.client.privacy.review({ documentId: found.id });
};

const letter = `# Bescheid

Sehr geehrte Frau Petra Wiśniewska,

Ihre Steuer-ID ist 86 095 742 719, die IBAN DE89 3704 0044 0532 0130 00.

## Begründung

Frau Wiśniewska hat den Antrag gestellt.
`;

test('a replaced name is in no chunk, no text and no search hit, and the same person has one label everywhere', async () => {
  await setPolicy({});
  const first = await add('Bescheid.md', letter);
  expect(first.text).not.toMatch(/Wiśniewska|86 095|DE89/);
  expect(first.text).toContain('Sehr geehrte Frau [Person 1],');
  expect(first.text).toContain('Frau [Person 1] hat den Antrag');
  const second = await add('Brief.md', '# Brief\n\nHerr Karl Osterkamp schreibt an Frau Wiśniewska.\n');
  expect(second.text).toContain('Herr [Person 2] schreibt an Frau [Person 1].');
  const { hits } = await host.client.knowledge.search({ query: 'Wiśniewska', spaceIds: [spaceId] });
  expect(JSON.stringify(hits)).not.toMatch(/Wi.niewska|Osterkamp/i);
  const [hit] = (await host.client.knowledge.search({ query: 'Begründung Antrag', spaceIds: [spaceId] }))
    .hits;
  expect(hit?.headingPath).toContain('Bescheid');
  expect(first.text.slice(hit?.startOffset, hit?.endOffset)).toBe(hit?.text);
});

test('findings of a redacted text stand exactly on their labels, and only the vault leads back', async () => {
  await setPolicy({});
  const review = await add('Bescheid.md', letter);
  for (const finding of review.findings)
    expect(review.text.slice(finding.startOffset, finding.endOffset)).toBe(finding.label);
  expect(JSON.stringify(review)).not.toContain('Wiśniewska');
  const [person] = review.findings;
  const { value } = await host.client.privacy.restore({ pseudonymId: person?.pseudonymId ?? '' });
  expect(value).toBe('Petra Wiśniewska');
});

test('what was removed leads nowhere, and the original file is not kept', async () => {
  await setPolicy({ mode: 'remove' });
  const review = await add('Bescheid.md', letter);
  expect(review.text).toContain('Sehr geehrte Frau […],');
  expect(review.findings.every((finding) => finding.pseudonymId === null)).toBe(true);
  await expect(
    host.client.privacy.decide({
      documentId: review.documentId,
      findingId: review.findings[0]?.id ?? '',
      decision: { kind: 'reject' },
    }),
  ).rejects.toMatchObject({ code: 'privacy.ORIGINAL_GONE' });
});

test('a stricter policy takes the names out of earlier versions as well', async () => {
  await setPolicy({ mode: 'mark' });
  const before = await add('Bescheid.md', letter);
  expect(before.text).toContain('Wiśniewska');
  await setPolicy({});
  await host.client.ingestion.reindex({ documentId: before.documentId });
  await settled();
  const after = await host.client.privacy.review({ documentId: before.documentId });
  expect(after.text).toContain('[Person 1]');
  await expect(
    host.client.knowledge.document({ documentId: before.documentId, versionId: before.versionId }),
  ).rejects.toMatchObject({ code: 'knowledge.DOCUMENT_NOT_FOUND' });
});

test('decisions hold for the same text when a document is read again, and in other documents of the space', async () => {
  await setPolicy({ mode: 'mark' });
  const review = await add('Bescheid.md', letter);
  const { documentId } = review;
  const name = review.findings.find((finding) => finding.class === 'person');
  await host.client.privacy.decide({ documentId, findingId: name?.id ?? '', decision: { kind: 'reject' } });
  const at = review.text.indexOf('Antrag');
  await host.client.privacy.addFinding({
    documentId,
    startOffset: at,
    endOffset: at + 6,
    class: 'case-number',
  });
  await expect(
    host.client.privacy.addFinding({ documentId, startOffset: at + 1, endOffset: at + 3, class: 'person' }),
  ).rejects.toMatchObject({ code: 'privacy.RANGE_INVALID' });
  const other = await add('Brief.md', '# Brief\n\nDer Antrag von Frau Petra Wiśniewska.\n');
  expect(other.findings.map((one) => [one.class, one.decision])).toEqual([['case-number', 'confirmed']]);
  await host.client.ingestion.reindex({ documentId });
  await settled();
  const again = await host.client.privacy.review({ documentId });
  expect(again.findings.filter((one) => one.class === 'case-number')).toHaveLength(1);
  expect(again.stale).toBe(false);
});

test('the report tells what was found and what nobody could check', async () => {
  await setPolicy({ mode: 'mark' });
  const { report } = await add('Bescheid.md', letter);
  expect(report).toMatchObject({
    language: 'de',
    found: { person: 2, iban: 1, 'tax-id': 1 },
    notChecked: [],
  });
});

test('a deleted document takes its findings, decisions and unused pseudonyms along; a shared pseudonym stays', async () => {
  await setPolicy({});
  const first = await add('Bescheid.md', letter);
  const second = await add('Brief.md', '# Brief\n\nNotiz zu Frau Petra Wiśniewska.\n');
  const ids = first.findings.map((finding) => finding.pseudonymId ?? '');
  const shared = second.findings[0]?.pseudonymId ?? '';
  expect(ids).toContain(shared);
  await host.client.knowledge.removeDocument({ documentId: first.documentId });
  for (const pseudonymId of ids)
    if (pseudonymId !== shared)
      await expect(host.client.privacy.restore({ pseudonymId })).rejects.toMatchObject({
        code: 'privacy.PSEUDONYM_NOT_FOUND',
      });
  expect((await host.client.privacy.restore({ pseudonymId: shared })).value).toBe('Petra Wiśniewska');
  await host.client.knowledge.removeSpace({ spaceId });
  await expect(host.client.privacy.restore({ pseudonymId: shared })).rejects.toMatchObject({
    code: 'privacy.PSEUDONYM_NOT_FOUND',
  });
});

test('inspecting a file stores nothing', async () => {
  const path = join(folder, 'Anfrage.txt');
  await writeFile(path, 'Frau Wiśniewska, geboren am 1. Mai 1980, Telefon 030 12345678');
  const { spans, text } = await host.client.privacy.inspect({ path });
  expect(spans.map((one) => [one.class, text.slice(one.startOffset, one.endOffset)])).toEqual([
    ['person', 'Wiśniewska'],
    ['date-of-birth', '1. Mai 1980'],
    ['phone', '030 12345678'],
  ]);
  expect((await host.client.knowledge.documents({ spaceId, limit: 5 })).items).toEqual([]);
  expect(await readdir(folder)).toEqual(['Anfrage.txt']);
  expect(await readFile(path, 'utf8')).toContain('Wiśniewska');
});

/** The parts of the chat view that need no page: live text, rows, groups, excerpts, choice of the model, reading aloud. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConversationSummary, Message } from '../../../electron/contract/chat.ts';
import type { GatewayModel } from '../../../electron/contract/gateway.ts';
import type { Model } from '../../../electron/contract/models.ts';
import type { RunEvent, RunEventBody } from '../../../electron/contract/runs.ts';
import { chooseModel, speaks } from './chat-models.ts';
import { groupOf, listRows } from './day-groups.ts';
import { excerptParts } from './excerpt.ts';
import { applyEvent, hasEnded, nothingYet } from './live-text.ts';
import { prepare, spoken } from './markdown/notation.ts';
import { portionsOf, rowsOf, threadRows } from './rows.ts';

const event = (seq: number, body: RunEventBody): RunEvent => ({ seq, at: '2026-03-09T10:00:00Z', body });
const textEvents = (words: readonly string[]): RunEvent[] => {
  let offset = 0;
  return words.map((text, index) => {
    const made = event(index + 1, { type: 'text', offset, text });
    offset += text.length;
    return made;
  });
};

describe('live text', () => {
  test('repeated and replayed events change nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.nat(), (words, cut) => {
        const events = textEvents(words);
        const replayed = [...events.slice(0, cut), ...events];
        expect(replayed.reduce(applyEvent, nothingYet).text).toBe(words.join(''));
      }),
    );
  });

  test('a gap never puts words in the wrong place', () => {
    const live = [
      event(1, { type: 'text', offset: 0, text: 'ab' }),
      event(3, { type: 'text', offset: 9, text: 'z' }),
    ].reduce(applyEvent, nothingYet);
    expect(live.text).toBe('ab');
  });

  test('ends with the run', () => {
    const live = applyEvent(nothingYet, event(1, { type: 'state', state: 'cancelled', error: null }));
    expect(hasEnded(live)).toBe(true);
  });
});

const message = (role: Message['role'], text: string): Message => ({
  id: `${role}-${text.length}`,
  conversationId: 'c',
  parentId: null,
  role,
  text,
  status: 'complete',
  error: null,
  evidence: null,
  modelId: null,
  modelName: null,
  location: null,
  route: null,
  metrics: null,
  runId: null,
  siblingIds: [],
  createdAt: '2026-03-09T10:00:00Z',
});

describe('rows', () => {
  test('a long question is cut at line ends and loses nothing', () => {
    const text = 'Zeile mit etwas Text\n'.repeat(2000);
    const portions = portionsOf(text);
    expect(portions.length).toBeGreaterThan(1);
    expect(portions.join('')).toBe(text);
    expect(portions.slice(0, -1).every((portion) => portion.endsWith('\n'))).toBe(true);
  });

  test('keys are unique, every message ends with its foot', () => {
    const messages = [message('user', 'Frage'), message('assistant', 'a\n\nb\n\n```\nc\n```')];
    const rows = threadRows(messages, null);
    expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length);
    expect(rows.map((row) => row.kind)).toEqual(['question', 'foot', 'block', 'block', 'block', 'foot']);
  });

  test('an unchanged message keeps its rows', () => {
    const one = message('assistant', 'a\n\nb');
    expect(rowsOf(one)).toBe(rowsOf(one));
  });

  test('a message being edited is one row', () => {
    const one = message('user', 'Frage');
    expect(threadRows([one], one.id).map((row) => row.kind)).toEqual(['edit']);
  });
});

const summary = (updatedAt: Date, temporary = false): ConversationSummary => ({
  id: updatedAt.toISOString() + temporary,
  title: '',
  modelId: null,
  systemPrompt: null,
  leafMessageId: null,
  spaceIds: [],
  tags: [],
  onlyFromSources: true,
  agentId: null,
  agentName: null,
  temporary,
  createdAt: updatedAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
  messageCount: 1,
  excerpt: null,
  running: false,
});

describe('groups by day', () => {
  const now = new Date(2026, 2, 30, 0, 30);
  test.each([
    [new Date(2026, 2, 30, 0, 5), 'today'],
    [new Date(2026, 2, 29, 23, 59), 'yesterday'],
    // The night of the clock change lies between.
    [new Date(2026, 2, 28, 12), 'week'],
    [new Date(2026, 2, 10), 'month'],
    [new Date(2026, 1, 1), '2026-2'],
    [new Date(2025, 11, 31), '2025-12'],
    [new Date(2026, 2, 31), 'today'],
  ])('%s', (at, group) => {
    expect(groupOf(at.toISOString(), now)).toBe(group);
  });

  test('temporary ones come under their own heading, search results under none', () => {
    const all = [summary(now, true), summary(now), summary(new Date(2026, 2, 29))];
    expect(listRows(all, now, false).map((row) => (row.kind === 'group' ? row.group : '-'))).toEqual([
      'temporary',
      '-',
      'today',
      '-',
      'yesterday',
      '-',
    ]);
    expect(listRows(all, now, true)).toHaveLength(3);
  });
});

test('excerpts mark what was found, also when the end mark is missing', () => {
  expect(excerptParts('vor \uE000Wort\uE001 nach\n\uE000Rest')).toEqual([
    { text: 'vor ', isMatch: false },
    { text: 'Wort', isMatch: true },
    { text: ' nach ', isMatch: false },
    { text: 'Rest', isMatch: true },
  ]);
});

const model = (id: string, quality: Model['quality'], more: Partial<Model> = {}): Model => ({
  id,
  name: id,
  task: 'chat',
  languages: ['en'],
  quality,
  contextTokens: null,
  quantisation: null,
  licence: '',
  downloadBytes: 0,
  sizeBytes: 0,
  hosts: [],
  origin: 'catalog',
  starter: false,
  recommendedFor: [],
  verification: 'pinned',
  install: { state: 'installed', sizeBytes: 0, installedAt: '2026-03-09T10:00:00Z' },
  fit: { verdict: 'fits', needBytes: 0, haveBytes: 0, place: 'memory' },
  usedBy: [],
  speed: null,
  ...more,
});

describe('choice of the model', () => {
  const models = [
    model('trial', 'trial'),
    model('good', 'good', { languages: ['de-DE', 'en'] }),
    model('huge', 'very-good', {
      fit: { verdict: 'too-large', needBytes: 2, haveBytes: 1, place: 'memory' },
    }),
    model('stt', 'very-good', { task: 'stt' }),
    model('away', 'very-good', { install: { state: 'available' } }),
  ];
  test.each([
    [null, null, 'good', null],
    [null, 'trial', 'trial', null],
    ['trial', 'good', 'trial', null],
    [null, 'away', 'good', null],
    ['away', null, undefined, 'away'],
  ])('wanted %s, default %s: %s', (wanted, standard, effective, missing) => {
    const choice = chooseModel(models, { wantedId: wanted, defaultId: standard });
    expect(choice.effective?.id).toBe(effective);
    expect(choice.missingId).toBe(missing);
  });

  test('nothing installed, nothing chosen', () => {
    expect(chooseModel([], { wantedId: null, defaultId: null })).toEqual({
      usable: [],
      standard: null,
      effective: null,
      missingId: null,
      barred: null,
    });
  });

  test('a confidential conversation is answered here, whatever was chosen', () => {
    const cloud: GatewayModel = {
      id: 'cloud/a/big',
      name: 'big',
      location: 'cloud',
      reach: 'internet',
      providerName: 'A',
      contextTokens: null,
      price: null,
    };
    const wish = { wantedId: cloud.id, defaultId: null, cloud: [cloud] };
    const open = chooseModel([model('small', 'good')], wish);
    expect([open.effective?.id, open.barred]).toEqual([cloud.id, null]);
    const closed = chooseModel([model('small', 'good')], { ...wish, isConfidential: true });
    expect([closed.effective?.id, closed.barred?.id]).toEqual(['small', cloud.id]);
    expect(chooseModel([], { ...wish, isConfidential: true }).effective).toBeNull();
  });

  test('a regional tag counts as its language', () => {
    expect(speaks(model('x', 'good', { languages: ['de-DE'] }), 'de')).toBe(true);
    expect(speaks(model('x', 'good'), 'de')).toBe(false);
  });
});

test.each([
  ['\\(a\\) und $b$', '$$a$$ und $$b$$'],
  ['`$a$` bleibt', '`$a$` bleibt'],
  ['5 $ und 6 $ sind 11 $', '5 $ und 6 $ sind 11 $'],
  ['US$5 bis $7', 'US$5 bis $7'],
  ['\\$a\\$', '\\$a\\$'],
  ['$$x$$', '$$x$$'],
  ['[^1]: Fußnote', '\\[^1]: Fußnote'],
])('notation %s', (text, expected) => {
  expect(prepare(text)).toBe(expected);
});

test('what is read aloud has no signs of Markdown', () => {
  expect(spoken('## Titel\n\n- **fett** und [Link](https://example.org)\n\n```js\na()\n```')).toBe(
    'Titel\n\nfett und Link\n\n\na()',
  );
});

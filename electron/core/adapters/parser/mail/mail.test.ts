import { expect, test } from 'vitest';
import { recordingContext } from '../conformance.ts';
import { mailParser } from './index.ts';

test.each([
  ['"Meier, Anna" <a@x.de>', 'Meier, Anna <a@x.de>'],
  ['Meier, Anna <a@x.de>', 'Meier, Anna <a@x.de>'],
  ['=?utf-8?q?M=C3=BCller?=, Anna <a@x.de>', 'Müller, Anna <a@x.de>'],
  ['Poststelle', 'Poststelle'],
])('the sender %s keeps name and address', async (from, author) => {
  const mail = Buffer.from(
    `From: ${from}\r\nSubject: Antrag\r\nDate: Tue, 12 Mar 2024 10:00:00 +0100\r\n\r\nText\r\n`,
  );
  expect(await mailParser.parse(mail, recordingContext('a.eml'))).toMatchObject({ author });
});

test.each([
  [
    'Guten Tag, Ihr Ausweis liegt im Rathaus bereit und kann abgeholt werden.',
    'Von\ta@x.de\nAn\tb@x.de\nDatum\t2024-03-12 10:00 +01:00',
  ],
  [
    'Your passport is ready at the town hall and can be collected.',
    'From\ta@x.de\nTo\tb@x.de\nDate\t2024-03-12 10:00 +01:00',
  ],
])(
  'the head of a mail is in the language of the mail, its time on the clock of the sender',
  async (body, head) => {
    const mail = Buffer.from(
      `From: a@x.de\r\nTo: b@x.de\r\nSubject: 4711\r\nDate: Tue, 12 Mar 2024 10:00:00 +0100\r\n\r\n${body}\r\n`,
    );
    const { text, createdAt } = await mailParser.parse(mail, recordingContext('a.eml'));
    expect(text).toContain(head);
    expect(createdAt).toBe('2024-03-12T09:00:00.000Z');
  },
);

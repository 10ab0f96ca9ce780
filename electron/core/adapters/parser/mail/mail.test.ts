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

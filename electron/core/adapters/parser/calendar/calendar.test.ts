import { expect, test } from 'vitest';
import { recordingContext } from '../conformance.ts';
import { calendarParser } from './index.ts';

test('an appointment cut off in its description is said as far as it goes, in its own language', async () => {
  const context = recordingContext('a.ics');
  const { text } = await calendarParser.parse(
    Buffer.from(
      'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Sitzung des Rates\r\nDTSTART:20240701T180000Z\r\nLOCATION:Rathaus\r\nDESCRIPTION:Der Rat der Stadt tagt im',
    ),
    context,
  );
  expect(text).toBe(
    'Sitzung des Rates\n\nBeginn\t2024-07-01 18:00\nOrt\tRathaus\n\nDer Rat der Stadt tagt im',
  );
  expect([...context.warnings]).toEqual(['damaged']);
});

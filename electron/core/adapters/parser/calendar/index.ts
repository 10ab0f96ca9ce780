/** Calendars (iCalendar): each entry a heading with a table of its properties and its description. Source: RFC 5545. */
import type { Parser } from '../kind.ts';
import { type ContentLine, contentDate, readContentLines } from '../parts/content-lines.ts';
import { decodeText } from '../parts/decode.ts';
import { detectLanguage } from '../parts/language.ts';
import { labelsIn } from '../parts/locales/labels.ts';
import { nonEmpty } from '../parts/ooxml.ts';
import { createWriter, type Writer } from '../parts/writer.ts';

const entries = new Set(['VEVENT', 'VTODO', 'VJOURNAL']);
const dates = new Set(['DTSTART', 'DTEND', 'DUE']);
const prose = new Set(['SUMMARY', 'DESCRIPTION', 'LOCATION', 'X-WR-CALNAME']);
const sampleLength = 1000;

type CalendarLabels = Readonly<Record<string, string>>;

export const calendarParser: Parser = {
  formats: ['ics'],
  parse: async (bytes, context) => {
    const { text } = decodeText(bytes);
    const writer = createWriter(context);
    const open: { name: string; lines: ContentLine[] }[] = [];
    const metadata: Record<string, string> = {};
    let title = '';
    const lines = readContentLines(text);
    const labels = labelsFor(lines);
    for (const line of lines) {
      if (line.name === 'BEGIN') open.push({ name: line.value.toUpperCase(), lines: [] });
      else if (line.name === 'END') {
        const entry = open.pop();
        if (entry !== undefined && entries.has(entry.name)) writeEntry(entry.lines, labels, writer);
      } else {
        open[open.length - 1]?.lines.push(line);
        if (open.length === 1 && line.name === 'X-WR-CALNAME') title = line.value;
        if (open.length === 1 && line.name === 'PRODID') metadata.producer = line.value;
      }
    }
    // Cut off: what is known of the last entry is said all the same.
    if (open.length > 0) context.warn('damaged');
    for (const entry of open) if (entries.has(entry.name)) writeEntry(entry.lines, labels, writer);
    return { ...writer.finish(), ...nonEmpty('title', title), metadata };
  },
};

const labelsFor = (lines: readonly ContentLine[]): CalendarLabels => {
  const said = lines.filter(({ name }) => prose.has(name)).map(({ value }) => value);
  return labelsIn(detectLanguage(said.join(' ').slice(0, sampleLength)));
};

const writeEntry = (lines: readonly ContentLine[], labels: CalendarLabels, writer: Writer): void => {
  const values = (name: string): string =>
    lines
      .filter((line) => line.name === name)
      .map(({ value }) => value)
      .join('\n');
  writer.heading(values('SUMMARY'), 2);
  writer.table(
    lines.flatMap((line) => {
      const label = labels[line.name];
      return label === undefined ? [] : [[label, shownValue(line)]];
    }),
  );
  writer.paragraph(values('DESCRIPTION'));
  writer.paragraph(values('COMMENT'));
};

const shownValue = ({ name, parameters, value }: ContentLine): string => {
  if (dates.has(name)) return contentDate(value) ?? value;
  const address = value.replace(/^mailto:/i, '');
  return parameters.CN === undefined || parameters.CN === address ? address : `${parameters.CN} <${address}>`;
};

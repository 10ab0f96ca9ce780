import { expect, test } from 'vitest';
import { recordingContext } from '../conformance.ts';
import { rtfParser } from './index.ts';

const read = (body: string) =>
  rtfParser.parse(
    Buffer.from(String.raw`{\rtf1\ansi\ansicpg1252 ${body}}`, 'latin1'),
    recordingContext('a.rtf'),
  );

test('what a tracked change took out is not said any more', async () => {
  const { text } = await read(
    String.raw`Die Geb\'fchr betr\'e4gt {\deleted 10}{\revised 12} Euro.{\deleted  Gestrichen.}\par Ende\par`,
  );
  expect(text).toBe('Die Gebühr beträgt 12 Euro.\n\nEnde');
});

test('a table within a cell does not end the row around it', async () => {
  const { blocks, text } = await read(
    String.raw`\pard\intbl A1\cell Vor\par\pard\intbl\itap2 Innen 1\nestcell Innen 2\nestcell{\*\nesttableprops\nestrow}{\nonesttables\par}\pard\intbl Nach\cell\row\pard\intbl A2\cell B2\cell\row\pard Ende\par`,
  );
  const table = blocks.find(({ kind }) => kind === 'table')?.table;
  expect(table?.map((row) => row.map((cell) => text.slice(cell.startOffset, cell.endOffset)))).toEqual([
    ['A1', 'Vor Innen 1 Innen 2 Nach'],
    ['A2', 'B2'],
  ]);
});

test('what describes a shape is not said, what stands in it is', async () => {
  const { text } = await read(
    String.raw`{\header\pard{\shp{\*\shpinst{\sp{\sn gtextUNICODE}{\sv ENTWURF}}}}\par}{\shp{\*\shpinst{\sp{\sn gtextFont}{\sv Arial}}{\shptxt\pard Kasten\par}}}Text\par`,
  );
  expect(text).toBe('Text\n\nKasten');
});

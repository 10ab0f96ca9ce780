import { expect, test } from 'vitest';
import { recordingContext } from '../conformance.ts';
import { odfParser } from './index.ts';

const read = async (styles: string, body: string): Promise<string> => {
  const source = `<?xml version="1.0"?><office:document><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document>`;
  return (await odfParser.parse(Buffer.from(source), recordingContext('a.fodt'))).text;
};

test('hidden text is not said: what a reader of the document sees is', async () => {
  const hidden = '<style:text-properties text:display="none"/>';
  const text = await read(
    `<style:style style:name="T1" style:family="text">${hidden}</style:style><style:style style:name="P1" style:family="paragraph">${hidden}</style:style><style:style style:name="P2" style:family="paragraph" style:parent-style-name="P1"/><style:style style:name="T1" style:family="table"/>`,
    '<text:p>Die Gebühr beträgt <text:span text:style-name="T1">zehn </text:span>zwölf Euro.</text:p><text:p text:style-name="P1">Entwurf</text:p><text:p text:style-name="P2">Notiz</text:p><text:section text:display="none"><text:p>Intern</text:p></text:section><text:p>Geheim<text:hidden-paragraph text:is-hidden="true"/></text:p><text:p><text:hidden-text text:is-hidden="true">nur für uns</text:hidden-text>Ende</text:p>',
  );
  expect(text).toBe('Die Gebühr beträgt zwölf Euro.\n\nEnde');
});

test('a comment names who wrote it', async () => {
  const text = await read(
    '',
    '<text:p>Der Betrag<office:annotation><dc:creator>Amt</dc:creator><dc:date>2024-01-31</dc:date><text:p>Bitte prüfen</text:p><text:p>bis Freitag</text:p></office:annotation> steht fest.</text:p>',
  );
  expect(text).toBe('Der Betrag steht fest.\n\nAmt: Bitte prüfen\n\nbis Freitag');
});

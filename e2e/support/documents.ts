/** Small documents of an invented municipality, as files: Markdown, HTML and a PDF of two pages. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Stands on the second page of the PDF and nowhere else. */
export const feeSentence = 'Die Hundesteuer betraegt fuer den ersten Hund 96 Euro im Jahr.';

const pages = [
  ['Hundesteuersatzung der Gemeinde Lindenthal', 'Der Gemeinderat hat die folgende Satzung beschlossen.'],
  ['Steuersatz', feeSentence, 'Fuer jeden weiteren Hund erhoeht sich die Steuer auf 192 Euro.'],
];

/** A PDF as the standard describes it: catalogue, pages, one font, one text stream a page. */
const pdf = (): Buffer => {
  const streams = pages.map((lines) =>
    lines.map((line, index) => `BT /F1 12 Tf 72 ${760 - index * 28} Td (${line}) Tj ET`).join('\n'),
  );
  const kids = streams.map((_, index) => `${4 + index * 2} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${streams.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...streams.flatMap((stream, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + index * 2} 0 R >>`,
      `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    ]),
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const start = text.length;
  const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n `).join('\n');
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}\n`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
};

const markdown = `# Merkblatt Wohngeld

Wohngeld ist ein Zuschuss zur Miete. Sie beantragen es im Rathaus, Zimmer 12.

## Nachweise

- Mietvertrag
- Einkommen der letzten zwölf Monate

| Haushalt | Einkommen höchstens |
|---|---|
| eine Person | 1.541 Euro |
| zwei Personen | 2.096 Euro |
`;

const html = `<!doctype html><html lang="de"><head><title>Öffnungszeiten des Rathauses</title></head><body><main>
<h1>Öffnungszeiten des Rathauses</h1><p>Das Rathaus ist montags bis freitags von 8 bis 12 Uhr geöffnet, donnerstags zusätzlich von 14 bis 18 Uhr.</p>
<p>Im Bürgerbüro beantragen Sie Ausweise, Meldebescheinigungen und Führungszeugnisse.</p></main></body></html>`;

/** Writes them into a new folder below `folder` and returns its path. */
export const writeDocuments = (folder: string): string => {
  const home = join(folder, 'ortsrecht');
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'hundesteuer.pdf'), pdf());
  writeFileSync(join(home, 'wohngeld.md'), markdown);
  writeFileSync(join(home, 'rathaus.html'), html);
  return home;
};

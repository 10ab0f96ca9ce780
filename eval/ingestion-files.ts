/** Files of several formats, each with a text of its own, and some of them twice: what an office folder looks like. */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type MadeFiles = { folder: string; files: number; contents: number };

const words =
  'Gemeinde Satzung Gebühr Antrag Bescheid Frist Haushalt Straße Schule Kindergarten Verein Wasser Abfall Hund Steuer Wohnung Bürgerbüro Rat Sitzung Beschluss'.split(
    ' ',
  );
const perFolder = 400;
/** Every so many files, the one before lies there again. */
const copyEvery = 25;

const sentences = (n: number, count: number): string =>
  Array.from(
    { length: count },
    (_, at) =>
      `Vorgang ${n}-${at}: ${Array.from({ length: 12 }, (_, word) => words[(n * 7 + at * 13 + word * word) % words.length]).join(' ')}.`,
  ).join(' ');

const makers: readonly ((n: number) => [string, string])[] = [
  (n) => ['txt', `Aktenzeichen ${n}\n\n${sentences(n, 20)}\n`],
  (n) => [
    'md',
    `# Akte ${n}\n\n${sentences(n, 15)}\n\n## Fristen\n\n- ${sentences(n + 1, 2)}\n- ${sentences(n + 2, 2)}\n`,
  ],
  (n) => [
    'html',
    `<!doctype html><title>Seite ${n}</title><body><h1>Seite ${n}</h1><p>${sentences(n, 18)}</p><table><tr><td>Gebühr</td><td>${n} Euro</td></tr></table></body>`,
  ],
  (n) => [
    'csv',
    `Nummer;Name;Betrag\n${Array.from({ length: 40 }, (_, at) => `${n}-${at};${words[at % words.length]};${at * 3}`).join('\n')}\n`,
  ],
  (n) => [
    'eml',
    `From: amt@example.org\r\nTo: buerger@example.org\r\nSubject: Vorgang ${n}\r\nDate: Mon, 05 Jan 2026 10:00:00 +0100\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${sentences(n, 12)}\r\n`,
  ],
];

/** Small PDFs of the evaluation data; a comment behind the end makes each copy a file of its own. */
const pdfsBelow = (data: string): Buffer[] => {
  const found: Buffer[] = [];
  const look = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) look(path);
      else if (/\.pdf$/i.test(entry.name) && statSync(path).size < 150_000) found.push(readFileSync(path));
    }
  };
  look(join(data, 'documents'));
  return found;
};

export const makeFiles = (folder: string, count: number, data: string | null): MadeFiles => {
  const pdfs = data === null ? [] : pdfsBelow(data);
  let contents = 0;
  let last: [string, string | Buffer] = ['txt', ''];
  for (let n = 0; n < count; n += 1) {
    const below = join(folder, `Ordner ${Math.floor(n / perFolder)}`);
    if (n % perFolder === 0) mkdirSync(below, { recursive: true });
    const isCopy = n > 0 && n % copyEvery === 0;
    if (!isCopy) {
      const pdf = n % 10 === 9 ? pdfs[Math.floor(n / 10) % pdfs.length] : undefined;
      const maker = makers[n % makers.length];
      if (pdf !== undefined) last = ['pdf', Buffer.concat([pdf, Buffer.from(`\n%${n}\n`)])];
      else if (maker !== undefined) last = maker(n);
      contents += 1;
    }
    writeFileSync(join(below, `Datei ${n}.${last[0]}`), last[1]);
  }
  return { folder, files: count, contents };
};

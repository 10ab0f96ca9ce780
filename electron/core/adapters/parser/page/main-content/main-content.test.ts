import { expect, it } from 'vitest';
import { limits as limitsSchema } from '../../kind.ts';
import { parseHtml } from '../../parts/xml.ts';
import { featuresOf } from './features.ts';
import { findMainContent } from './index.ts';
import { network } from './model.ts';
import { pageFactsOf } from './page-facts.ts';
import { textBlocksOf } from './text-blocks.ts';

const limits = limitsSchema.parse({});
const find = (html: string) => findMainContent(parseHtml(html, limits));

const paragraph = (about: string): string =>
  `<p>${about} beantragen Sie im Bürgerbüro. Bitte bringen Sie einen Ausweis, die Meldebescheinigung und die Unterlagen der letzten drei Monate mit; die Bearbeitung dauert etwa zwei Wochen.</p>`;
const page = `<html lang="de"><head><title>Wohngeld – Stadt Musterau</title></head><body>
<div id="cookie-banner" class="cookie-consent"><p>Wir verwenden Cookies, um unsere Website für Sie zu verbessern. Bitte stimmen Sie zu.</p><button>Alle akzeptieren</button></div>
<header><nav><ul><li><a href="/">Startseite</a></li><li><a href="/rathaus">Rathaus</a></li><li><a href="/leben">Leben</a></li><li><a href="/kontakt">Kontakt</a></li></ul></nav></header>
<main><div class="content"><h1>Wohngeld</h1>${paragraph('Wohngeld')}<h2>Wer bekommt es?</h2>${paragraph('Einen Zuschuss zur Miete')}
<ul><li>Mieterinnen und Mieter mit geringem Einkommen, auch im Heim,</li><li>Eigentümerinnen und Eigentümer, die selbst im Haus wohnen.</li></ul>
<table><tr><th>Personen im Haushalt</th><th>Höchstes Einkommen im Monat</th></tr><tr><td>Eine Person</td><td>1.405 Euro, Mietstufe drei</td></tr></table>${paragraph('Den Lastenzuschuss')}</div>
<section id="comments" class="comments-area"><h3>2 Kommentare</h3><p>Anna schreibt: Das hat bei mir leider viel länger gedauert als zwei Wochen, und niemand konnte mir sagen, warum das so ist.</p></section></main>
<aside class="sidebar"><h3>Auch interessant</h3><ul><li><a href="/a">Fahrplan der Linie 7</a></li><li><a href="/b">Freibad öffnet im Mai</a></li></ul></aside>
<footer><p>© Stadt Musterau · <a href="/impressum">Impressum</a> · <a href="/datenschutz">Datenschutz</a></p></footer></body></html>`;

it('keeps text, lists and tables, and neither menu, banner, comments nor footer', () => {
  const { text, root } = find(page);
  for (const wanted of [
    'Bürgerbüro',
    'Wer bekommt es?',
    'selbst im Haus wohnen',
    '1.405 Euro',
    'Den Lastenzuschuss',
  ])
    expect(text).toContain(wanted);
  for (const unwanted of ['Startseite', 'Cookies', 'Anna schreibt', 'Freibad', 'Impressum'])
    expect(text).not.toContain(unwanted);
  expect(JSON.stringify(root)).toContain('"name":"table"');
  expect(JSON.stringify(root)).not.toContain('Freibad');
});

it('leaves a short service page its few words instead of nothing', () => {
  const { text } = find(
    '<body><nav><a href="/">Start</a><a href="/x">Amt</a></nav><div><h1>Bürgerbüro</h1><p>Mo–Fr 8–12 Uhr</p><p>Telefon 0123 456</p></div></body>',
  );
  expect(text).toContain('Mo–Fr 8–12 Uhr');
  expect(text).toContain('0123 456');
});

it('keeps a forum, which is nothing but comments', () => {
  const entry = (name: string) =>
    `<div class="comment"><b>${name}</b>${paragraph('Einen Führerschein')}</div>`;
  const { text } = find(
    `<body><div id="comments">${entry('Ayşe')}${entry('Bernd')}${entry('Cem')}</div></body>`,
  );
  expect(text).toContain('Führerschein');
});

it.each([
  '',
  '<html></html>',
  '<p>',
  '\u0000\u0001',
  `${'<div>'.repeat(9_000)}tief${'</div>'.repeat(9_000)}`,
])('survives a page of nothing or of depth alone', (html) => {
  expect(find(html).text.length).toBeLessThan(20);
});

it('has a weight for every feature, in the order they are computed', () => {
  const root = parseHtml(page, limits);
  expect(featuresOf(textBlocksOf(root).blocks, pageFactsOf(root)).names).toEqual(network.features);
});

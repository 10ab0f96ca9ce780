/**
 * `node scripts/sample.mjs`: makes the sample municipality in resources/sample/site from the texts beside it: static pages in
 * three languages with navigation, sitemap and robots.txt, three PDFs, and one page that exists as a picture only.
 * Needs a Chromium for the picture (`WATTOS_CHROMIUM`). The result is committed; run it again after changing the texts.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { chromium } from '@playwright/test';
import pdfmake from 'pdfmake';
import { isFont, pdfFonts } from '../electron/core/services/chat/export/pdf-fonts.ts';

const folder = join(import.meta.dirname, '../resources/sample');
const site = join(folder, 'site');
/** So that the same texts give the same files. */
const madeOn = new Date('2026-01-15T08:00:00Z');

const escapeHtml = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const readPages = () =>
  readFileSync(join(folder, 'pages.md'), 'utf8')
    .split(/^@ /m)
    .slice(1)
    .map((part) => {
      const [head, ...lines] = part.trim().split('\n');
      const [language, path, title] = /^(\w\w) (\S+) \| (.+)$/.exec(head).slice(1);
      return { language, path, title, lines };
    });

const sections = {
  leistungen: 'Leistungen',
  familie: 'Familie',
  arbeit: 'Arbeit',
  neu: 'Neu hier',
  soziales: 'Soziales',
  leben: 'Leben',
  hilfe: 'Hilfe',
};
const starts = { de: 'index.html', tr: 'tr/index.html', en: 'en/index.html' };
const languageNames = { de: 'Deutsch', tr: 'Türkçe', en: 'English' };
const siteName = 'Gemeinde Lindenau am See';

const link = (from, to, text) =>
  `<a href="${relative(dirname(from), to).replaceAll('\\', '/') || 'index.html'}">${escapeHtml(text)}</a>`;

const pageHtml = (page, pages, documents) => {
  const own = pages.filter((one) => one.language === page.language);
  const top =
    page.language === 'de'
      ? Object.entries(sections).map(([key, name]) => {
          const first = own.find((one) => one.path.startsWith(`${key}/`));
          return `<li>${link(page.path, first.path, name)}</li>`;
        })
      : own.map((one) => `<li>${link(page.path, one.path, one.title)}</li>`);
  const folderOf = dirname(page.path);
  const beside = own.filter(
    (one) => one !== page && (folderOf === '.' ? true : dirname(one.path) === folderOf),
  );
  const languages = Object.entries(starts).map(
    ([key, path]) => `<li>${link(page.path, path, languageNames[key])}</li>`,
  );
  const body = page.lines.map((line) =>
    line.startsWith('## ') ? `<h2>${escapeHtml(line.slice(3))}</h2>` : `<p>${escapeHtml(line)}</p>`,
  );
  const papers =
    page.path === 'leben/vereine.html' ||
    page.path === 'hilfe/kontakt.html' ||
    page.path === 'leben/abfall.html'
      ? `<h2>Dokumente</h2><ul>${documents.map(({ file, title }) => `<li>${link(page.path, file, title)} (PDF)</li>`).join('')}</ul>`
      : '';
  return `<!doctype html>
<html lang="${page.language}">
<head>
<meta charset="utf-8">
<title>${escapeHtml(page.title)} – ${siteName}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${relative(dirname(page.path), 'style.css')}">
</head>
<body>
<header><nav aria-label="${page.language === 'de' ? 'Hauptmenü' : 'Menu'}"><ul>${top.join('')}</ul><ul>${languages.join('')}</ul></nav></header>
<main>
<h1>${escapeHtml(page.title)}</h1>
${body.join('\n')}
${papers}
</main>
<aside><ul>${beside.map((one) => `<li>${link(page.path, one.path, one.title)}</li>`).join('')}</ul></aside>
<footer>${link(page.path, 'hilfe/kontakt.html', 'Kontakt und Impressum')} · ${link(page.path, 'hilfe/barrierefreiheit.html', 'Barrierefreiheit')}</footer>
</body>
</html>
`;
};

const write = (path, content) => {
  const file = join(site, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
};

const writePdf = async (path, title, content) => {
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy(isFont);
  pdfmake.setFonts(structuredClone(pdfFonts));
  const info = { title, author: siteName, creationDate: madeOn, modDate: madeOn };
  write(path, await pdfmake.createPdf({ pageSize: 'A4', info, language: 'de-DE', content }).getBuffer());
};

const paperContent = ({ title, paragraphs }) => [
  { text: title, fontSize: 20, bold: true, margin: [0, 0, 0, 12] },
  ...paragraphs.map((text) => ({ text, fontSize: 11, bold: text.startsWith('§'), margin: [0, 4, 0, 4] })),
];

/** As a scanner would see it: a little crooked, grey, no text behind. */
const scanned = async ({ title, paragraphs }) => {
  const browser = await chromium.launch({
    executablePath: process.env.WATTOS_CHROMIUM,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1240, height: 1754 } });
    await page.setContent(
      `<body style="margin:0;background:#f4f2ec"><div style="font:30px/1.6 serif;padding:170px 150px;transform:rotate(.4deg);color:#222"><h1 style="font-size:44px">${escapeHtml(title)}</h1>${paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join('')}</div></body>`,
    );
    return await page.screenshot({ type: 'jpeg', quality: 45 });
  } finally {
    await browser.close();
  }
};

rmSync(site, { recursive: true, force: true });
const pages = readPages();
const papers = JSON.parse(readFileSync(join(folder, 'documents.json'), 'utf8'));
const scan = JSON.parse(readFileSync(join(folder, 'scan.json'), 'utf8'));
for (const page of pages) write(page.path, pageHtml(page, pages, [...papers, scan]));
for (const paper of papers) await writePdf(paper.file, paper.title, paperContent(paper));
const picture = await scanned(scan);
await writePdf(scan.file, scan.title, [
  { image: `data:image/jpeg;base64,${picture.toString('base64')}`, width: 515 },
]);
write(
  'style.css',
  'body{font:1.05rem/1.6 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem;color:#1d2427;background:#fff}nav ul{display:flex;flex-wrap:wrap;gap:1rem;list-style:none;padding:0}a{color:#0f5e66}\n',
);
write('robots.txt', 'User-agent: *\nAllow: /\nSitemap: /sitemap.xml\n');
write(
  'sitemap.xml',
  `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${pages.map(({ path }) => `<url><loc>/${path}</loc></url>`).join('\n')}\n</urlset>\n`,
);
process.stdout.write(`${pages.length} pages, ${papers.length + 1} documents\n`);

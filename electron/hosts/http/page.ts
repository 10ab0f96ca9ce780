/** The one page this host writes itself: why a browser may not come in, in both languages. No script, no outside source. */
import { de } from '../locales/de.ts';
import { en } from '../locales/en.ts';
import type { Words } from '../locales/words.ts';

export const refusalPage = (reason: 'unauthenticated' | 'tooMany' | 'wrongHost'): string => {
  const part = (words: Words) => `<section lang="${words.locale}">
  <h1>${words.page.title}</h1>
  <p>${words.page[reason]}</p>
  ${reason === 'wrongHost' ? '' : `<p><a href="/">${words.page.again}</a></p>`}
</section>`;
  return `<!doctype html>
<html lang="de">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>WattOS</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.6 system-ui, sans-serif; }
  body { max-width: 34rem; margin: 12vh auto; padding: 0 1.5rem; }
  h1 { font-size: 1.2rem; }
  section + section { margin-top: 3rem; }
  a { color: LinkText; }
</style>
${part(de)}
${part(en)}
</html>
`;
};

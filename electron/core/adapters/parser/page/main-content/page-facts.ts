/** What a page says of itself, for comparison with its blocks: title, description, the article's text in its JSON-LD. */
import { attribute, descendants, textOf, type XmlElement } from '../../parts/xml.ts';

/** Facts of the page that its blocks are compared with. */
export type PageFacts = { title: string; description: string; body: string };

export const pageFactsOf = (root: XmlElement): PageFacts => {
  const metas = descendants(root, 'meta');
  const meta = (...names: string[]): string =>
    metas
      .filter((one) =>
        names.includes((attribute(one, 'name') ?? attribute(one, 'property') ?? '').toLowerCase()),
      )
      .map((one) => attribute(one, 'content') ?? '')
      .find((content) => content.trim() !== '') ?? '';
  const title = meta('og:title', 'twitter:title') || descendants(root, 'title').map(textOf)[0] || '';
  return {
    title: bare(title),
    description: bare(meta('description', 'og:description')),
    body: bare(linkedDataBody(root)),
  };
};

/** `articleBody` of the page's own JSON-LD (schema.org). */
const linkedDataBody = (root: XmlElement): string => {
  let longest = '';
  for (const script of descendants(root, 'script')) {
    if (!/ld\+json/i.test(attribute(script, 'type') ?? '')) continue;
    for (const [, escaped] of textOf(script).matchAll(/"articleBody"\s*:\s*"((?:[^"\\]|\\.){0,400000})"/g)) {
      const text = unescapeJson(escaped ?? '');
      if (text.length > longest.length) longest = text;
    }
  }
  return longest.replace(/<[^>]{0,500}>/g, ' ');
};

const unescapeJson = (escaped: string): string => {
  try {
    return JSON.parse(`"${escaped.replace(/[\n\r\t]/g, ' ')}"`) as string;
  } catch {
    return escaped;
  }
};

/** Letters and digits alone, so that quotes and blanks do not matter. */
export const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

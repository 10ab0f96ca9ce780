/** The texts made for a target group as a file to take away: Word, Markdown or plain text, every sentence with its source. */
import type { ContentEnrichment } from '../../../contract/intelligence-groups.ts';
import type { ContentLanguage, Evidence } from '../../../contract/intelligence-traits.ts';
import type { Db } from '../../db/open.ts';
import type { Clock } from '../../kernel/clock.ts';
import { appError } from '../../kernel/errors.ts';
import * as holdings from './holdings.ts';
import type { IntelligenceResources } from './resources.ts';
import * as store from './store.ts';

export type TextsWish = {
  groupId: string;
  language: ContentLanguage;
  format: 'docx' | 'markdown' | 'text';
  locale: 'de' | 'en';
};

type WriteWord = (wish: {
  title: string;
  markdown: string;
  format: 'docx';
  locale: 'de' | 'en';
  now: Date;
}) => Promise<{ fileName: string; mimeType: string; content: Uint8Array }>;

export const createGroupTexts =
  (options: { db: Db; clock: Clock; resources: IntelligenceResources; writeDocument: WriteWord }) =>
  async (tenantId: string, { groupId, language, format, locale }: TextsWish) => {
    const { db, clock, resources } = options;
    const held = holdings.findGroup(db, tenantId, groupId);
    if (held === null || held.removed) throw appError('intelligence.GROUP_NOT_FOUND', {});
    const { name, analysisId } = held.item;
    const texts = holdings
      .enrichmentsOf(db, analysisId)
      .filter((one) => one.groupId === groupId && one.language === language);
    const ids = texts.flatMap(({ parts }) => parts.flatMap(({ body }) => body.evidence));
    const evidence = new Map(store.evidenceOf(db, analysisId, [...new Set(ids)]).map((one) => [one.id, one]));
    const words = {
      sources: resources.say(language, 'dossier.sources'),
      assumption: resources.say(language, 'dossier.assumption'),
      page: resources.say(language, 'dossier.page'),
    };
    if (format === 'docx') {
      const markdown = writeTexts(texts, evidence, words, 'markdown');
      const wish = { title: name, markdown, format, locale, now: clock.now() };
      const { content, ...file } = await options.writeDocument(wish);
      return { ...file, contentBase64: Buffer.from(content).toString('base64') };
    }
    const body = writeTexts(texts, evidence, words, format);
    const content = format === 'markdown' ? `# ${escaped(name)}\n\n${body}` : `${name}\n\n${body}`;
    return {
      ...(format === 'markdown'
        ? { fileName: `texts-${language}.md`, mimeType: 'text/markdown; charset=utf-8' }
        : { fileName: `texts-${language}.txt`, mimeType: 'text/plain; charset=utf-8' }),
      contentBase64: Buffer.from(content).toString('base64'),
    };
  };

type Words = { sources: string; assumption: string; page: string };

/** A heading stands once above the sentences it belongs to; numbers in brackets name the sources at the end. Pure. */
export const writeTexts = (
  texts: readonly ContentEnrichment[],
  evidence: ReadonlyMap<string, Evidence>,
  words: Words,
  format: 'markdown' | 'text',
): string => {
  const numbers = new Map<string, number>();
  const isMarkdown = format === 'markdown';
  const safe = isMarkdown ? escaped : oneLine;
  const cite = (ids: readonly string[]): string =>
    ids
      .filter((id) => evidence.has(id))
      .map((id) => {
        const number = numbers.get(id) ?? numbers.size + 1;
        numbers.set(id, number);
        return isMarkdown ? `\\[${number}\\]` : `[${number}]`;
      })
      .join('');
  const heading = (text: string, depth: 2 | 3): string =>
    isMarkdown ? `${'#'.repeat(depth)} ${safe(text)}` : depth === 2 ? safe(text).toUpperCase() : safe(text);
  const lines = texts.flatMap(({ title, parts }) => [
    heading(title, 2),
    '',
    ...parts.flatMap((part, at) => {
      const isNew = part.heading !== null && part.heading !== parts[at - 1]?.heading;
      const mark = part.body.basis === 'assumption' ? `(${words.assumption})` : cite(part.body.evidence);
      return [
        ...(isNew && part.heading !== null ? [heading(part.heading, 3), ''] : []),
        `${safe(part.body.text)} ${mark}`.trim(),
        '',
      ];
    }),
  ]);
  const sources = [...numbers].flatMap(([id, number]) => {
    const found = evidence.get(id);
    if (found === undefined) return [];
    const page = found.page === null ? '' : `, ${words.page} ${found.page}`;
    const line = `[${number}] ${oneLine(found.quote)} – ${oneLine(found.title)}${page}, ${oneLine(found.source)}`;
    return [isMarkdown ? `- ${escaped(line)}` : line];
  });
  return [...lines, ...(sources.length === 0 ? [] : [heading(words.sources, 2), '', ...sources, ''])].join(
    '\n',
  );
};

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** Text of sources stays text: no Markdown, no HTML. */
const escaped = (text: string): string =>
  oneLine(text).replaceAll(/[\\`*_{}[\]<>#|~]/g, (sign) => `\\${sign}`);

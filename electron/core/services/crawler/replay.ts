/** Shows a page as it was, from the evidence: without scripts, and without anything that would reach out again. */
import { createHash } from 'node:crypto';
import type { ReplayedPage } from '../../../contract/crawler-pages.ts';
import type { Db } from '../../db/open.ts';
import { appError } from '../../kernel/errors.ts';
import { type PageRow, recordOf } from './page-store.ts';
import { bodyOf } from './warc/read.ts';

const maxInlineBytes = 20 * 2 ** 20;

/** Nothing is loaded and nothing runs; styles that are in the page itself apply. */
const contentPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'; base-uri 'none'";

export const replay = async (
  db: Db,
  row: PageRow,
  decode: (bytes: Uint8Array, contentType: string) => string,
): Promise<ReplayedPage> => {
  const warc = recordOf(db, row.body_record_seq);
  if (warc === null) throw appError('crawler.NOT_STORED', {});
  const answer = await bodyOf(warc).catch((cause: unknown) => {
    throw appError('crawler.EVIDENCE_DAMAGED', { url: row.url }, { cause });
  });
  const bodyHash = createHash('sha256').update(answer.body).digest('hex');
  if (row.body_hash !== null && row.body_hash.toString('hex') !== bodyHash)
    throw appError('crawler.EVIDENCE_DAMAGED', { url: row.url });
  const contentType = answer.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  const isHtml = row.page_type !== 'document' && /html|^$/i.test(contentType);
  const markup = answer.renderedHtml ?? (isHtml ? decode(answer.body, contentType) : null);
  return {
    url: row.url,
    fetchedAt: answer.fetchedAt,
    httpStatus: answer.status,
    headers: answer.headers,
    contentType,
    html: markup === null ? null : harmless(markup, row.url),
    contentBase64:
      markup === null && answer.body.length <= maxInlineBytes ? answer.body.toString('base64') : null,
    bodyHash,
  };
};

/** The policy comes first, so that it holds for everything after it; scripts are taken out as well. */
const harmless = (markup: string, url: string): string => {
  const bare = markup
    .replace(/<script\b[\s\S]*?(?:<\/script\s*>|$)/gi, '')
    .replace(/<meta\b[^>]*http-equiv\s*=\s*["']?\s*refresh[^>]*>/gi, '')
    .replace(/<base\b[^>]*>/gi, '');
  const head = `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${contentPolicy}"><meta name="referrer" content="no-referrer"><meta name="wattos-original" content="${escapeAttribute(url)}">`;
  const doctype = /^\s*<!doctype[^>]*>/i.exec(bare)?.[0] ?? '';
  return `${doctype}${head}${bare.slice(doctype.length)}`;
};

const escapeAttribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

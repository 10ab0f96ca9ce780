/** Pictures of pages from kept originals: painted in a parser process of its own, or the image itself. */
import { appError, isAppError } from '../../kernel/errors.ts';
import { isDocumentError } from '../../adapters/parser/kind.ts';
import type { Originals } from '../knowledge/index.ts';
import type { DocumentParsing } from './parse/index.ts';

type MimeType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';
export type DrawnPage = {
  contentBase64: string;
  mimeType: MimeType;
  widthPx: number | null;
  heightPx: number | null;
};

const mimeTypeOf = (bytes: Buffer): MimeType | null => {
  const head = bytes.subarray(0, 12).toString('latin1');
  if (head.startsWith('\u0089PNG')) return 'image/png';
  if (head.startsWith('\u00ff\u00d8\u00ff')) return 'image/jpeg';
  if (head.startsWith('GIF8')) return 'image/gif';
  return head.startsWith('RIFF') && head.endsWith('WEBP') ? 'image/webp' : null;
};

export const createPageImages =
  (originals: Originals, parsing: Pick<DocumentParsing, 'renderPage'>) =>
  async (
    tenantId: string,
    wanted: { versionId: string; page: number; widthPx: number },
    signal: AbortSignal,
  ): Promise<DrawnPage> => {
    const original = originals.ofVersion(tenantId, wanted.versionId);
    if (original === null) throw appError('knowledge.NO_PAGE_IMAGE', {});
    const bytes = await originals.read(tenantId, original.id).catch((cause: unknown) => {
      throw appError('knowledge.NO_PAGE_IMAGE', {}, { cause });
    });
    const mimeType = mimeTypeOf(bytes);
    if (mimeType !== null) {
      if (wanted.page !== 1) throw appError('knowledge.NO_PAGE_IMAGE', {});
      return { contentBase64: bytes.toString('base64'), mimeType, widthPx: null, heightPx: null };
    }
    try {
      const { page, widthPx } = wanted;
      const image = await parsing.renderPage({ bytes, fileName: 'page.pdf', page, widthPx, signal });
      const contentBase64 = Buffer.from(image.png).toString('base64');
      return { contentBase64, mimeType: 'image/png', widthPx: image.widthPx, heightPx: image.heightPx };
    } catch (error) {
      if (isDocumentError(error)) throw appError(error.code, error.data, { cause: error });
      if (isAppError(error)) throw error;
      throw appError('knowledge.NO_PAGE_IMAGE', {}, { cause: error });
    }
  };

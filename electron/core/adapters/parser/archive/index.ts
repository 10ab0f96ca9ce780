/**
 * Containers: ZIP, gzip, tar, WARC and single packaged objects. Their text is the list of what they hold; each file is handed
 * over and parsed in its own right, within the limits of the whole.
 */
import { gunzipSync, type inflateRawSync } from 'node:zlib';
import { documentError, isDocumentError, type ParseContext, type Parser } from '../kind.ts';
import { isCompound } from '../parts/compound.ts';
import { unwrapObject } from '../parts/ole-object.ts';
import { inflateCapped, openZip } from '../parts/unzip.ts';
import { createWriter, type Writer } from '../parts/writer.ts';
import { readTar } from './tar.ts';
import { readWarc } from './warc.ts';

export const archiveParser: Parser = {
  formats: ['archive'],
  parse: async (bytes, context) => {
    const writer = createWriter(context);
    const take = (name: string, content: Uint8Array): void => {
      writer.listItem(name);
      context.attach(name, content);
    };
    if (bytes[0] === 0x50) readZip(bytes, context, writer, take);
    else if (bytes[0] === 0x1f) {
      // Same signature and options; only the framing differs.
      const content = inflateCapped(bytes, context, gunzipSync as typeof inflateRawSync);
      if (content === null) throw documentError('documents.CORRUPT', { format: 'gzip' });
      take(context.fileName.replace(/\.gz$/i, '').replace(/\.tgz$/i, '.tar') || 'content', content);
    } else if (isCompound(bytes)) {
      const file = unwrapObject(bytes, context.fileName);
      if (file === null) throw documentError('documents.UNSUPPORTED', { kind: 'ole' });
      take(file.fileName, file.bytes);
    } else if (/^(WARC\/|filedesc:)/.test(Buffer.from(bytes.subarray(0, 16)).toString('latin1')))
      readWarc(bytes, context, take);
    else readTar(bytes, context, take);
    return { ...writer.finish(), metadata: {} };
  },
};

const readZip = (
  bytes: Uint8Array,
  context: ParseContext,
  writer: Writer,
  take: (name: string, content: Uint8Array) => void,
): void => {
  const zip = openZip(bytes, context);
  let locked = 0;
  for (const entry of zip.entries) {
    // Folders, and what macOS puts beside each file.
    if (entry.name.endsWith('/') || entry.name.startsWith('__MACOSX/')) continue;
    try {
      const content = zip.readEntry(entry);
      if (content === null) {
        context.warn('damaged');
        writer.listItem(entry.name);
      } else take(entry.name, content);
    } catch (error) {
      if (!isDocumentError(error) || error.code !== 'documents.ENCRYPTED') throw error;
      locked += 1;
      writer.listItem(entry.name);
    }
  }
  if (locked > 0 && locked === zip.entries.length) throw documentError('documents.ENCRYPTED', {});
};

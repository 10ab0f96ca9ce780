/** Which parser reads which format; each is loaded when first needed. */
import type { DocumentFormat, Parser } from '../../core/adapters/parser/kind.ts';

const calendar = async () => (await import('../../core/adapters/parser/calendar/index.ts')).calendarParser;
const contacts = async () => (await import('../../core/adapters/parser/contacts/index.ts')).contactsParser;
const sheet = async () => (await import('../../core/adapters/parser/sheet/index.ts')).sheetParser;
const mail = async () => (await import('../../core/adapters/parser/mail/index.ts')).mailParser;
const odf = async () => (await import('../../core/adapters/parser/odf/index.ts')).odfParser;
const html = async () => (await import('../../core/adapters/parser/html/index.ts')).htmlParser;
const plain = async () => (await import('../../core/adapters/parser/plain/index.ts')).plainParser;

export const parsers: Record<DocumentFormat, () => Promise<Parser>> = {
  pdf: async () => (await import('../../core/adapters/parser/pdf/index.ts')).pdfParser,
  docx: async () => (await import('../../core/adapters/parser/docx/index.ts')).docxParser,
  doc: async () => (await import('../../core/adapters/parser/doc/index.ts')).docParser,
  pptx: async () => (await import('../../core/adapters/parser/pptx/index.ts')).pptxParser,
  ppt: async () => (await import('../../core/adapters/parser/ppt/index.ts')).pptParser,
  rtf: async () => (await import('../../core/adapters/parser/rtf/index.ts')).rtfParser,
  epub: async () => (await import('../../core/adapters/parser/epub/index.ts')).epubParser,
  msg: async () => (await import('../../core/adapters/parser/msg/index.ts')).msgParser,
  tnef: async () => (await import('../../core/adapters/parser/tnef/index.ts')).tnefParser,
  image: async () => (await import('../../core/adapters/parser/image/index.ts')).imageParser,
  archive: async () => (await import('../../core/adapters/parser/archive/index.ts')).archiveParser,
  markdown: async () => (await import('../../core/adapters/parser/markdown/index.ts')).markdownParser,
  xlsx: sheet,
  xls: sheet,
  ods: sheet,
  csv: sheet,
  odt: odf,
  odp: odf,
  html,
  xml: html,
  eml: mail,
  mbox: mail,
  text: plain,
  ics: calendar,
  vcf: contacts,
};

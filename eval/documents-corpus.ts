/** The files to parse and the strings that must be found in them, attachments and metadata included. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join, relative } from 'node:path';
import { z } from 'zod';
import type { ParsedDocument } from '../electron/core/adapters/parser/kind.ts';

export type CorpusFile = { name: string; path: string; type: string; oracles: readonly string[] };

const oracleFile = z.record(
  z.string(),
  z.object({ contains: z.array(z.string()), not_contains: z.array(z.string()) }),
);

export const readCorpus = (data: string): CorpusFile[] => {
  const folder = join(data, 'documents', 'tika');
  const oracles = oracleFile.parse(JSON.parse(readFileSync(join(data, 'documents', 'oracles.json'), 'utf8')));
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const key = relative(folder, path).replaceAll('\\', '/');
      return {
        name: basename(path),
        path,
        type: extname(path).slice(1).toLowerCase(),
        oracles: oracles[key]?.contains ?? [],
      };
    });
};

const folded = (text: string): string => text.replace(/\s+/g, ' ').trim();
const withoutMarkup = (text: string): string =>
  folded(
    text
      .replace(/<[^>]*>/g, ' ')
      .replace(/&gt;/g, '>')
      .replace(/^>|>$/g, ''),
  );

/** Everything a document says, as one text. */
const everything = (document: ParsedDocument): string =>
  [
    document.title ?? '',
    document.author ?? '',
    ...Object.values(document.metadata),
    document.text,
    ...document.attachments.map(
      (attachment) =>
        `${attachment.fileName} ${'document' in attachment ? everything(attachment.document) : ''}`,
    ),
  ].join(' \n ');

/** `plainFound` counts strings that are there once the markup other tools print around them is taken away. */
export const scoreOracles = (
  file: CorpusFile,
  document: ParsedDocument,
): { found: number; plainFound: number; missed: string[] } => {
  const text = folded(everything(document));
  const missed: string[] = [];
  let found = 0;
  let plainFound = 0;
  for (const oracle of file.oracles) {
    if (text.includes(folded(oracle))) found += 1;
    if (
      text.includes(folded(oracle)) ||
      (withoutMarkup(oracle) !== '' && text.includes(withoutMarkup(oracle)))
    )
      plainFound += 1;
    else missed.push(oracle);
  }
  return { found, plainFound, missed };
};

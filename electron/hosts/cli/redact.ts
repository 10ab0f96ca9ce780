/** `wattos redact <file>`: what identifies a person in a file, and what could not be checked. Nothing is stored or changed. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, UsageError } from './command.ts';

export const redact: Command = async ({ args, client: connect, words }) => {
  const [file] = args;
  if (file === undefined || args.length > 1) throw new UsageError(words.cli.usage('wattos redact <file>'));
  // A host on this data folder runs on this computer, so what is a folder here is one there.
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory() === true)
    throw new UsageError(words.cli.privacy.isFolder(file));
  const client = await connect();
  const { text, spans, language, report } = await client.privacy.inspect({ path: resolve(file) });
  const shown = spans.map((span) => ({ ...span, text: text.slice(span.startOffset, span.endOffset) }));
  const uncertain = spans.filter(({ status }) => status === 'uncertain').length;
  const lines = shown.map((span) => words.cli.privacy.finding(span, span.text.replaceAll(/\s+/g, ' ')));
  const summary = words.cli.privacy.summary(spans.length - uncertain, uncertain, report.notChecked.length);
  return { json: { file, language, spans: shown, report }, text: [...lines, summary].join('\n') };
};

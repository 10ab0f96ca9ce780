/** `wattos conversations list | export <id> --format markdown|docx|pdf --out FILE`. */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ConversationSummary } from '../../contract/chat.ts';
import { type Command, type CommandContext, type CommandResult, UsageError } from './command.ts';

const formats = ['markdown', 'docx', 'pdf'] as const;
const pageSize = 200;

export const conversations: Command = async (context) => {
  const [verb = 'list', id] = context.args;
  if (verb === 'list') return list(context);
  if (verb === 'export' && id !== undefined) return exportOne(context, id);
  throw new UsageError(
    context.words.cli.usage('wattos conversations list | export <id> --format markdown|docx|pdf --out FILE'),
  );
};

const list = async ({ client: connect, words }: CommandContext): Promise<CommandResult> => {
  const client = await connect();
  const found: ConversationSummary[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof client.chat.list>> = await client.chat.list({
      cursor,
      limit: pageSize,
    });
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  const date = new Intl.DateTimeFormat(words.locale, { dateStyle: 'medium', timeStyle: 'short' });
  const text = found
    .map(
      ({ id, updatedAt, title }) =>
        `${id}  ${date.format(new Date(updatedAt))}  ${title || words.cli.untitled}`,
    )
    .join('\n');
  return { json: found, text: text || words.cli.noConversations };
};

const exportOne = async (context: CommandContext, id: string): Promise<CommandResult> => {
  const { client, flags, words } = context;
  const format = formats.find((known) => known === flags.format);
  if (format === undefined) throw new UsageError(words.cli.missing('--format markdown|docx|pdf'));
  if (flags.out === undefined) throw new UsageError(words.cli.missing('--out'));
  const file = resolve(flags.out);
  const { contentBase64, mimeType } = await (await client()).chat.export({
    conversationId: id,
    format,
    locale: words.locale,
    labels: words.cli.exportLabels,
  });
  const content = Buffer.from(contentBase64, 'base64');
  await writeFile(file, content);
  return { json: { file, mimeType, sizeBytes: content.length }, text: words.cli.written(file) };
};

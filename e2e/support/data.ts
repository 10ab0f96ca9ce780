/** Data folders of the tests: prepared, asked over the command line, searched byte by byte, and taken away. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SettingsPatch } from '../../electron/contract/settings.ts';
import { writeAudiences } from './audiences.ts';
import { writeDocuments } from './documents.ts';
import { nodePath, root } from './programs.ts';

export const newDataDir = (): string => mkdtempSync(join(tmpdir(), 'wattos-e2e-'));

/** Beside the data folder, as `WATTOS_KEY_FILE`. */
export const keyFileOf = (dataDir: string): string => `${dataDir}.key`;

export const removeDataDir = (dataDir: string): void => {
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  rmSync(keyFileOf(dataDir), { force: true });
};

type Conversation = { title: string; turns: string[] };

/** Past the introduction, with short answers; `gateway`: with providers and usage; `conversations` hold questions and answers by turns. Returns their ids. */
export const prepare = (
  dataDir: string,
  wanted: { settings?: SettingsPatch; conversations?: Conversation[]; gateway?: boolean } = {},
): string[] => {
  const settings: SettingsPatch = {
    ...wanted.settings,
    chat: { maxAnswerTokens: 48, temperature: 0, ...wanted.settings?.chat },
  };
  const out = execFileSync(nodePath(), [join(root, 'eval/prepare-data.ts'), dataDir], {
    input: JSON.stringify({ ...wanted, settings, conversations: wanted.conversations ?? [] }),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  return JSON.parse(out.toString()) as string[];
};

/** A command of the built command line on this data folder; what it prints with `--json`. */
export const wattos = (dataDir: string, ...args: string[]): unknown => {
  const cli = [join(root, 'out/main/cli.js'), ...args, '--json', '--data', dataDir];
  const env = { ...process.env, WATTOS_KEY_FILE: keyFileOf(dataDir) };
  return JSON.parse(execFileSync(nodePath(), cli, { env, cwd: root }).toString());
};

/** Has the built command line read into a space what `write` writes into an empty folder; it returns the path of what to read. */
export const ingest = (dataDir: string, space: string, write: (folder: string) => string): void => {
  const folder = mkdtempSync(join(tmpdir(), 'wattos-files-'));
  wattos(dataDir, 'ingest', write(folder), '--space', space);
  rmSync(folder, { recursive: true, force: true });
};

/** For `ingest`: texts by the names of their files, in a folder of this name. */
export const files =
  (name: string, texts: Record<string, string>) =>
  (folder: string): string => {
    const home = join(folder, name);
    mkdirSync(home);
    for (const [file, text] of Object.entries(texts)) writeFileSync(join(home, file), text);
    return home;
  };

/** A space with the sample documents. */
export const fillLibrary = (dataDir: string): void => ingest(dataDir, 'Ortsrecht', writeDocuments);

/** A second space, with its analysis: target groups, personas and agents. Made without a language model. */
export const fillStudio = (dataDir: string): void => {
  ingest(dataDir, 'Rathaus', writeAudiences);
  wattos(dataDir, 'analyze', '--space', 'Rathaus', '--agents', 'de,en');
};

/** Files under `folder` that contain `text` in UTF-8, UTF-16, Base64 or hexadecimal. */
export const filesContaining = (folder: string, text: string): string[] => {
  const bytes = Buffer.from(text);
  const needles = [
    bytes,
    Buffer.from(text, 'utf16le'),
    // whatever stands before it: three alignments, without the characters that depend on the neighbours
    ...[0, 1, 2].map((shift) =>
      Buffer.from(
        Buffer.concat([Buffer.alloc(shift), bytes])
          .toString('base64')
          .slice(shift === 0 ? 0 : 4, -4),
      ),
    ),
    Buffer.from(bytes.toString('hex')),
  ];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const content = readIfThere(file);
      return needles.some((needle) => content.includes(needle));
    });
};

/** A running program may take a file away between listing and reading. */
const readIfThere = (file: string): Buffer => {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
};

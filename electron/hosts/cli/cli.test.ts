import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from '../../core/kernel/log.ts';
import { exitCodes } from '../exit-codes.ts';
import { announceHost } from '../host-file.ts';
import { listen } from '../http/server.ts';
import { createMemoryHost } from '../memory.ts';
import { helpDe, helpEn } from '../locales/help.ts';
import { runCli } from './run.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wattos-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** `last`: nothing may follow the arguments. */
const run = async (
  args: string[],
  options: { env?: Record<string, string>; signal?: AbortSignal } = {},
  last = false,
) => {
  let stdout = '';
  let stderr = '';
  const folders = ['--data', join(folder, 'data'), '--models', join(folder, 'models')];
  const [command = '', ...others] = args;
  const code = await runCli(last ? [command, ...folders, ...others] : [...args, ...folders], {
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
    columns: undefined,
    env: { LANG: 'en_US.UTF-8', XDG_CONFIG_HOME: join(folder, 'config'), ...options.env },
    terminal: undefined,
    signal: options.signal ?? new AbortController().signal,
  });
  return { code, stdout, stderr };
};

const withPassphrase = async (passphrase: string) => {
  const file = join(folder, `${passphrase}.txt`);
  await writeFile(file, `${passphrase}\nsecond line\n`);
  return { env: { WATTOS_PASSPHRASE_FILE: file } };
};

describe('what cannot be understood ends with 2 and says how it is meant', () => {
  test.each([
    [['nonsense']],
    [['chat']],
    [['chat', 'one', 'two']],
    [['--no-such-option']],
    [['settings', 'set', 'chat.temperature']],
    [['settings', 'get', 'chat.nonsense']],
    [['settings', 'get', '__proto__']],
    [['models', 'pull']],
    [['conversations', 'export', 'x', '--format', 'odt', '--out', 'f']],
  ])('%j', async (args) => {
    const { code, stdout, stderr } = await run(args);
    expect(code).toBe(exitCodes.usage);
    expect(stdout).toBe('');
    expect(stderr).not.toBe('');
  });

  test.each([
    [['ask', ' '], 'Die Frage ist leer.'],
    [['search', ''], 'Die Frage ist leer.'],
    [['chat', ''], 'Die Frage ist leer.'],
    [['spaces', 'create', ''], 'Der Name ist leer.'],
    [['search', 'x', '--limit', '0'], 'Hinter --limit gehört eine ganze Zahl ab 1.'],
    [['redact', '.'], '. ist ein Ordner.'],
    [['redact', '--nothing'], 'Die Angabe „--nothing“ gibt es nicht.'],
    [['search', 'x', '--limit'], 'Hinter --limit fehlt ein Wert.'],
    [['help', 'nonsense'], 'Den Befehl „nonsense“ gibt es nicht.'],
  ])('%j is refused in a German sentence', async (args, sentence) => {
    const { code, stderr } = await run(args, { env: { LANG: 'de_DE.UTF-8' } }, args.at(-1) === '--limit');
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/Too small|Unknown option|expected/u);
    expect(code).toBe(exitCodes.usage);
  });

  test('help of one command says what there is to say of it, and how every command ends', async () => {
    const { code, stdout } = await run(['ingest', '--help']);
    expect(code).toBe(exitCodes.done);
    expect(stdout).toContain('ingest <file or folder>');
    expect(stdout).toContain('--space S');
    expect(stdout).toContain('Exit codes');
    expect(stdout).not.toContain('crawl <address>');
  });

  test('a value the setting does not take, and an id that is none', async () => {
    expect((await run(['settings', 'set', 'chat.temperature', '9'])).code).toBe(exitCodes.usage);
    expect((await run(['conversations', 'export', 'x', '--format', 'pdf', '--out', 'f'])).code).toBe(
      exitCodes.usage,
    );
  });

  test('help documents every exit code in both languages', () => {
    for (const help of [helpDe, helpEn])
      for (const code of Object.values(exitCodes)) expect(help).toMatch(new RegExp(`\\b${code}  `));
  });
});

describe('settings', () => {
  test('what is set is there in the next process, with its type', async () => {
    expect((await run(['settings', 'set', 'chat.temperature', '0.2'])).stdout).toBe(
      'chat.temperature = 0.2\n',
    );
    expect((await run(['settings', 'set', 'appearance.theme', 'dark'])).code).toBe(exitCodes.done);
    const { stdout } = await run(['settings', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ chat: { temperature: 0.2 }, appearance: { theme: 'dark' } });
    expect((await run(['settings', 'get', 'chat.temperature'])).stdout).toBe('0.2\n');
  });
});

describe('the database', () => {
  test('with a passphrase, it opens with the file and is locked without', async () => {
    const right = await withPassphrase('correct horse battery');
    expect((await run(['settings'], right)).code).toBe(exitCodes.done);
    const without = await run(['settings', '--json']);
    expect(without.code).toBe(exitCodes.database);
    expect(JSON.parse(without.stdout)).toEqual({
      error: { code: 'vault.LOCKED', family: 'UNAVAILABLE', data: {} },
    });
    const wrong = await run(['settings'], await withPassphrase('wrong horse battery'));
    expect(wrong.code).toBe(exitCodes.database);
    expect(wrong.stderr).toContain('[vault.WRONG_KEY]');
  });

  test('a weak passphrase creates nothing', async () => {
    expect((await run(['settings'], await withPassphrase('short'))).code).toBe(exitCodes.database);
    expect((await run(['settings'])).code).toBe(exitCodes.done);
  });

  test('a passphrase file that is not there is a usage error', async () => {
    const { code, stderr } = await run(['settings'], {
      env: { WATTOS_PASSPHRASE_FILE: join(folder, 'none') },
    });
    expect(code).toBe(exitCodes.usage);
    expect(stderr).toContain(join(folder, 'none'));
  });

  test('a lost key is said to be lost, and a new one is not made over the data', async () => {
    await run(['settings']);
    await rm(join(folder, 'config'), { recursive: true });
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const { code, stderr } = await run(['settings']);
      expect(code).toBe(exitCodes.database);
      expect(stderr).toContain('[vault.KEY_MISSING]');
    }
  });

  test('another WattOS on the same folder is named, in German too', async () => {
    await using _other = await createMemoryHost({ dataDir: join(folder, 'data'), modelsDir: null });
    const { code, stderr } = await run(['settings'], { env: { LANG: 'de_DE.UTF-8' } });
    expect(code).toBe(exitCodes.database);
    expect(stderr).toContain(`Prozess ${process.pid}`);
    expect(stderr).toContain('[database.LOCKED_BY_ANOTHER]');
  });
});

describe('a running host', () => {
  const token = 'a-token-a-token-a-token';
  const serve = async () => {
    const memory = await createMemoryHost({ dataDir: join(folder, 'data'), modelsDir: null });
    const http = await listen({
      core: memory.core,
      port: 0,
      version: '1',
      token,
      browserSession: 's',
      cookieName: 'c',
      rendererDir: folder,
      log: silentLog,
    });
    return {
      port: http.port,
      [Symbol.asyncDispose]: async () => {
        await http.close();
        await memory.close();
      },
    };
  };

  test('is used instead of a second engine', async () => {
    await using host = await serve();
    await announceHost(join(folder, 'data'), { pid: process.pid, port: host.port, token });
    expect((await run(['settings', 'set', 'chat.temperature', '0.3'])).code).toBe(exitCodes.done);
    expect((await run(['settings', 'get', 'chat.temperature'])).stdout).toBe('0.3\n');
  });

  test('that does not let us in ends with 4', async () => {
    await using host = await serve();
    await announceHost(join(folder, 'data'), {
      pid: process.pid,
      port: host.port,
      token: 'another-token-another',
    });
    expect((await run(['settings'])).code).toBe(exitCodes.host);
  });

  test('that was killed left its file behind: the command works by itself', async () => {
    await announceHost(join(folder, 'data'), { pid: process.pid, port: 1, token });
    expect((await run(['settings'])).code).toBe(exitCodes.done);
    await announceHost(join(folder, 'data'), { pid: 999_999_999, port: 1, token });
    expect((await run(['settings'])).code).toBe(exitCodes.done);
    await writeFile(join(folder, 'data', 'host.json'), '{');
    expect((await run(['settings'])).code).toBe(exitCodes.done);
  });
});

describe('models and chat', () => {
  test('without a model, chat ends with 5 and says how to get one', async () => {
    const { code, stderr } = await run(['chat', 'Hello']);
    expect(code).toBe(exitCodes.model);
    expect(stderr).toContain('wattos models pull starter');
  });

  test('an unknown model ends with 5', async () => {
    expect((await run(['models', 'pull', 'no-such-model'])).code).toBe(exitCodes.model);
    expect((await run(['models', 'remove', '../data'])).code).toBe(exitCodes.model);
  });

  test('models are listed while another WattOS holds the data folder', async () => {
    await using _other = await createMemoryHost({ dataDir: join(folder, 'data'), modelsDir: null });
    const { code, stdout } = await run(['models', 'list', '--json']);
    expect(code).toBe(exitCodes.done);
    expect(JSON.parse(stdout).length).toBeGreaterThan(0);
  });

  test('a folder without models is not imported, and says so', async () => {
    await mkdir(join(folder, 'stick'));
    const { code, stderr } = await run(['models', 'import', join(folder, 'stick')]);
    expect(code).toBe(exitCodes.model);
    expect(stderr).toContain('[models.NOTHING_TO_IMPORT]');
  });

  test('Ctrl+C before the first byte ends with 130', async () => {
    const { code } = await run(['models', 'pull', 'starter'], { signal: AbortSignal.abort() });
    expect(code).toBe(exitCodes.interrupted);
  });
});

test('a folder that is read in counts as the files it held, and what cannot be read at all ends with 1', async () => {
  const files = join(folder, 'files');
  await mkdir(files);
  for (const name of ['a', 'b']) await writeFile(join(files, `${name}.txt`), `Text of file ${name}.`);
  const { code, stdout } = await run(['ingest', files, '--space', 'S', '--json']);
  expect(code).toBe(exitCodes.done);
  expect(JSON.parse(stdout)).toMatchObject({ added: 2, done: 2, failed: 0 });
  expect((await run(['ingest', join(folder, 'none'), '--space', 'T'])).code).toBe(exitCodes.failed);
});

test.each([
  ['none.txt', null, 'documents.UNREADABLE'],
  ['empty.txt', '', 'documents.EMPTY'],
  ['noise.bin', '\u0000\u0001\u0002'.repeat(500), 'documents.UNSUPPORTED'],
])('redact on %s ends with 1 and names %s', async (name, content, reason) => {
  const file = join(folder, name);
  if (content !== null) await writeFile(file, content);
  const { code, stderr } = await run(['redact', file]);
  expect(stderr).toContain(`[${reason}]`);
  expect(code).toBe(exitCodes.failed);
});

test('Ctrl+C says what goes on, and by which command', async () => {
  const stopped = async (...args: string[]) => (await run(args, { signal: AbortSignal.abort() })).stderr;
  await mkdir(join(folder, 'files'));
  expect(await stopped('ingest', join(folder, 'files'), '--space', 'Halb')).toMatch(
    /the same command|derselbe Befehl/,
  );
  expect(await stopped('crawl', 'http://127.0.0.1:9/', '--space', 'Halb', '--intranet')).toContain(
    'crawl --resume',
  );
});

test('doctor tells the state of everything as JSON', async () => {
  const { code, stdout } = await run(['doctor', '--json']);
  expect(code).toBe(exitCodes.done);
  expect(JSON.parse(stdout)).toMatchObject({
    host: 'memory',
    database: { state: 'open', encrypted: true, integrity: 'ok' },
    network: { mode: 'offline', allowed: 0 },
  });
});

test('an export that does not exist leaves no file', async () => {
  await mkdir(join(folder, 'out'));
  const file = join(folder, 'out', 'x.md');
  const id = '01890000-0000-7000-8000-000000000000';
  const { code, stderr } = await run(['conversations', 'export', id, '--format', 'markdown', '--out', file]);
  expect(code).toBe(exitCodes.failed);
  expect(stderr).toContain('[chat.CONVERSATION_NOT_FOUND]');
  await expect(readFile(file)).rejects.toThrow();
});

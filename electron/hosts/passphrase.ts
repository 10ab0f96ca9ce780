/** Where a passphrase may come from: a file, or a person at a terminal. Never the command line, which others can read. */
import { readFile } from 'node:fs/promises';
import type { ReadStream } from 'node:tty';

/** The file's first line. */
export const passphraseFromFile = async (file: string): Promise<string> =>
  (await readFile(file, 'utf8')).split(/\r?\n/, 1)[0] ?? '';

export type Terminal = { input: ReadStream; output: NodeJS.WritableStream };

/** Without echo. `null` when the person ends the input or presses Ctrl+C. */
export const askPassphrase = (terminal: Terminal, question: string): Promise<string | null> =>
  new Promise((resolve) => {
    const { input, output } = terminal;
    let typed = '';
    const done = (result: string | null) => {
      input.setRawMode(false);
      input.off('data', onData);
      input.pause();
      output.write('\n');
      resolve(result);
    };
    const onData = (chunk: Buffer) => {
      for (const character of chunk.toString('utf8')) {
        if (character === '\r' || character === '\n') return done(typed);
        if (character === '\u0003' || character === '\u0004') return done(null);
        if (character === '\u007f' || character === '\b') typed = [...typed].slice(0, -1).join('');
        else if (character >= ' ') typed += character;
      }
    };
    output.write(question);
    input.setRawMode(true);
    input.resume();
    input.on('data', onData);
  });

/**
 * node-llama-cpp tries a native binary in a forked Node before it loads it. A packaged Electron does not serve as Node
 * (fuse `runAsNode`), the fork would start a second window, and the test fails. This process is the isolation the test
 * is meant to give: when the binary crashes, only the worker dies. So inside Electron the test is answered instead of run.
 */
import childProcess, { type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { syncBuiltinESMExports } from 'node:module';

const testFile = 'testBindingBinary.js';
/** What the tested process says to each thing it is told (node-llama-cpp 3.21.1, `bindings/utils/testBindingBinary`). */
const replies: Record<string, string> = { start: 'loaded', test: 'done' };

/** Call it before the first `getLlama`; outside Electron it does nothing. */
export const answerBinaryTest = (): void => {
  if (process.versions.electron === undefined) return;
  const { fork } = childProcess;
  const standIn = (file: string | URL, ...rest: never[]): ChildProcess =>
    String(file).endsWith(testFile) ? passedTest() : fork(file, ...rest);
  childProcess.fork = standIn as typeof fork;
  syncBuiltinESMExports();
};

const passedTest = (): ChildProcess => {
  const events = new EventEmitter();
  const end = (): void => {
    events.emit('exit', 0);
  };
  const send = (message: { type: string }): void => {
    const reply = replies[message.type];
    if (reply === undefined) setImmediate(end);
    else setImmediate(() => events.emit('message', { type: reply }));
  };
  setImmediate(() => events.emit('message', { type: 'ready' }));
  return Object.assign(events, {
    send,
    kill: () => true,
    exitCode: null,
    killed: false,
  }) as unknown as ChildProcess;
};

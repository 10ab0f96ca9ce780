/** How the command line finds a headless host that runs on the same data folder: port and token, only for its owner. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { systemCode } from '../core/kernel/errors.ts';
import { readIfThere, writePrivateFile } from './private-file.ts';

const running = z.object({
  pid: z.int().positive(),
  port: z.int().min(1).max(65535),
  token: z.string().min(20),
});
export type RunningHost = z.infer<typeof running>;

const fileIn = (dataDir: string) => join(dataDir, 'host.json');

export const announceHost = (dataDir: string, host: RunningHost): Promise<void> =>
  writePrivateFile(fileIn(dataDir), `${JSON.stringify(host, null, 2)}\n`);

export const withdrawHost = (dataDir: string): Promise<void> => rm(fileIn(dataDir), { force: true });

/** `null` when none runs; what a killed host left behind counts as none. */
export const findRunningHost = async (dataDir: string): Promise<RunningHost | null> => {
  const content = await readIfThere(fileIn(dataDir));
  if (content === null) return null;
  try {
    const host = running.parse(JSON.parse(content.toString('utf8')));
    return isAlive(host.pid) ? host : null;
  } catch {
    return null;
  }
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
};

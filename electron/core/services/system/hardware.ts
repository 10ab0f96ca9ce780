/** What this computer has. The graphics card is asked from the model runtime, which alone knows what it can use. */
import { statfs } from 'node:fs/promises';
import { arch, availableParallelism, cpus, freemem, platform, totalmem } from 'node:os';
import type { Hardware } from '../../../contract/system.ts';

/** Bytes an ordinary user may still write below `directory`; `null` when the system does not say. */
const freeDiskBytes = async (directory: string): Promise<number | null> => {
  try {
    const { bavail, bsize } = await statfs(directory);
    return bavail * bsize;
  } catch {
    return null;
  }
};

export type Graphics = Pick<Hardware, 'gpu' | 'gpuReason'>;

export const readHardware = async (directory: string, graphics: Graphics): Promise<Hardware> => ({
  cpuModel: cpus()[0]?.model.trim() ?? '',
  cores: availableParallelism(),
  memoryBytes: totalmem(),
  freeMemoryBytes: freemem(),
  freeDiskBytes: await freeDiskBytes(directory),
  ...graphics,
  platform: platform(),
  architecture: arch(),
});

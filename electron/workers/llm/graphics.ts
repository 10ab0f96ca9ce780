/** Opens llama.cpp on the graphics card where one can be used, and knows why not where none can. */
import { existsSync, readdirSync } from 'node:fs';
import { getLlama, getLlamaGpuTypes, type Llama, LlamaLogLevel } from 'node-llama-cpp';
import type { DeviceReason } from '../../contract/models.ts';
import type { LoadParams } from '../../core/adapters/llm/local/protocol.ts';
import type { WorkerLog } from '../line.ts';
import { reserveBytes } from './admission.ts';

export type Engine = { llama: Llama; reason: DeviceReason };

export const openEngine = async (gpu: LoadParams['gpu'], log: WorkerLog): Promise<Engine> => {
  if (gpu === 'off') return { llama: await openLlama(false, log), reason: 'gpu-off' };
  if (gpu === 'avoid') return { llama: await openLlama(false, log), reason: 'gpu-failed' };
  const hasCard = seesCard();
  if (hasCard === false) return { llama: await openLlama(false, log), reason: 'no-gpu' };
  const llama = await openLlama('auto', log);
  if (llama.gpu !== false) {
    if ((await llama.getGpuDeviceNames()).length > 0) return { llama, reason: 'gpu-used' };
    // A driver that only computes on the processor itself is passed over by llama.cpp.
    await llama.dispose();
    return { llama: await openLlama(false, log), reason: hasCard === true ? 'gpu-failed' : 'no-gpu' };
  }
  const drivers = (await getLlamaGpuTypes('supported')).filter((type) => type !== false);
  const builds = await Promise.all(drivers.map(hasBuild));
  const found = { hasCard, hasDriver: drivers.length > 0, hasBuild: builds.includes(true) };
  return { llama, reason: whyNoCard(found) };
};

/** Never builds and never downloads: only the binaries that came with the program. */
const openLlama = (gpu: 'auto' | false, log: WorkerLog): Promise<Llama> =>
  getLlama({
    gpu,
    build: 'never',
    skipDownload: true,
    progressLogs: false,
    // Its own reserve is a quarter of the memory; ours has been kept by `admit` already.
    ramPadding: reserveBytes,
    // The number of threads is set per context.
    maxThreads: 0,
    logLevel: LlamaLogLevel.warn,
    logger: (level, message) =>
      log(level === 'error' || level === 'fatal' ? 'error' : 'warn', message.trimEnd()),
  });

/** Pure. `hasBuild`: of llama.cpp, for one of the drivers. */
export const whyNoCard = (found: {
  /** `null`: this system does not say. */
  hasCard: boolean | null;
  hasDriver: boolean;
  hasBuild: boolean;
}): DeviceReason => {
  // A driver library alone is no card: Linux distributions install Vulkan's everywhere.
  if (found.hasCard === false) return 'no-gpu';
  if (!found.hasDriver) return found.hasCard === null ? 'no-gpu' : 'no-gpu-driver';
  return found.hasBuild ? 'gpu-failed' : 'no-gpu-build';
};

/** Linux lists what can compute among its render nodes; NVIDIA's driver also works without one, and WSL has its own. */
const seesCard = (): boolean | null => {
  if (process.platform !== 'linux') return null;
  // Somebody has named the device to use: that is an answer, too.
  if (process.env.GGML_VK_VISIBLE_DEVICES !== undefined) return true;
  if (existsSync('/dev/nvidiactl') || existsSync('/dev/dxg')) return true;
  try {
    return readdirSync('/dev/dri').some((name) => name.startsWith('renderD'));
  } catch {
    return false;
  }
};

const platformNames: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'mac',
  linux: 'linux',
  win32: 'win',
};

/** As node-llama-cpp looks for its binaries; where one is left out, an empty package stands in its place. */
const hasBuild = async (type: string): Promise<boolean> => {
  const name = `@node-llama-cpp/${platformNames[process.platform] ?? ''}-${process.arch}-${type}`;
  try {
    const found: unknown = await import(name);
    return typeof found === 'object' && found !== null && 'getBinsDir' in found;
  } catch {
    return false;
  }
};

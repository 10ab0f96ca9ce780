/** `wattos doctor`: what this installation is made of and whether it is well. */
import type { Hardware } from '../../contract/system.ts';
import { bytes } from '../locales/format.ts';
import type { Words } from '../locales/words.ts';
import type { Command } from './command.ts';

export const doctor: Command = async ({ client, words }) => {
  const report = await (await client()).system.doctor();
  const { hardware, database, network } = report;
  const say = words.cli.doctor;
  const size = (count: number | null) => (count === null ? '–' : bytes(count, words.locale));
  const yes = (value: boolean) => (value ? say.yes : say.no);
  const rows: [string, string][] = [
    ['WattOS', `${report.version} (${report.host})`],
    [
      say.versions,
      Object.entries(report.versions)
        .map((entry) => entry.join(' '))
        .join(', '),
    ],
    [
      say.computer,
      `${hardware.cpuModel}, ${hardware.cores} × CPU, ${hardware.platform} ${hardware.architecture}`,
    ],
    [say.memory, `${size(hardware.memoryBytes)}, ${say.free} ${size(hardware.freeMemoryBytes)}`],
    [say.disk, `${say.free} ${size(hardware.freeDiskBytes)}`],
    [say.gpu, graphicsOf(hardware, words)],
    [say.database, `${database.state}, ${say.encrypted}: ${yes(database.encrypted)}, ${database.integrity}`],
    ['', `${database.path}, ${size(database.sizeBytes)}, schema ${database.schema ?? '–'}`],
    ...report.models.map(({ id, task, state }, index): [string, string] => [
      index === 0 ? say.models : '',
      `${id} (${task}): ${state}`,
    ]),
    ...report.workers.map(({ name, state, failures }, index): [string, string] => [
      index === 0 ? say.workers : '',
      `${name}: ${state}, ${say.failures}: ${failures}`,
    ]),
    [say.network, `${network.mode}, ${say.allowed}: ${network.allowed}, ${say.denied}: ${network.denied}`],
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  return { json: report, text: rows.map(([label, value]) => `${label.padEnd(width)}  ${value}`).join('\n') };
};

const graphicsOf = ({ gpu, gpuReason }: Hardware, words: Words): string => {
  if (gpu !== null) return `${gpu.name} (${gpu.api}), ${bytes(gpu.memoryBytes, words.locale)}`;
  return gpuReason === null ? '–' : words.cli.deviceReasons[gpuReason];
};

/** Shows how far a download is: one moving line on a terminal, otherwise a line at each tenth. */
import { bytes } from '../locales/format.ts';
import type { Io } from './command.ts';

export type Progress = {
  update(doneBytes: number, totalBytes: number): void;
  end(): void;
};

const redrawEveryMs = 100;

export const createProgress = (name: string, io: Io, locale: 'de' | 'en'): Progress => {
  let lastDrawnMs = 0;
  let lastTenth = -1;
  const line = (done: number, total: number) =>
    `${name}: ${Math.floor((100 * done) / total)} %, ${bytes(done, locale)} / ${bytes(total, locale)}`;
  return {
    update: (done, total) => {
      if (total <= 0) return;
      const now = performance.now();
      const tenth = Math.floor((10 * done) / total);
      if (io.columns !== undefined && (now - lastDrawnMs >= redrawEveryMs || done === total)) {
        lastDrawnMs = now;
        io.stderr(`\r${line(done, total).slice(0, io.columns - 1)}\u001b[K`);
      } else if (io.columns === undefined && tenth > lastTenth) {
        io.stderr(`${line(done, total)}\n`);
      }
      lastTenth = Math.max(lastTenth, tenth);
    },
    end: () => {
      if (io.columns !== undefined && lastTenth >= 0) io.stderr('\n');
    },
  };
};

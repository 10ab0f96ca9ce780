/** Where the window stood and how it looked, in one JSON file; a missing or odd file means the defaults. */
import { readFileSync, writeFileSync } from 'node:fs';

export type Bounds = { x: number; y: number; width: number; height: number };
export type WindowState = {
  bounds: Bounds | null;
  maximized: boolean;
  theme: 'system' | 'light' | 'dark' | 'contrast';
  language: 'system' | 'de' | 'en';
};

const defaults: WindowState = { bounds: null, maximized: false, theme: 'system', language: 'system' };

export const loadWindowState = (file: string): WindowState => {
  try {
    return parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return { ...defaults };
  }
};

/** Losing it is harmless, so a full disk is not worth a word. */
export const saveWindowState = (file: string, state: WindowState): void => {
  try {
    writeFileSync(file, JSON.stringify(state));
  } catch {}
};

/** Our own file, but a person or a crash may have changed it. */
const parse = (value: unknown): WindowState => {
  const stored = isRecord(value) ? value : {};
  return {
    bounds: parseBounds(stored.bounds),
    maximized: stored.maximized === true,
    theme: oneOf(stored.theme, ['system', 'light', 'dark', 'contrast'] as const),
    language: oneOf(stored.language, ['system', 'de', 'en'] as const),
  };
};

const parseBounds = (value: unknown): Bounds | null => {
  if (!isRecord(value)) return null;
  const { x, y, width, height } = value;
  return isNumber(x) && isNumber(y) && isNumber(width) && isNumber(height) ? { x, y, width, height } : null;
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const oneOf = <const T extends string>(value: unknown, known: readonly [T, ...T[]]): T =>
  known.find((item) => item === value) ?? known[0];

/** A window must be reachable: at least this much of it, in pixels, has to lie on one of the screens. */
const reachable = 80;

/** The bounds, or `null` when the screen they were on is gone. */
export const onScreen = (bounds: Bounds | null, screens: readonly Bounds[]): Bounds | null => {
  if (bounds === null) return null;
  const fits = screens.some(
    (screen) =>
      bounds.x + bounds.width >= screen.x + reachable &&
      bounds.x <= screen.x + screen.width - reachable &&
      bounds.y >= screen.y &&
      bounds.y <= screen.y + screen.height - reachable,
  );
  return fits ? bounds : null;
};

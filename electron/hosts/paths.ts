/** Where things lie on this platform, from flags, environment and custom. Pure. */
import { isAbsolute, join, resolve } from 'node:path';
import type { Paths } from '../core/ports/paths.ts';

export type Surroundings = {
  platform: NodeJS.Platform;
  home: string;
  env: Readonly<Record<string, string | undefined>>;
};

/**
 * `data` and `models` are what the person asked for. Models are shared by all data folders of a person, so another
 * data folder does not mean another download.
 */
export const resolvePaths = (
  wish: { data?: string | null; models?: string | null; programDir: string },
  surroundings: Surroundings,
): Paths => {
  const home = join(dataHome(surroundings), 'wattos');
  const models = wish.models ?? surroundings.env.WATTOS_MODELS;
  return {
    dataDir: wish.data ? resolve(wish.data) : home,
    modelsDir: models ? resolve(models) : join(home, 'models'),
    programDir: wish.programDir,
  };
};

/** Keys never lie beside the data they open, so that a copied data folder is only noise. */
export const keysDir = (surroundings: Surroundings): string =>
  join(configHome(surroundings), 'wattos', 'keys');

const dataHome = (surroundings: Surroundings): string => {
  const { platform, home, env } = surroundings;
  if (platform === 'win32') return env.APPDATA ?? join(home, 'AppData', 'Roaming');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support');
  return xdg(env.XDG_DATA_HOME) ?? join(home, '.local', 'share');
};

const configHome = (surroundings: Surroundings): string => {
  const { platform, home, env } = surroundings;
  if (platform === 'win32') return env.LOCALAPPDATA ?? join(home, 'AppData', 'Local');
  if (platform === 'darwin') return join(home, 'Library', 'Preferences');
  return xdg(env.XDG_CONFIG_HOME) ?? join(home, '.config');
};

/** XDG Base Directory Specification: a relative path is to be ignored. */
const xdg = (value: string | undefined): string | undefined =>
  value && isAbsolute(value) ? value : undefined;

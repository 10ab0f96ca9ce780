/** Finds a Chromium, Chrome or Edge on this computer. It is started, never installed. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

type Surroundings = { platform: NodeJS.Platform; env: Readonly<Record<string, string | undefined>> };

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'brave-browser',
];

/** Program file, or `null`. `WATTOS_CHROMIUM` names one that lies elsewhere. */
export const findBrowser = ({ platform, env }: Surroundings): string | null => {
  const asked = env.WATTOS_CHROMIUM;
  const candidates = [...(asked === undefined || asked === '' ? [] : [asked]), ...usualPlaces(platform, env)];
  return candidates.find((file) => existsSync(file)) ?? null;
};

const usualPlaces = (platform: NodeJS.Platform, env: Surroundings['env']): string[] => {
  if (platform === 'win32') {
    const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(
      (root) => root !== undefined,
    );
    const files = [
      'Google\\Chrome\\Application\\chrome.exe',
      'Microsoft\\Edge\\Application\\msedge.exe',
      'Chromium\\Application\\chrome.exe',
    ];
    return files.flatMap((file) => roots.map((root) => `${root}\\${file}`));
  }
  if (platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].flatMap((name) =>
      ['', env.HOME ?? ''].map((root) => `${root}/Applications/${name}.app/Contents/MacOS/${name}`),
    );
  }
  const folders = [
    ...(env.PATH ?? '').split(delimiter),
    '/usr/bin',
    '/usr/local/bin',
    '/snap/bin',
    '/opt/google/chrome',
  ];
  return names.flatMap((name) =>
    folders.filter((folder) => folder !== '').map((folder) => join(folder, name)),
  );
};

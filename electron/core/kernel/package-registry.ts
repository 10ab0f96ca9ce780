/** Which npm registry this computer uses: companies run mirrors, and model files come from wherever packages come from. */
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const publicRegistry = `https://${['registry', 'npmjs', 'org'].join('.')}`;

export type RegistrySurroundings = {
  env: Readonly<Record<string, string | undefined>>;
  configFiles: string[];
};

const surroundings = (): RegistrySurroundings => ({
  env: process.env,
  configFiles: [join(process.cwd(), '.npmrc'), join(homedir(), '.npmrc')],
});

/** Base address without a slash at the end: environment, then the project's and the person's `.npmrc`, then the public one. */
export const packageRegistry = ({ env, configFiles }: RegistrySurroundings = surroundings()): string => {
  const wishes = [env.npm_config_registry, env.NPM_CONFIG_REGISTRY, ...configFiles.map(registryIn)];
  for (const wish of wishes) if (wish !== undefined && isWebAddress(wish)) return wish.replace(/\/+$/, '');
  return publicRegistry;
};

/** Address of a package's tarball as every npm registry serves it. */
export const tarballUrl = (registry: string, name: string, version: string): string =>
  `${registry}/${name}/-/${name.slice(name.indexOf('/') + 1)}-${version}.tgz`;

const registryIn = (file: string): string | undefined => {
  if (!existsSync(file)) return undefined;
  const line = /^[ \t]*registry[ \t]*=[ \t]*(?<value>\S+)/m.exec(readFileSync(file, 'utf8'));
  return line?.groups?.value?.replaceAll(/^["']|["']$/g, '');
};

const isWebAddress = (text: string): boolean => /^https?:$/.test(URL.parse(text)?.protocol ?? '');

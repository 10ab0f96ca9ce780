/**
 * Takes from the parsing thread what no parser needs: the network, other programs, further threads, native modules and
 * writing to the disk. A second lock behind libraries that already do not use them; not a security boundary of its own.
 */
import childProcess from 'node:child_process';
import dgram from 'node:dgram';
import dns from 'node:dns';
import fs from 'node:fs';
import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import tls from 'node:tls';
import workerThreads from 'node:worker_threads';

const refuse = (what: string) => () => {
  throw new Error(`a parser may not use ${what}`);
};

const replace = (target: object, what: string, names: readonly string[]): void => {
  for (const name of names) {
    if (name in target)
      Object.defineProperty(target, name, { value: refuse(what), configurable: true, writable: true });
  }
};

// biome-ignore format: a list to glance at
const writing = [
  'appendFile', 'chmod', 'chown', 'copyFile', 'cp', 'createWriteStream', 'ftruncate', 'lchown', 'link', 'lutimes', 'mkdir', 'mkdtemp',
  'rename', 'rm', 'rmdir', 'symlink', 'truncate', 'unlink', 'utimes', 'write', 'writeFile', 'writev',
];

export const closeAllWays = (): void => {
  replace(net, 'the network', ['connect', 'createConnection', 'createServer']);
  replace(net.Socket.prototype, 'the network', ['connect']);
  replace(net.Server.prototype, 'the network', ['listen']);
  replace(tls, 'the network', ['connect', 'createServer']);
  replace(http, 'the network', ['request', 'get', 'createServer']);
  replace(https, 'the network', ['request', 'get', 'createServer']);
  replace(http2, 'the network', ['connect', 'createServer', 'createSecureServer']);
  replace(dgram, 'the network', ['createSocket']);
  replace(dgram.Socket.prototype, 'the network', ['bind', 'connect', 'send']);
  const lookups = Object.keys(dns).filter((name) => /^(lookup|resolve|reverse)/.test(name));
  replace(dns, 'the network', lookups);
  replace(dns.promises, 'the network', lookups);
  replace(dns.Resolver.prototype, 'the network', lookups);
  replace(globalThis, 'the network', ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest']);
  replace(childProcess, 'other programs', [
    'exec',
    'execFile',
    'execFileSync',
    'execSync',
    'fork',
    'spawn',
    'spawnSync',
  ]);
  replace(childProcess.ChildProcess.prototype, 'other programs', ['spawn']);
  replace(workerThreads, 'further threads', ['Worker']);
  replace(process, 'native modules', ['dlopen', 'binding']);
  replace(fs, 'the disk for writing', [...writing, ...writing.map((name) => `${name}Sync`)]);
  replace(fs.promises, 'the disk for writing', writing);
  syncBuiltinESMExports();
};

/**
 * Compiles scan.wat with wabt and writes it as a module: `node native/vector-scan/build.mjs`. A test compiles it again and
 * compares, so the module and its source cannot drift apart.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import wabt from 'wabt';

const source = join(import.meta.dirname, 'scan.wat');
const target = join(import.meta.dirname, '../../electron/core/services/knowledge/vectors/scan-wasm.ts');

export const compile = async () => {
  const module = (await wabt()).parseWat('scan.wat', readFileSync(source, 'utf8'), { relaxed_simd: true });
  module.validate();
  return Buffer.from(module.toBinary({}).buffer);
};

export const render = (binary) =>
  [
    '/** Made by native/vector-scan/build.mjs from scan.wat beside it. Do not edit. */',
    `export const scanWasmSha256 = '${createHash('sha256').update(binary).digest('hex')}';`,
    'export const scanWasm =',
    `  '${binary.toString('base64')}';`,
    '',
  ].join('\n');

if (process.argv[1] === import.meta.filename) writeFileSync(target, render(await compile()));

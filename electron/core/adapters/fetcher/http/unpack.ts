/** Undoes content encodings within a limit: what unpacks to more is a bomb, whatever it says of itself. */
import { brotliDecompress, gunzip, inflate, inflateRaw, zstdDecompress } from 'node:zlib';
import { promisify } from 'node:util';
import { systemCode } from '../../../kernel/errors.ts';
import { FetchError } from '../kind.ts';

type Unpack = (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Buffer>;

const inflateEither: Unpack = async (bytes, options) => {
  try {
    return await promisify(inflate)(bytes, options);
  } catch (error) {
    // Some servers say deflate and send it without its frame.
    if (systemCode(error) === 'Z_DATA_ERROR') return await promisify(inflateRaw)(bytes, options);
    throw error;
  }
};

const unpackers: Record<string, Unpack> = {
  gzip: (bytes, options) => promisify(gunzip)(bytes, options),
  'x-gzip': (bytes, options) => promisify(gunzip)(bytes, options),
  deflate: inflateEither,
  br: (bytes, options) => promisify(brotliDecompress)(bytes, options),
  zstd: (bytes, options) => promisify(zstdDecompress)(bytes, options),
};
const maxLayers = 3;

/** Throws `compression-bomb` or `unreadable`. */
export const unpack = async (raw: Uint8Array, encodings: string, maxBytes: number): Promise<Uint8Array> => {
  const layers = encodings
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  if (layers.length > maxLayers) throw new FetchError('compression-bomb', `${layers.length} encodings`);
  let bytes = raw;
  for (const layer of layers.reverse()) {
    const unpacker = unpackers[layer];
    if (unpacker === undefined) throw new FetchError('unreadable', `content-encoding ${layer}`);
    if (bytes.length === 0) return bytes;
    try {
      bytes = await unpacker(bytes, { maxOutputLength: maxBytes });
    } catch (error) {
      if (systemCode(error) === 'ERR_BUFFER_TOO_LARGE')
        throw new FetchError('compression-bomb', `more than ${maxBytes} bytes`, { cause: error });
      throw new FetchError('unreadable', `content-encoding ${layer}`, { cause: error });
    }
  }
  return bytes;
};

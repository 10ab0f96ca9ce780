/**
 * Reads text from images with Tesseract (WebAssembly, in this thread, language data from a local folder). Lines come with their
 * boxes in pixels and the paragraph Tesseract saw them in.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
/// <reference path="./tesseract-core.d.ts" />
import type { TesseractApi, TesseractCore } from 'tesseract.js-core/tesseract-core-simd-lstm.js';
import type { OcrOptions } from '../kind.ts';

export type OcrLine = {
  text: string;
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  /** Serial number on the image. */
  paragraph: number;
  /** 0 to 100, mean of its words. */
  confidence: number;
};

const lstmOnly = 1;
/** Words below are noise: specks, lines, pictures. */
const minConfidence = 30;
const maxPixels = 40_000_000;

let loaded: { key: string; core: TesseractCore; api: TesseractApi } | null = null;

const load = async ({
  langPath,
  languages,
}: OcrOptions): Promise<{ core: TesseractCore; api: TesseractApi }> => {
  const key = `${langPath}\n${languages.join('+')}`;
  if (loaded?.key === key) return loaded;
  loaded?.api.End();
  loaded = null;
  const { default: createCore } = await import('tesseract.js-core/tesseract-core-simd-lstm.js');
  const core = await createCore({ print: () => {}, printErr: () => {} });
  for (const language of languages)
    core.FS.writeFile(`./${language}.traineddata`, readLanguage(langPath, language));
  const api = new core.TessBaseAPI();
  if (api.Init(null, languages.join('+'), lstmOnly) !== 0)
    throw new Error(`no OCR data for ${languages.join(', ')}`);
  loaded = { key, core, api };
  return loaded;
};

const readLanguage = (langPath: string, language: string): Uint8Array => {
  try {
    return gunzipSync(readFileSync(join(langPath, `${language}.traineddata.gz`)));
  } catch {
    return readFileSync(join(langPath, `${language}.traineddata`));
  }
};

/** `null`: the image cannot be read. */
export const recognise = async (image: Uint8Array, options: OcrOptions): Promise<OcrLine[] | null> => {
  const { core, api } = await load(options);
  core.FS.writeFile('/input', image);
  if (api.SetImageFile(exifOrientation(image), 0) === 1) return null;
  if (api.Recognize(null) !== 0) return null;
  return readLines(api.GetTSVText(0));
};

/** Level, page, block, paragraph, line, word, left, top, width, height, confidence, text. */
const readLines = (tsv: string): OcrLine[] => {
  const lines = new Map<
    string,
    {
      words: string[];
      confidences: number[];
      x0: number;
      y0: number;
      x1: number;
      y1: number;
      paragraph: string;
    }
  >();
  for (const row of tsv.split('\n')) {
    const [
      level,
      ,
      block,
      paragraph,
      line,
      ,
      left = '0',
      top = '0',
      width = '0',
      height = '0',
      confidence = '0',
      text = '',
    ] = row.split('\t');
    if (level !== '5' || text.trim() === '' || Number(confidence) < minConfidence) continue;
    const key = `${block} ${paragraph} ${line}`;
    const [x0, y0] = [Number(left), Number(top)];
    const [x1, y1] = [x0 + Number(width), y0 + Number(height)];
    const known = lines.get(key) ?? {
      words: [],
      confidences: [],
      x0,
      y0,
      x1,
      y1,
      paragraph: `${block} ${paragraph}`,
    };
    lines.set(key, known);
    known.words.push(text.trim());
    known.confidences.push(Number(confidence));
    known.x0 = Math.min(known.x0, x0);
    known.y0 = Math.min(known.y0, y0);
    known.x1 = Math.max(known.x1, x1);
    known.y1 = Math.max(known.y1, y1);
  }
  const serials = new Map<string, number>();
  return [...lines.values()].map(({ words, confidences, paragraph, ...box }) => {
    const serial = serials.get(paragraph) ?? serials.size + 1;
    serials.set(paragraph, serial);
    const confidence = confidences.reduce((sum, value) => sum + value, 0) / confidences.length;
    return { text: words.join(' '), ...box, paragraph: serial, confidence };
  });
};

/** Tag 0x0112 of a JPEG's EXIF block; 1 is upright. */
const exifOrientation = (image: Uint8Array): number => {
  const head = Buffer.from(image.buffer, image.byteOffset, Math.min(image.length, 500));
  if (head[0] !== 0xff || head[1] !== 0xd8) return 1;
  const big = head.indexOf(Buffer.from('0112000300000001', 'hex'));
  if (big >= 0) return head[big + 9] ?? 1;
  const little = head.indexOf(Buffer.from('1201030001000000', 'hex'));
  const value = little < 0 ? 1 : (head[little + 8] ?? 1);
  return value >= 1 && value <= 8 ? value : 1;
};

/** Width and height from the header of PNG, JPEG, GIF, BMP; `null` when it cannot be told. */
export const imageSize = (image: Uint8Array): { width: number; height: number } | null => {
  const bytes = Buffer.from(image.buffer, image.byteOffset, image.byteLength);
  if (bytes.length < 30) return null;
  if (bytes.readUInt32BE(0) === 0x89504e47)
    return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  if (bytes.toString('latin1', 0, 3) === 'GIF')
    return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
  if (bytes.toString('latin1', 0, 2) === 'BM')
    return { width: bytes.readInt32LE(18), height: Math.abs(bytes.readInt32LE(22)) };
  if (bytes.readUInt16BE(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 < bytes.length; ) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff) return null;
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
};

/** An image that unpacks to more pixels than this is not read. */
export const isTooLarge = (size: { width: number; height: number } | null): boolean =>
  size !== null && size.width * size.height > maxPixels;

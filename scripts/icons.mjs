/**
 * Draws resources/icons from icon.svg: the PNG sizes, Windows' icon.ico and macOS' icon.icns. Run with the project's Node and
 * Debian's Chromium after changing the drawing; the results are committed.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { onPath } from './setup/debian.mjs';
import { at } from './setup/paths.mjs';
import { main, SetupError } from './setup/report.mjs';

const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const LINUX_SIZES = [16, 32, 48, 64, 128, 256, 512];
const ICO_SIZES = [16, 24, 32, 48, 64, 256];
/** Type codes of the PNG entries of an icns file (Apple's icon image format). */
const ICNS_TYPES = { ic11: 32, ic12: 64, ic07: 128, ic08: 256, ic13: 256, ic09: 512, ic14: 512, ic10: 1024 };

async function draw() {
  const folder = at('resources', 'icons');
  const images = await rasterise(readFileSync(`${folder}/icon.svg`, 'utf8'));
  mkdirSync(`${folder}/png`, { recursive: true });
  for (const size of LINUX_SIZES) writeFileSync(`${folder}/png/${size}x${size}.png`, images.get(size));
  writeFileSync(`${folder}/icon.ico`, ico(ICO_SIZES.map((size) => [size, images.get(size)])));
  writeFileSync(
    `${folder}/icon.icns`,
    icns(Object.entries(ICNS_TYPES).map(([type, size]) => [type, images.get(size)])),
  );
}

/** size → PNG bytes, with a transparent background. */
async function rasterise(svg) {
  const executablePath = onPath('chromium');
  if (!executablePath) throw new SetupError('Drawing the icons needs Chromium: apt-get install chromium');
  const browser = await chromium.launch({
    executablePath,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    const images = new Map();
    for (const size of SIZES) {
      const page = await browser.newPage({ viewport: { width: size, height: size } });
      await page.setContent(
        `<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
      );
      images.set(size, await page.screenshot({ omitBackground: true }));
      await page.close();
    }
    return images;
  } finally {
    await browser.close();
  }
}

/** ICO container with PNG entries: 6-byte header, 16 bytes per entry, then the images. */
function ico(entries) {
  const header = Buffer.alloc(6 + 16 * entries.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(entries.length, 4);
  let offset = header.length;
  for (const [index, [size, png]] of entries.entries()) {
    const at = 6 + 16 * index;
    header.writeUInt8(size % 256, at); // 0 stands for 256
    header.writeUInt8(size % 256, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(png.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([header, ...entries.map(([, png]) => png)]);
}

/** ICNS container: "icns" and total length, then per image its type, its length with this header, and the PNG. */
function icns(entries) {
  const chunks = entries.map(([type, png]) => chunk(type, png));
  return chunk('icns', Buffer.concat(chunks));
}

function chunk(type, content) {
  const header = Buffer.alloc(8);
  header.write(type, 0, 'ascii');
  header.writeUInt32BE(content.length + 8, 4);
  return Buffer.concat([header, content]);
}

await main(draw);

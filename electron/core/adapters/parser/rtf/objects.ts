/** Files embedded in RTF: OLE 1.0 objects written as hex. Source: [MS-OLEDS] 2.2. */
import type { ParseContext } from '../kind.ts';
import { attachObject, readPackaged } from '../parts/ole-object.ts';

const embedded = 2;

export const attachRtfObject = (hex: Buffer, context: ParseContext): void => {
  const bytes = Buffer.from(hex.toString('latin1').replace(/[^0-9a-f]/gi, ''), 'hex');
  context.spend(bytes.length);
  if (bytes.length < 16 || bytes.readUInt32LE(4) !== embedded) return;
  let at = 8;
  const string = (): string => {
    if (at + 4 > bytes.length) return '';
    const length = bytes.readUInt32LE(at);
    const value = bytes.toString('latin1', at + 4, Math.min(bytes.length, at + 3 + length));
    at += 4 + length;
    return value;
  };
  const className = string();
  string();
  string();
  if (at + 4 > bytes.length) return;
  const data = bytes.subarray(at + 4, at + 4 + bytes.readUInt32LE(at));
  if (className.toLowerCase() !== 'package') {
    attachObject(data, className || 'object', context);
    return;
  }
  // Without the length in front that a stream would have.
  const packaged = readPackaged(Buffer.concat([Buffer.alloc(4), data]));
  if (packaged !== null) context.attach(packaged.fileName, packaged.bytes);
};

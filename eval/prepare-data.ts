/** `node eval/prepare-data.ts DIR < data.json`: for programs that cannot call `prepareData` themselves. Prints the ids as JSON. */
import { text } from 'node:stream/consumers';
import { type PreparedData, prepareData } from './prepared-data.ts';

const [dataDir = ''] = process.argv.slice(2);
const wanted: PreparedData = JSON.parse(await text(process.stdin));
process.stdout.write(JSON.stringify(await prepareData(dataDir, wanted)));
process.exit(0);

/** Entry of the headless host: `headless [--port N] [--data DIR] [--models DIR] [--passphrase-file FILE]`. */
import { runHeadless } from './run-headless.ts';

await runHeadless(process.argv.slice(2));

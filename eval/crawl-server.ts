/** Serves a made-up site in a process of its own, so that it is not measured with the engine: prints its origin, then each path. */
import { serveMadeUp } from './crawl-site.ts';

const [pages = '1000', sitemap = 'no'] = process.argv.slice(2);
const site = await serveMadeUp(Number(pages), { sitemap: sitemap === 'sitemap' });
process.send?.({ origin: site.origin });
process.on('message', () => process.send?.({ requests: site.requests }));
process.on('disconnect', () => process.exit(0));

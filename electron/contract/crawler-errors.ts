/** What can go wrong with crawls as a whole, as data; what went wrong with a page is its `reason`. */
import { z } from 'zod';

type Family = 'INVALID' | 'NOT_FOUND' | 'CONFLICT' | 'UNAVAILABLE' | 'DENIED';

const nothing = z.object({});
const define = <F extends Family, D extends z.ZodObject>(family: F, data: D) => ({ family, data });

export const crawlerErrors = {
  'crawler.CRAWL_NOT_FOUND': define('NOT_FOUND', nothing),
  'crawler.SITE_NOT_FOUND': define('NOT_FOUND', nothing),
  'crawler.PAGE_NOT_FOUND': define('NOT_FOUND', nothing),
  /** Not an address of the web: only http and https, with a host. */
  'crawler.ADDRESS_INVALID': define('INVALID', z.object({ url: z.string() })),
  /** The address lies in this computer's own network and the crawl is not one of an intranet. */
  'crawler.ADDRESS_PRIVATE': define('DENIED', z.object({ host: z.string() })),
  /** Nothing could be fetched, not even the first page; `reason` is that page's. */
  'crawler.START_UNREACHABLE': define('UNAVAILABLE', z.object({ url: z.string(), reason: z.string() })),
  'crawler.ALREADY_RUNNING': define('CONFLICT', nothing),
  /** It has ended for good; start it again instead. */
  'crawler.NOT_RESUMABLE': define('CONFLICT', nothing),
  /** The page was not kept, or nothing of it is left. */
  'crawler.NOT_STORED': define('NOT_FOUND', nothing),
  /** What is stored no longer has the hash it had when it was fetched. */
  'crawler.EVIDENCE_DAMAGED': define('CONFLICT', z.object({ url: z.string() })),
  'crawler.CAPSULE_NOT_WRITTEN': define('UNAVAILABLE', z.object({ path: z.string() })),
} as const;

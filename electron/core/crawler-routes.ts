/** The crawler's part of the router. */
import { guard } from './middleware.ts';

export const crawlerRoutes = {
  start: guard.crawler.start.handler(({ input, context: { services, caller } }) =>
    services.crawler.start(caller, input),
  ),
  resume: guard.crawler.resume.handler(({ input, context: { services, caller } }) =>
    services.crawler.resume(caller, input.crawlId),
  ),
  pause: guard.crawler.pause.handler(({ input, context: { services, caller } }) =>
    services.crawler.pause(caller, input.crawlId),
  ),
  cancel: guard.crawler.cancel.handler(({ input, context: { services, caller } }) =>
    services.crawler.cancel(caller, input.crawlId),
  ),
  recrawl: guard.crawler.recrawl.handler(({ input, context: { services, caller } }) =>
    services.crawler.recrawl(caller, input.siteId),
  ),
  remove: guard.crawler.remove.handler(({ input, context: { services, caller } }) =>
    services.crawler.remove(caller, input.crawlId),
  ),
  list: guard.crawler.list.handler(({ input, context: { services, caller } }) =>
    services.crawler.list(caller, input),
  ),
  get: guard.crawler.get.handler(({ input, context: { services, caller } }) =>
    services.crawler.get(caller, input.crawlId),
  ),
  pages: guard.crawler.pages.handler(({ input, context: { services, caller } }) =>
    services.crawler.pages(caller, input),
  ),
  page: guard.crawler.page.handler(({ input, context: { services, caller } }) =>
    services.crawler.page(caller, input.crawlId, input.pageId),
  ),
  replay: guard.crawler.replay.handler(({ input, context: { services, caller } }) =>
    services.crawler.replay(caller, input.crawlId, input.pageId),
  ),
  topics: guard.crawler.topics.handler(({ input, context: { services, caller } }) =>
    services.crawler.topics(caller, input.crawlId),
  ),
  diff: guard.crawler.diff.handler(({ input, context: { services, caller } }) =>
    services.crawler.diff(caller, input),
  ),
  exportCapsule: guard.crawler.exportCapsule.handler(({ input, context: { services, caller } }) =>
    services.crawler.exportCapsule(caller, input.crawlId, input.folder),
  ),
  sites: guard.crawler.sites.handler(({ context: { services, caller } }) => services.crawler.sites(caller)),
  updateSite: guard.crawler.updateSite.handler(({ input, context: { services, caller } }) =>
    services.crawler.updateSite(caller, input),
  ),
  setSession: guard.crawler.setSession.handler(({ input, context: { services, caller } }) =>
    services.crawler.setSession(caller, input),
  ),
  removeSession: guard.crawler.removeSession.handler(({ input, context: { services, caller } }) =>
    services.crawler.removeSession(caller, input),
  ),
};

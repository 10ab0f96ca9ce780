/** Websites: one address field, the crawls so far, and one crawl with its pages, structure, differences and evidence. */
import { useRoute } from '../../app/router.ts';
import { Crawl, type CrawlTab, crawlTabs } from './crawl.tsx';
import { Websites } from './websites.tsx';

const tabOf = (segment: string | undefined): CrawlTab => crawlTabs.find((tab) => tab === segment) ?? 'pages';

export default function Crawler() {
  const [crawlId, tab, pageId] = useRoute().segments;
  if (crawlId === undefined) return <Websites />;
  const shown = Number(pageId);
  return (
    <Crawl
      key={crawlId}
      crawlId={crawlId}
      tab={tabOf(tab)}
      pageId={pageId !== undefined && Number.isInteger(shown) ? shown : null}
    />
  );
}

/** The state of a crawl and of a page, as a word with an icon. */
import {
  Ban,
  Check,
  CircleDashed,
  CircleSlash,
  CornerDownRight,
  LoaderCircle,
  Pause,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CrawlState } from '../../../electron/contract/crawler.ts';
import type { PageState } from '../../../electron/contract/crawler-pages.ts';
import { Badge } from '../../ui/index.ts';

type Tone = 'neutral' | 'brand' | 'attention' | 'danger';
const ofCrawl: Record<CrawlState, { icon: LucideIcon; tone: Tone }> = {
  running: { icon: LoaderCircle, tone: 'brand' },
  paused: { icon: Pause, tone: 'attention' },
  interrupted: { icon: TriangleAlert, tone: 'attention' },
  finished: { icon: Check, tone: 'neutral' },
  failed: { icon: TriangleAlert, tone: 'danger' },
  cancelled: { icon: Ban, tone: 'neutral' },
};
const ofPage: Record<PageState, { icon: LucideIcon; tone: Tone }> = {
  queued: { icon: CircleDashed, tone: 'neutral' },
  stored: { icon: Check, tone: 'brand' },
  unchanged: { icon: Check, tone: 'neutral' },
  redirected: { icon: CornerDownRight, tone: 'neutral' },
  skipped: { icon: CircleSlash, tone: 'neutral' },
  failed: { icon: TriangleAlert, tone: 'danger' },
};

export function CrawlStateBadge({ state }: { state: CrawlState }) {
  const { t } = useTranslation('crawler');
  const { icon, tone } = ofCrawl[state];
  return (
    <Badge tone={tone} icon={icon}>
      {t(`states.${state}`)}
    </Badge>
  );
}

export function PageStateBadge({ state }: { state: PageState }) {
  const { t } = useTranslation('crawler');
  const { icon, tone } = ofPage[state];
  return (
    <Badge tone={tone} icon={icon}>
      {t(`pageStates.${state}`)}
    </Badge>
  );
}

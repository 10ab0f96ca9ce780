/** What the website allowed that day, the capsule to hand over, and when to read again. */
import { PackageCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CrawlDetail, HostFindings } from '../../../electron/contract/crawler.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button, Section, Select, TextField, toast, toastFailure } from '../../ui/index.ts';
import { useCrawlActions, useSites } from './crawl-queries.ts';

const intervals = ['off', 'daily', 'weekly', 'monthly'] as const;

export function Evidence({ crawl }: { crawl: CrawlDetail }) {
  const { t } = useTranslation('crawler');
  const format = useFormat();
  const { capsule, schedule } = useCrawlActions(crawl.id);
  const site = useSites().data?.find(({ id }) => id === crawl.siteId);
  const [folder, setFolder] = useState('');
  return (
    <>
      <Section title={t('evidence.capsule')} intro={t('evidence.capsuleHelp')}>
        <form
          className="flex flex-wrap items-end gap-3 p-4"
          onSubmit={(event) => {
            event.preventDefault();
            capsule.mutate(folder.trim(), {
              onSuccess: ({ records, sizeBytes }) =>
                toast('done', t('evidence.exported', { records, size: format.bytes(sizeBytes) })),
              onError: toastFailure,
            });
          }}
        >
          <TextField
            label={t('evidence.folder')}
            value={folder}
            onChange={setFolder}
            className="min-w-0 flex-1 basis-72"
            spellCheck="false"
          />
          <Button
            type="submit"
            icon={PackageCheck}
            isPending={capsule.isPending}
            isDisabled={folder.trim() === ''}
          >
            {t('evidence.export')}
          </Button>
        </form>
      </Section>
      {site && (
        <Section title={t('evidence.schedule')} intro={t('evidence.scheduleHelp')}>
          <div className="flex flex-wrap items-center gap-4 p-4">
            <Select
              label={t('evidence.schedule')}
              hideLabel
              options={intervals.map((value) => ({ value, label: t(`evidence.intervals.${value}`) }))}
              value={site.schedule}
              onChange={(value) =>
                schedule.mutate({ siteId: site.id, schedule: value }, { onError: toastFailure })
              }
              className="w-48"
            />
            {site.nextAt !== null && (
              <p className="tabular text-13 text-muted">
                {t('evidence.next', { at: format.dateTime(site.nextAt) })}
              </p>
            )}
          </div>
        </Section>
      )}
      {crawl.hosts.map((host) => (
        <Host key={host.host} findings={host} />
      ))}
    </>
  );
}

function Host({ findings: { host, robots, tdm } }: { findings: HostFindings }) {
  const { t } = useTranslation('crawler');
  return (
    <Section title={t('evidence.robots', { host })}>
      <div className="flex flex-col gap-3 p-4">
        <p>{t(`evidence.robotsStates.${robots.state}`)}</p>
        {robots.crawlDelaySeconds !== null && (
          <p className="tabular text-13 text-muted">
            {t('evidence.delay', { seconds: robots.crawlDelaySeconds })}
          </p>
        )}
        {robots.text !== '' && (
          <section
            aria-label={t('evidence.robots', { host })}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a long file is scrolled by keyboard
            tabIndex={0}
            className="max-h-72 overflow-auto rounded-md bg-sunken px-3 py-2 font-mono text-13 whitespace-pre"
          >
            {robots.text}
          </section>
        )}
        <p className="text-13 text-muted">
          {tdm.reservedPages > 0 ? t('evidence.tdm', { count: tdm.reservedPages }) : t('evidence.tdmNone')}
        </p>
      </div>
    </Section>
  );
}

/** One address, one button; the rest has sensible defaults and is folded away. */
import { ChevronRight, Globe } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CrawlOptions } from '../../../electron/contract/crawler.ts';
import { navigate } from '../../app/router.ts';
import { useVault } from '../../client/queries.ts';
import { Button, NumberField, Select, Switch, TextArea, TextField, toastFailure } from '../../ui/index.ts';
import { useSpaces, useStartCrawl } from './crawl-queries.ts';

/** As the contract's defaults; written out because the page imports no schemas. */
const usual: CrawlOptions = {
  maxDepth: 20,
  maxPages: 5_000,
  maxMinutes: 240,
  include: [],
  exclude: [],
  subdomains: false,
  hosts: [],
  languages: [],
  documents: true,
  sitemaps: true,
  render: 'auto',
  respectRobots: true,
  respectTdm: true,
  intranet: false,
  concurrency: 4,
  requestsPerSecond: 5,
  maxResponseMb: 30,
  timeoutSeconds: 30,
  contact: '',
};
const newSpace = 'new';

/** People leave out the scheme. `null`: no address. */
const readAddress = (typed: string): URL | null => {
  const trimmed = typed.trim();
  if (trimmed === '' || /\s/.test(trimmed)) return null;
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`);
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  return url.hostname.includes('.') || url.hostname === 'localhost' || url.hostname.startsWith('[')
    ? url
    : null;
};

export function StartForm() {
  const { t } = useTranslation('crawler');
  const spaces = useSpaces().data ?? [];
  const isOpen = useVault().data?.state === 'open';
  const start = useStartCrawl();
  const [address, setAddress] = useState('');
  const [spaceId, setSpaceId] = useState(newSpace);
  const [options, setOptions] = useState<CrawlOptions>(usual);
  const [isTried, setTried] = useState(false);
  const url = readAddress(address);
  const name =
    url === null
      ? ''
      : freeName(
          url.hostname.replace(/^www\./, ''),
          spaces.map((space) => space.name),
        );
  const set = (change: Partial<CrawlOptions>) => setOptions((before) => ({ ...before, ...change }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (url === null || start.isPending) return;
    start.mutate(
      { url: url.href, spaceId: spaceId === newSpace ? null : spaceId, spaceName: name, options },
      { onSuccess: ({ crawlId }) => navigate(`/websites/${crawlId}`), onError: toastFailure },
    );
  };
  return (
    <form onSubmit={submit} className="hairline mb-8 rounded-md bg-surface p-5 narrow:p-4">
      <div className="flex flex-wrap items-start gap-3">
        <TextField
          label={t('start.address')}
          placeholder={t('start.placeholder')}
          value={address}
          onChange={setAddress}
          error={isTried && url === null ? t('start.invalid') : undefined}
          className="min-w-0 flex-1 basis-80"
          inputMode="url"
          autoComplete="off"
          spellCheck="false"
        />
        <Select
          label={t('start.space')}
          options={[
            {
              value: newSpace,
              label: name === '' ? t('start.newSpacePlain') : t('start.newSpace', { name }),
            },
            ...spaces.map((space) => ({ value: space.id, label: space.name })),
          ]}
          value={spaceId}
          onChange={setSpaceId}
          className="min-w-56 flex-none basis-64 narrow:basis-full"
        />
        <Button
          type="submit"
          variant="primary"
          icon={Globe}
          isPending={start.isPending}
          isDisabled={!isOpen}
          className="mt-6.5 narrow:mt-0 narrow:w-full"
        >
          {t('start.action')}
        </Button>
      </div>
      <p className="mt-2 text-13 text-pretty text-muted">{t('start.consent')}</p>
      <details className="group mt-3">
        <summary className="inline-flex cursor-default items-center gap-1 rounded-sm text-13 font-[560] text-brand-ink">
          <ChevronRight
            aria-hidden
            className="size-4 transition-transform group-open:rotate-90"
            strokeWidth={1.75}
          />
          {t('start.options')}
        </summary>
        <Options options={options} onChange={set} />
      </details>
    </form>
  );
}

const freeName = (name: string, taken: readonly string[]): string => {
  for (let number = 1; ; number += 1) {
    const wanted = number === 1 ? name : `${name} ${number}`;
    if (!taken.includes(wanted)) return wanted;
  }
};

function Options({
  options,
  onChange,
}: {
  options: CrawlOptions;
  onChange: (change: Partial<CrawlOptions>) => void;
}) {
  const { t } = useTranslation('crawler');
  return (
    <div className="mt-4 grid grid-cols-2 gap-x-8 gap-y-4 border-t border-line pt-4 narrow:grid-cols-1">
      <div className="flex flex-col gap-4">
        <NumberField
          label={t('start.maxPages')}
          value={options.maxPages}
          minValue={1}
          maxValue={500_000}
          onChange={(maxPages) => onChange({ maxPages })}
        />
        <NumberField
          label={t('start.maxDepth')}
          value={options.maxDepth}
          minValue={0}
          maxValue={1_000}
          onChange={(maxDepth) => onChange({ maxDepth })}
        />
        <NumberField
          label={t('start.maxMinutes')}
          value={options.maxMinutes}
          minValue={1}
          maxValue={10_080}
          onChange={(maxMinutes) => onChange({ maxMinutes })}
        />
        <TextField
          label={t('start.contact')}
          help={t('start.contactHelp')}
          value={options.contact}
          onChange={(contact) => onChange({ contact: contact.slice(0, 200) })}
        />
      </div>
      <div className="flex flex-col gap-4">
        <Switch
          label={t('start.subdomains')}
          help={t('start.subdomainsHelp')}
          isSelected={options.subdomains}
          onChange={(subdomains) => onChange({ subdomains })}
        />
        <Switch
          label={t('start.documents')}
          help={t('start.documentsHelp')}
          isSelected={options.documents}
          onChange={(documents) => onChange({ documents })}
        />
        <Switch
          label={t('start.robots')}
          help={t('start.robotsHelp')}
          isSelected={options.respectRobots}
          onChange={(wanted) => onChange({ respectRobots: wanted, respectTdm: wanted })}
        />
        <Switch
          label={t('start.intranet')}
          help={t('start.intranetHelp')}
          isSelected={options.intranet}
          onChange={(intranet) => onChange({ intranet })}
        />
        <TextArea
          label={t('start.exclude')}
          help={t('start.excludeHelp')}
          rows={2}
          value={options.exclude.join('\n')}
          onChange={(text) => onChange({ exclude: text === '' ? [] : text.split('\n').slice(0, 100) })}
        />
      </div>
    </div>
  );
}

/** The printable ledger of every outbound connection, made or refused. */
import { Ban, Check, Printer, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LedgerEntry } from '../../../electron/contract/system.ts';
import { useLedger, useProviders } from '../../client/queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge, Button, EmptyState, ErrorNotice, Page, Skeleton, useLayoutMode } from '../../ui/index.ts';

const cell = 'px-4 py-2.5 align-top';

function usePurpose() {
  const { t } = useTranslation('network');
  const providers = useProviders().data ?? [];
  return (purpose: string) => {
    if (purpose === 'model-download') return t('purposes.model-download');
    if (purpose === 'crawler') return t('purposes.crawler');
    if (!purpose.startsWith('provider:')) return purpose;
    const provider = providers.find(({ id }) => purpose === `provider:${id}`);
    return provider ? t('purposes.provider', { name: provider.name }) : t('purposes.providerGone');
  };
}

function Decision({ decision }: { decision: LedgerEntry['decision'] }) {
  const { t } = useTranslation('network');
  return decision === 'allowed' ? (
    <Badge icon={Check}>{t('allowed')}</Badge>
  ) : (
    <Badge tone="attention" icon={Ban}>
      {t('denied')}
    </Badge>
  );
}

function Table({ entries }: { entries: LedgerEntry[] }) {
  const { t } = useTranslation('network');
  const format = useFormat();
  const purposeOf = usePurpose();
  return (
    <table className="hairline w-full border-separate border-spacing-0 overflow-hidden rounded-md bg-surface">
      <caption className="sr-only">{t('caption')}</caption>
      <thead className="text-left text-13 text-muted">
        <tr>
          {(['time', 'purpose', 'host', 'decision'] as const).map((name) => (
            <th key={name} scope="col" className={`${cell} font-[560]`}>
              {t(name)}
            </th>
          ))}
          <th scope="col" className={`${cell} text-right font-[560]`}>
            {t('received')}
          </th>
        </tr>
      </thead>
      <tbody className="[&_td]:border-t [&_td]:border-line [&_th]:border-t [&_th]:border-line">
        {entries.map((entry) => (
          <tr key={entry.id}>
            <td className={`${cell} tabular whitespace-nowrap`}>
              <time dateTime={entry.at}>{format.dateTime(entry.at)}</time>
            </td>
            <td className={cell}>{purposeOf(entry.purpose)}</td>
            <th scope="row" className={`${cell} text-left font-mono text-13 font-normal break-all`}>
              {entry.host}:{entry.port}
            </th>
            <td className={cell}>
              <Decision decision={entry.decision} />
            </td>
            <td className={`${cell} tabular text-right whitespace-nowrap`}>
              {format.bytes(entry.bytesReceived)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The same facts for a narrow window, where five columns would be cut off. */
function Cards({ entries }: { entries: LedgerEntry[] }) {
  const { t } = useTranslation('network');
  const format = useFormat();
  const purposeOf = usePurpose();
  return (
    <ul aria-label={t('caption')} className="hairline rounded-md bg-surface">
      {entries.map((entry) => (
        <li key={entry.id} className="border-t border-line px-4 py-3 first:border-t-0">
          <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
            <span className="font-mono text-13 break-all">
              {entry.host}:{entry.port}
            </span>
            <Decision decision={entry.decision} />
          </div>
          <p className="tabular mt-1 text-13 text-muted">
            {purposeOf(entry.purpose)} · {format.bytes(entry.bytesReceived)} ·{' '}
            <time dateTime={entry.at}>{format.dateTime(entry.at)}</time>
          </p>
        </li>
      ))}
    </ul>
  );
}

export default function NetworkLedger() {
  const { t } = useTranslation(['network', 'common']);
  const format = useFormat();
  const ledger = useLedger();
  const narrow = useLayoutMode() === 'narrow';
  const entries = ledger.data?.pages.flatMap((page) => page.items) ?? [];
  const [isPrinting, setPrinting] = useState(false);
  /** What is printed is the whole ledger, not only what has been scrolled to. */
  const print = async () => {
    setPrinting(true);
    for (let more = ledger.hasNextPage; more; ) {
      const { hasNextPage, isFetchNextPageError } = await ledger.fetchNextPage();
      more = hasNextPage && !isFetchNextPageError;
    }
    setPrinting(false);
    requestAnimationFrame(() => window.print());
  };
  return (
    <Page
      title={t('title')}
      intro={t('intro')}
      actions={
        entries.length > 0 && (
          <Button icon={Printer} isPending={isPrinting} onPress={() => void print()}>
            {t('print')}
          </Button>
        )
      }
    >
      {ledger.error && (
        <ErrorNotice failure={ledger.error} onRetry={() => void ledger.refetch()} className="mb-4" />
      )}
      {ledger.isPending && <Skeleton className="h-40 w-full" />}
      {ledger.data && entries.length === 0 && (
        <EmptyState
          icon={ShieldCheck}
          tone="verified"
          title={t('empty')}
          className="hairline max-w-none rounded-md bg-surface"
        >
          {t('emptyHelp')}
        </EmptyState>
      )}
      {entries.length > 0 && (
        <>
          {narrow ? <Cards entries={entries} /> : <Table entries={entries} />}
          <div className="mt-3 flex flex-wrap items-center justify-between gap-3 text-13 text-muted">
            <span>
              {t('count', { count: entries.length })}
              {ledger.hasNextPage && ` · ${t('partial')}`}
              <span className="hidden print:inline">
                {' '}
                · {t('printed', { at: format.dateTime(new Date().toISOString()) })}
              </span>
            </span>
            {ledger.hasNextPage && (
              <Button
                size="sm"
                isPending={ledger.isFetchingNextPage}
                onPress={() => void ledger.fetchNextPage()}
                className="print:hidden"
              >
                {t('common:more')}
              </Button>
            )}
          </div>
        </>
      )}
    </Page>
  );
}

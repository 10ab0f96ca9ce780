/** What runs here and whether it is well: the doctor's report, the services, versions and licences. */
import { useMutation } from '@tanstack/react-query';
import { CircleAlert, CircleCheck, ClipboardCopy, RotateCcw, Stethoscope } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DoctorReport, WorkerStatus } from '../../../electron/contract/system.ts';
import { client } from '../../client/client.ts';
import { queryKeys, useDoctor, useInfo, useWorkers } from '../../client/queries.ts';
import { queryClient } from '../../client/query-client.ts';
import { useFormat } from '../../i18n/format.ts';
import {
  announce,
  Badge,
  Button,
  ErrorNotice,
  Page,
  Section,
  Skeleton,
  toast,
  toastFailure,
} from '../../ui/index.ts';
import { Setting } from './setting.tsx';

function Fact({ term, children, detail }: { term: string; children: ReactNode; detail?: ReactNode }) {
  return (
    <Setting className="flex flex-wrap gap-x-6 gap-y-1">
      <dt className="w-36 shrink-0 text-muted">{term}</dt>
      <dd className="min-w-0 flex-1 basis-60">
        <div>{children}</div>
        {detail && <div className="mt-0.5 text-13 break-words text-muted">{detail}</div>}
      </dd>
    </Setting>
  );
}

function DatabaseState({ database }: { database: DoctorReport['database'] }) {
  const { t } = useTranslation('settings');
  const isWell = database.integrity === 'ok' && database.encrypted;
  const words =
    database.integrity === 'damaged'
      ? t('about.databaseDamaged')
      : !database.encrypted
        ? t('about.databasePlain')
        : database.integrity === 'unknown'
          ? t('about.databaseUnknown')
          : t('about.databaseOk');
  const Icon = isWell ? CircleCheck : CircleAlert;
  return (
    <span className="flex items-center gap-2">
      <Icon
        aria-hidden
        className={isWell ? 'size-4.5 text-verified-ink' : 'size-4.5 text-attention-ink'}
        strokeWidth={1.75}
      />
      {words}
    </span>
  );
}

function Health({ report }: { report: DoctorReport }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const { database, hardware, network } = report;
  return (
    <dl>
      <Fact
        term={t('about.database')}
        detail={
          <>
            {t('about.databaseDetail', {
              size: database.sizeBytes === null ? '–' : format.bytes(database.sizeBytes),
              schema: database.schema ?? '–',
            })}
            <span className="block font-mono break-all">{database.path}</span>
          </>
        }
      >
        <DatabaseState database={database} />
      </Fact>
      <Fact term={t('about.network')} detail={t('about.networkDetail', network)}>
        {network.mode === 'offline' ? t('about.networkOffline') : t('about.networkRestricted')}
      </Fact>
      <Fact
        term={t('about.hardware')}
        detail={t('about.hardwareDetail', {
          cores: hardware.cores,
          memory: format.bytes(hardware.memoryBytes),
          free: format.bytes(hardware.freeMemoryBytes),
        })}
      >
        {hardware.cpuModel}
      </Fact>
    </dl>
  );
}

function WorkerRow({ worker }: { worker: WorkerStatus }) {
  const { t, i18n } = useTranslation('settings');
  const format = useFormat();
  const key = `about.workerNames.${worker.name}`;
  const name = i18n.exists(key, { ns: 'settings' })
    ? String(i18n.t(key as never, { ns: 'settings' }))
    : worker.name;
  const reset = useMutation({
    mutationFn: () => client.system.resetWorker({ name: worker.name }),
    onSuccess: () => toast('done', t('about.resetDone', { name })),
    onError: toastFailure,
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.workers }),
  });
  const isResting = worker.state === 'breaker-open';
  return (
    <Setting>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div>
          <p>{name}</p>
          <p className="tabular text-13 text-muted">
            {t('about.starts')}: {format.number(worker.generation)}
            {worker.memoryBytes !== null && ` · ${t('about.memory')}: ${format.bytes(worker.memoryBytes)}`}
          </p>
        </div>
        <div className="flex items-center gap-2">
          <Badge tone={isResting ? 'danger' : 'neutral'}>{t(`about.workerStates.${worker.state}`)}</Badge>
          {isResting && (
            <Button size="sm" icon={RotateCcw} isPending={reset.isPending} onPress={() => reset.mutate()}>
              {t('about.reset')}
            </Button>
          )}
        </div>
      </div>
    </Setting>
  );
}

function Versions({ versions }: { versions: Record<string, string> }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const rows = Object.entries(versions).sort(([a], [b]) => format.compare(a, b));
  return (
    <table className="w-full text-13">
      <thead className="sr-only">
        <tr>
          <th scope="col">{t('about.component')}</th>
          <th scope="col">{t('about.versionColumn')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, version]) => (
          <tr key={name} className="border-t border-line first:border-t-0">
            <th scope="row" className="px-5 py-2 text-left font-normal">
              {name}
            </th>
            <td className="tabular px-5 py-2 text-right text-muted">{version}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function About() {
  const { t } = useTranslation('settings');
  const doctor = useDoctor();
  const info = useInfo().data;
  const workers = useWorkers().data ?? [];
  const copy = async () => {
    await navigator.clipboard.writeText(JSON.stringify(doctor.data, null, 2));
    toast('done', t('about.copied'));
  };
  const check = async () => {
    await doctor.refetch();
    announce(t('about.checked'));
  };
  return (
    <Page
      title={t('pages.about')}
      intro={
        info
          ? `${t('about.version', { version: info.version })} · ${t(`about.hosts.${info.host}`)}`
          : t('about.intro')
      }
      width="md"
    >
      <Section
        title={t('about.health')}
        intro={t('about.intro')}
        actions={
          <div className="flex gap-2">
            <Button size="sm" icon={Stethoscope} isPending={doctor.isFetching} onPress={() => void check()}>
              {t('about.check')}
            </Button>
            <Button size="sm" icon={ClipboardCopy} isDisabled={!doctor.data} onPress={() => void copy()}>
              {t('about.copy')}
            </Button>
          </div>
        }
      >
        {doctor.error && (
          <ErrorNotice failure={doctor.error} onRetry={() => void doctor.refetch()} className="m-4" />
        )}
        {doctor.data ? <Health report={doctor.data} /> : !doctor.error && <Skeleton className="m-5 h-32" />}
      </Section>
      <Section title={t('about.workers')} intro={t('about.workersIntro')}>
        {workers.length === 0 && <Setting>{t('about.noWorkers')}</Setting>}
        {workers.map((worker) => (
          <WorkerRow key={worker.name} worker={worker} />
        ))}
      </Section>
      {doctor.data && (
        <Section title={t('about.versions')}>
          <Versions versions={doctor.data.versions} />
        </Section>
      )}
      <Section title={t('about.licences')}>
        <Setting>
          <p className="text-pretty text-muted">{t('about.licencesText')}</p>
        </Setting>
      </Section>
    </Page>
  );
}

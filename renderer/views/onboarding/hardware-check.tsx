/** Second screen: what this computer has and what that is good for. */
import { Cpu, HardDrive, type LucideIcon, MemoryStick, MonitorCog } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Hardware } from '../../../electron/contract/system.ts';
import { useHardware } from '../../client/queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button, ErrorNotice, Skeleton } from '../../ui/index.ts';
import { StepHeading } from './step-heading.tsx';

const giga = 1_000_000_000;

/** Room for weights and context of common 4-bit models: about 4 GB for 3–4 billion parameters, 12 GB for 12–14 billion. */
const verdictOf = (memoryBytes: number): 'small' | 'medium' | 'large' =>
  memoryBytes < 7 * giga ? 'small' : memoryBytes < 30 * giga ? 'medium' : 'large';

function Fact({ icon: Icon, term, value }: { icon: LucideIcon; term: string; value: string }) {
  return (
    <div className="relative border-t border-line py-3 pr-4 pl-12 first:border-t-0">
      <dt className="text-13 text-muted">
        <Icon aria-hidden className="absolute top-3.5 left-4 size-5" strokeWidth={1.75} />
        {term}
      </dt>
      <dd className="break-words">{value}</dd>
    </div>
  );
}

function Facts({ hardware }: { hardware: Hardware }) {
  const { t } = useTranslation(['onboarding', 'models']);
  const format = useFormat();
  const { cpuModel, cores, memoryBytes, freeMemoryBytes, freeDiskBytes, gpu, gpuReason } = hardware;
  const whyNone =
    gpuReason === null || gpuReason === 'no-gpu' ? '' : ` (${t(`models:runtime.reasons.${gpuReason}`)})`;
  return (
    <>
      <dl className="hairline mb-4 rounded-md bg-surface">
        <Fact
          icon={Cpu}
          term={t('hardware.cpu')}
          value={t('hardware.cpuValue', { model: cpuModel, cores })}
        />
        <Fact
          icon={MemoryStick}
          term={t('hardware.memory')}
          value={t('hardware.memoryValue', {
            total: format.bytes(memoryBytes),
            free: format.bytes(freeMemoryBytes),
          })}
        />
        {freeDiskBytes !== null && (
          <Fact icon={HardDrive} term={t('hardware.disk')} value={format.bytes(freeDiskBytes)} />
        )}
        <Fact
          icon={MonitorCog}
          term={t('hardware.gpu')}
          value={gpu ? gpu.name : `${t('hardware.noGpu')}${whyNone}`}
        />
      </dl>
      <p className="mb-8 font-[560]">{t(`hardware.${verdictOf(memoryBytes)}`)}</p>
    </>
  );
}

export function HardwareCheck({ onNext }: { onNext: () => void }) {
  const { t } = useTranslation(['onboarding', 'common']);
  const { data, error, refetch } = useHardware();
  return (
    <>
      <StepHeading title={t('hardware.title')} />
      {error && <ErrorNotice failure={error} onRetry={() => void refetch()} className="mb-8" />}
      {!data && !error && (
        <div role="status" className="mb-8">
          <p className="mb-3 text-muted">{t('hardware.checking')}</p>
          <Skeleton className="h-52 w-full" />
        </div>
      )}
      {data && <Facts hardware={data} />}
      <div className="flex justify-end">
        <Button variant="primary" size="lg" onPress={onNext}>
          {t('common:next')}
        </Button>
      </div>
    </>
  );
}

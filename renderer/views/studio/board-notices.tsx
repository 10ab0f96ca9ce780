/** What is to be known about an analysis as a whole: how its sources are, and whether its groups lean to one side. */
import { Info, type LucideIcon, Scale, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { AnalysisView } from '../../../electron/contract/intelligence.ts';
import { cx } from '../../ui/index.ts';

type Notice = AnalysisView['analysis']['notices'][number];

/** Facts about the sources that nobody has to do anything about. */
const plainFacts: ReadonlySet<Notice['code']> = new Set(['mixed-languages', 'sampled']);

export function Notices({ analysis }: { analysis: AnalysisView['analysis'] }) {
  const facts = analysis.notices.filter(({ code }) => plainFacts.has(code));
  const warnings = analysis.notices.filter(({ code }) => !plainFacts.has(code));
  return (
    <>
      <NoticeList
        notices={warnings}
        icon={TriangleAlert}
        className="mb-5 rounded-md bg-attention-soft px-4 py-3 text-attention-ink"
      />
      <NoticeList notices={facts} icon={Info} className="mb-4 text-13 text-muted" />
    </>
  );
}

type NoticeListProps = { notices: readonly Notice[]; icon: LucideIcon; className: string };

function NoticeList({ notices, icon: Icon, className }: NoticeListProps) {
  const { t } = useTranslation('studio');
  if (notices.length === 0) return null;
  return (
    <ul className={cx('flex flex-col gap-1.5', className)}>
      {notices.map(({ code, count }) => (
        <li key={code} className="flex items-start gap-2">
          <Icon aria-hidden className="mt-px size-[1.2em] shrink-0" strokeWidth={1.75} />
          {t(`notices.${code}`, { count })}
        </li>
      ))}
    </ul>
  );
}

export function Bias({ bias }: Pick<AnalysisView, 'bias'>) {
  const { t } = useTranslation('studio');
  if (bias.length === 0) return null;
  return (
    <section className="mt-8">
      <h2 className="mb-2 flex items-center gap-2 text-15">
        <Scale aria-hidden className="size-4.5 text-muted" strokeWidth={1.75} />
        {t('bias.title')}
      </h2>
      <ul className="flex flex-col gap-1 text-13">
        {bias.map(({ code, severity, subjectId, data }) => (
          <li key={`${code} ${subjectId}`} className="flex items-start gap-2">
            {severity === 'warning' ? (
              <TriangleAlert
                aria-hidden
                className="mt-0.5 size-4 shrink-0 text-attention-ink"
                strokeWidth={1.75}
              />
            ) : (
              <Info aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" strokeWidth={1.75} />
            )}
            <span className={cx(severity === 'info' && 'text-muted')}>
              {t(`bias.${code}`, { name: String(data.name ?? '') })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

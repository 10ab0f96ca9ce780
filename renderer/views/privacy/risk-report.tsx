/** The residual-risk report of one document, as it is printed. */
import { CircleHelp, ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type DocumentReview, piiClasses } from '../../../electron/contract/privacy.ts';
import { useFormat } from '../../i18n/format.ts';

type RiskReportProps = {
  title: string;
  report: NonNullable<DocumentReview['report']>;
  checkedAt: string | null;
};

export function RiskReport({ title, report, checkedAt }: RiskReportProps) {
  const { t } = useTranslation('privacy');
  const format = useFormat();
  const rows = piiClasses.filter((one) => (report.found[one] ?? 0) + (report.uncertain[one] ?? 0) > 0);
  return (
    <section aria-labelledby="risk-report" className="p-4">
      <h2 id="risk-report" className="text-17">
        {t('report.title')}
        <span className="hidden print:inline">: {title}</span>
      </h2>
      <p className="mt-0.5 text-13 text-muted">{t('report.intro')}</p>
      {rows.length === 0 ? (
        <p className="mt-3">{t('report.nothing')}</p>
      ) : (
        <table className="mt-3 w-full text-left tabular">
          <thead>
            <tr className="border-b border-line text-13 text-muted">
              <th scope="col" className="py-1 font-[560]">
                {t('report.kind')}
              </th>
              <th scope="col" className="py-1 text-right font-[560]">
                {t('report.found')}
              </th>
              <th scope="col" className="py-1 pl-3 text-right font-[560]">
                {t('report.uncertain')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((piiClass) => (
              <tr key={piiClass} className="border-b border-line">
                <th scope="row" className="py-1 font-normal">
                  {t(`classes.${piiClass}`)}
                </th>
                <td className="py-1 text-right">{format.number(report.found[piiClass] ?? 0)}</td>
                <td className="py-1 text-right">{format.number(report.uncertain[piiClass] ?? 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <h3 className="mt-4 text-13 font-[560]">{t('report.notChecked')}</h3>
      {report.notChecked.length === 0 ? (
        <p className="mt-1 flex items-start gap-2">
          <ShieldCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-verified-ink" strokeWidth={1.75} />
          {t('report.allChecked')}
        </p>
      ) : (
        <ul className="mt-1 flex flex-col gap-1">
          {report.notChecked.map(({ reason, page }) => (
            <li key={`${reason} ${page}`} className="flex items-start gap-2">
              <CircleHelp
                aria-hidden
                className="mt-0.5 size-4 shrink-0 text-attention-ink"
                strokeWidth={1.75}
              />
              {page === null
                ? t(`report.unchecked.${reason}`)
                : t('report.onPage', { what: t(`report.unchecked.${reason}`), page: format.number(page) })}
            </li>
          ))}
        </ul>
      )}
      {checkedAt !== null && (
        <p className="mt-4 text-13 text-muted">
          {t('report.checked', {
            at: format.dateTime(checkedAt),
            characters: format.number(report.checkedCharacters),
          })}
        </p>
      )}
    </section>
  );
}

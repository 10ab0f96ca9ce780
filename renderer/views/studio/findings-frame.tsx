/** The frame of the pages beside the board: the name of the analysis, how much is evidenced, and the way between them. */
import type { ReactNode } from 'react';
import { Link } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { AnalysisView } from '../../../electron/contract/intelligence.ts';
import { hrefTo } from '../../app/router.ts';
import { AnalysisNav } from './analysis-nav.tsx';
import { CoverageRing } from './coverage-ring.tsx';
import { listPath, type FindingsPage } from './paths.ts';
import type { Coverage } from './traits.ts';

type FindingsFrameProps = {
  view: AnalysisView;
  page: FindingsPage;
  /** `null`: nothing on this page is a statement that could lack evidence. */
  coverage: Coverage | null;
  /** One line that says what is counted here. */
  facts: string;
  children: ReactNode;
};

export function FindingsFrame({ view, page, coverage, facts, children }: FindingsFrameProps) {
  const { t } = useTranslation(['findings', 'studio']);
  return (
    <div className="min-h-0 flex-1 overflow-y-auto print:overflow-visible">
      <div className="mx-auto max-w-400 px-8 pt-7 pb-16 narrow:px-4 narrow:pt-5">
        <header className="mb-6 flex items-center gap-4">
          {coverage && <CoverageRing coverage={coverage} className="size-14" />}
          <div className="min-w-0">
            <p className="text-13 text-muted">
              <Link href={hrefTo(listPath)} className="cursor-default data-hovered:text-ink">
                {t('studio:title')}
              </Link>{' '}
              · {view.analysis.name}
            </p>
            <h1 className="text-24 break-words">{t(`findings:${page}.title`)}</h1>
            <p className="text-13 text-pretty text-muted">{facts}</p>
          </div>
        </header>
        <AnalysisNav view={view} current={page} />
        {children}
      </div>
    </div>
  );
}

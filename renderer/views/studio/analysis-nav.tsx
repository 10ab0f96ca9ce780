/** The three ways to look at one analysis, as links: its target groups, the organisation, and the topics of its sources. */
import { Link } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { AnalysisView } from '../../../electron/contract/intelligence.ts';
import { hrefTo } from '../../app/router.ts';
import { useFormat } from '../../i18n/format.ts';
import { cx } from '../../ui/index.ts';
import { boardPath, findingsPath } from './paths.ts';

const parts = ['board', 'profile', 'topics'] as const;
type Part = (typeof parts)[number];

export function AnalysisNav({ view, current }: { view: AnalysisView; current: Part }) {
  const { t } = useTranslation('findings');
  const format = useFormat();
  const { id } = view.analysis;
  const counts: Partial<Record<Part, number>> = { board: view.groups.length, topics: view.topics.length };
  return (
    <nav aria-label={t('nav.label')} className="mb-6 border-b border-line print:hidden">
      <ul className="flex flex-wrap gap-x-5">
        {parts.map((part) => (
          <li key={part}>
            <Link
              href={hrefTo(part === 'board' ? boardPath(id) : findingsPath(part, id))}
              aria-current={part === current ? 'page' : undefined}
              className={cx(
                '-mb-px flex cursor-default items-baseline gap-1.5 border-b-2 px-0.5 py-2',
                part === current
                  ? 'border-brand font-[560] text-ink'
                  : 'border-transparent text-muted data-hovered:text-ink',
              )}
            >
              {t(`nav.${part}`)}
              {counts[part] !== undefined && (
                <span className="tabular text-12 font-normal text-muted">{format.number(counts[part])}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

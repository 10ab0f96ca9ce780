/** The three parts of the providers' view, as links above their content. */
import { Link } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { hrefTo } from '../../app/router.ts';
import { cx } from '../../ui/index.ts';

const parts = [
  { id: 'list', path: '/providers' },
  { id: 'usage', path: '/providers/usage' },
  { id: 'keys', path: '/providers/keys' },
] as const;

export function PartsNav({ current }: { current: (typeof parts)[number]['id'] }) {
  const { t } = useTranslation('gateway');
  return (
    <nav aria-label={t('pages.label')} className="mb-6 border-b border-line print:hidden">
      <ul className="flex flex-wrap gap-x-5">
        {parts.map(({ id, path }) => (
          <li key={id}>
            <Link
              href={hrefTo(path)}
              aria-current={id === current ? 'page' : undefined}
              className={cx(
                '-mb-px block cursor-default border-b-2 px-0.5 py-2',
                id === current
                  ? 'border-brand font-[560] text-ink'
                  : 'border-transparent text-muted data-hovered:text-ink',
              )}
            >
              {t(`pages.${id}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

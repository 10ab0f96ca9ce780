/** The lists of statements of a page side by side where there is room; empty ones are left out and named at the end. */
import { useLayoutEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { cx, useRoom } from '../../ui/index.ts';
import type { EvidencePlace } from './paths.ts';
import { TraitList } from './trait-list.tsx';
import type { TraitSection } from './traits.ts';

type TraitSectionsProps = {
  sections: readonly (TraitSection<string> & { title: string })[];
  /** What the statements are written in. */
  language: string | undefined;
  /** All sentences of the page in the order of their numbers. */
  ids: readonly string[];
  open: EvidencePlace | null;
  onOpen: (place: EvidencePlace) => void;
};

/** Room in design pixels from which two columns read well. */
const twoColumnsFrom = 760;

export function TraitSections({ sections, language, ids, open, onOpen }: TraitSectionsProps) {
  const { t } = useTranslation('studio');
  const format = useFormat();
  const [watch, room] = useRoom();
  const numbers = useMemo(() => new Map(ids.map((id, index) => [id, index + 1])), [ids]);
  const filled = sections.filter(({ traits }) => traits.length > 0);
  const silent = sections.filter(({ traits }) => traits.length === 0);
  const isWide = room !== null && room >= twoColumnsFrom;
  const lists = useRef<HTMLDivElement>(null);
  const openKey = open === null ? null : `${open.field} ${open.index}`;
  // The pane takes room, the columns become one, and the statement would be somewhere else.
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked for again whenever it may have moved
  useLayoutEffect(() => {
    lists.current?.querySelector('[data-open]')?.scrollIntoView({ block: 'nearest' });
  }, [openKey, isWide]);
  return (
    <div ref={watch} className="pt-6">
      <div ref={lists} className={cx('gap-x-12', isWide ? 'columns-2' : 'columns-1')}>
        {filled.map(({ field, title, traits }) => (
          <section key={field} className="mb-7 break-inside-avoid">
            <h2 className="mb-1.5 border-b border-line pb-1.5 text-15">{title}</h2>
            <TraitList
              language={language}
              traits={traits}
              numbers={numbers}
              openIndex={open?.field === field ? open.index : null}
              onOpen={(index) => onOpen({ field, index })}
            />
          </section>
        ))}
      </div>
      {silent.length > 0 && (
        <p className="text-13 text-muted">
          {format.list(silent.map(({ title }) => title))}: {t('persona.nothing')}
        </p>
      )}
    </div>
  );
}

/** One hit: where it stands, the passage with the matched words, and on demand why it was found. */
import { CopyCheck, ListTree } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchHit } from '../../../../electron/contract/knowledge.ts';
import { useFormat } from '../../../i18n/format.ts';
import { Button, cx } from '../../../ui/index.ts';
import { Matched } from './matched.tsx';

/** The nearest ones; the whole path of a law is longer than the passage. */
const shownHeadings = 2;

export type HitCardProps = {
  hit: SearchHit;
  position: number;
  /** `null` where there is only one space. */
  spaceName: string | null;
  isCurrent: boolean;
  onOpen: (place: {
    documentId: string;
    versionId: string | null;
    startOffset: number;
    endOffset: number;
  }) => void;
};

export function HitCard({ hit, position, spaceName, isCurrent, onOpen }: HitCardProps) {
  const { t } = useTranslation('knowledge');
  const format = useFormat();
  const [isExplained, setExplained] = useState(false);
  const headings = hit.headingPath.filter((heading) => heading !== hit.title);
  const isDeep = headings.length > shownHeadings;
  const facts = [
    spaceName,
    hit.page !== null && t('reader.page', { page: hit.page }),
    hit.date !== null && format.date(hit.date),
  ].filter((fact) => fact !== null && fact !== false);
  return (
    <article
      className={cx(
        'rounded-md border px-4 py-3 transition-colors',
        isCurrent ? 'border-evidence bg-surface' : 'border-line bg-surface hover:border-control',
      )}
    >
      <h2 className="text-15">
        <button
          type="button"
          data-hit={position}
          aria-current={isCurrent || undefined}
          onClick={() => onOpen(hit)}
          className="cursor-default rounded-sm text-left font-[560] text-brand-ink [overflow-wrap:anywhere] hover:underline"
        >
          {hit.title}
        </button>
      </h2>
      <p className="tabular mt-0.5 text-13 text-pretty text-muted [overflow-wrap:anywhere]">
        {[(isDeep ? '… › ' : '') + headings.slice(-shownHeadings).join(' › '), ...facts]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p lang={hit.language} dir="auto" className="mt-1.5 line-clamp-4 text-pretty [overflow-wrap:anywhere]">
        <Matched text={hit.text} words={hit.matchedWords} />
      </p>
      <div className="mt-1.5 -ml-2 flex flex-wrap items-center gap-1">
        <Button
          size="sm"
          variant="quiet"
          icon={ListTree}
          aria-expanded={isExplained}
          onPress={() => setExplained((shown) => !shown)}
          className="text-muted"
        >
          {t('why.action')}
        </Button>
        {hit.duplicates.length > 0 && (
          <span className="flex items-center gap-1.5 px-2 text-13 text-muted">
            <CopyCheck aria-hidden className="size-4" strokeWidth={1.75} />
            {t('why.duplicates', { count: hit.duplicates.length })}
          </span>
        )}
      </div>
      {isExplained && <Why hit={hit} onOpen={onOpen} />}
    </article>
  );
}

function Why({ hit, onOpen }: Pick<HitCardProps, 'hit' | 'onOpen'>) {
  const { t } = useTranslation('knowledge');
  const format = useFormat();
  const { fullText, meaning, reranker } = hit.scores;
  const stages: [string, number | null][] = [
    [t('why.fullText'), fullText],
    [t('why.meaning'), meaning],
    [t('why.reranker'), reranker],
    [t('why.total'), hit.score],
  ];
  return (
    <div className="mt-2 border-t border-line pt-2.5 text-13">
      <p className="mb-2 text-muted">
        {hit.matchedWords.length > 0
          ? t('why.words', { words: format.list(hit.matchedWords.map((word) => t('why.word', { word }))) })
          : t('why.noWords')}
      </p>
      <dl className="grid max-w-120 grid-cols-[auto_1fr_auto] items-center gap-x-4 gap-y-1.5">
        {stages.map(([name, score]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="contents">
              <span aria-hidden className="h-1 overflow-hidden rounded-full bg-sunken">
                <span
                  className="block h-full rounded-full bg-brand"
                  style={{ width: `${Math.min(1, Math.max(0, score ?? 0)) * 100}%` }}
                />
              </span>
              <span className={cx('tabular text-right', score === null && 'text-muted')}>
                {score === null ? t('why.unused') : format.decimals(score, 2)}
              </span>
            </dd>
          </div>
        ))}
      </dl>
      {hit.duplicates.length > 0 && (
        <>
          <p className="mt-3 mb-1 text-muted">{t('why.alsoIn')}</p>
          <ul className="flex flex-col items-start">
            {hit.duplicates.map((twin) => (
              <li key={`${twin.documentId}-${twin.startOffset}`}>
                <button
                  type="button"
                  onClick={() => onOpen({ ...twin, versionId: null })}
                  className="cursor-default rounded-sm text-left text-brand-ink hover:underline"
                >
                  {twin.title}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** Sentences of the sources to choose from: what speaks of the same first, with a search over all of them. */
import { Check } from 'lucide-react';
import { useState } from 'react';
import { Checkbox } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useEvidence } from '../../client/intelligence-queries.ts';
import { ErrorNotice, SearchField, Skeleton } from '../../ui/index.ts';
import { matching } from './sentences.ts';

/** A list nobody reads to its end is searched instead. */
const shownAtMost = 12;

type EvidencePickerProps = {
  analysisId: string;
  /** Sentences to choose from. */
  ids: readonly string[];
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
  /** What the sentences should say. */
  statement?: string;
};

export function EvidencePicker({ analysisId, ids, chosen, onChange, statement = '' }: EvidencePickerProps) {
  const { t } = useTranslation('studio');
  const [search, setSearch] = useState('');
  const { data, error, refetch, isPending } = useEvidence(analysisId, ids);
  if (ids.length === 0) return <p className="text-13 text-muted">{t('hand.picker.empty')}</p>;
  if (error) return <ErrorNotice failure={error} onRetry={() => void refetch()} />;
  if (isPending) return <Skeleton className="h-24 w-full" />;
  const found = matching(data, search, statement);
  const shown = found.slice(0, shownAtMost);
  return (
    <section aria-label={t('hand.picker.label')} className="flex flex-col gap-2">
      <SearchField
        label={t('hand.picker.find')}
        placeholder={t('hand.picker.find')}
        value={search}
        onChange={setSearch}
      />
      <p role="status" className="tabular text-12 text-muted">
        {t('hand.picker.chosen', { count: chosen.length })}
      </p>
      {shown.length === 0 && <p className="text-13 text-muted">{t('hand.picker.none')}</p>}
      <ul className="flex flex-col gap-0.5">
        {shown.map(({ id, quote, title, language }) => (
          <li key={id}>
            <SentenceTick
              quote={quote}
              title={title}
              language={language}
              isSelected={chosen.includes(id)}
              onChange={(on) => onChange(on ? [...chosen, id] : chosen.filter((one) => one !== id))}
            />
          </li>
        ))}
      </ul>
      {found.length > shown.length && (
        <p className="text-12 text-muted">{t('hand.picker.more', { count: found.length - shown.length })}</p>
      )}
    </section>
  );
}

type SentenceTickProps = {
  quote: string;
  title: string;
  language: string;
  isSelected: boolean;
  onChange: (on: boolean) => void;
};

function SentenceTick({ quote, title, language, isSelected, onChange }: SentenceTickProps) {
  return (
    <Checkbox
      isSelected={isSelected}
      onChange={onChange}
      className="group flex cursor-default items-start gap-2.5 rounded-sm px-2 py-1.5 outline-offset-1 transition-colors data-focus-visible:outline-2 data-focus-visible:outline-focus data-hovered:bg-hover data-selected:bg-evidence-soft/60"
    >
      <span className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-sm border border-control bg-surface text-on-brand group-data-selected:border-brand group-data-selected:bg-brand">
        <Check aria-hidden className="hidden size-3 group-data-selected:block" strokeWidth={3} />
      </span>
      <span className="min-w-0 text-13">
        <span lang={language} className="block text-pretty break-words">
          {quote}
        </span>
        <span className="block text-12 text-muted">{title}</span>
      </span>
    </Checkbox>
  );
}

/** The facets of a search. What can be chosen comes from the spaces and from the hits that are there. */
import { useTranslation } from 'react-i18next';
import type { KnowledgeSpace, SearchHit } from '../../../../electron/contract/knowledge.ts';
import { useTags } from '../../../client/knowledge-queries.ts';
import { useFormat } from '../../../i18n/format.ts';
import { Button } from '../../../ui/index.ts';
import { type Facet, FilterMenu } from './filter-menu.tsx';
import { clearFilters, originOf, type Period, setSearch, useSearchState } from './search-state.ts';

const periods = ['month', 'year', 'five-years'] as const satisfies readonly Period[];
const isPeriod = (value: string | undefined): value is (typeof periods)[number] =>
  periods.some((period) => period === value);

const usualLanguages = ['de', 'en', 'tr'];

const unique = (values: readonly string[]): string[] => [...new Set(values)];

export type FacetsProps = { hits: readonly SearchHit[]; spaces: readonly KnowledgeSpace[] };

export function Facets({ hits, spaces }: FacetsProps) {
  const { t } = useTranslation('knowledge');
  const format = useFormat();
  const { spaceIds, languages, sources, tags, period } = useSearchState();
  const knownTags = useTags(spaceIds.length > 0 ? spaceIds : null).data ?? [];
  const plain = (value: string): Facet => ({ value, label: value });
  const isNarrowed =
    spaceIds.length + languages.length + sources.length + tags.length > 0 || period !== 'any';
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a border and a legend
    <div role="group" aria-label={t('search.narrow')} className="flex flex-wrap items-center gap-1.5">
      {spaces.length > 1 && (
        <FilterMenu
          label={t('search.space')}
          facets={spaces.map(({ id, name }) => ({ value: id, label: name }))}
          chosen={spaceIds}
          onChange={(chosen) => setSearch({ spaceIds: chosen, current: null })}
        />
      )}
      <FilterMenu
        label={t('search.language')}
        facets={unique([...usualLanguages, ...languages, ...hits.map((hit) => hit.language)]).map((tag) => ({
          value: tag,
          label: format.language(tag),
        }))}
        chosen={languages}
        onChange={(chosen) => setSearch({ languages: chosen, current: null })}
      />
      <FilterMenu
        label={t('search.period')}
        isSingle
        facets={periods.map((value) => ({ value, label: t(`search.periods.${value}`) }))}
        chosen={period === 'any' ? [] : [period]}
        onChange={([chosen]) => setSearch({ period: isPeriod(chosen) ? chosen : 'any', current: null })}
      />
      <FilterMenu
        label={t('search.source')}
        facets={unique([...sources, ...hits.map((hit) => originOf(hit.source))]).map(plain)}
        chosen={sources}
        onChange={(chosen) => setSearch({ sources: chosen, current: null })}
      />
      {(knownTags.length > 0 || tags.length > 0) && (
        <FilterMenu
          label={t('tags.title')}
          facets={unique([...tags, ...knownTags.map(({ tag }) => tag)]).map(plain)}
          chosen={tags}
          onChange={(chosen) => setSearch({ tags: chosen, current: null })}
        />
      )}
      {isNarrowed && (
        <Button size="sm" variant="quiet" onPress={clearFilters}>
          {t('search.clear')}
        </Button>
      )}
    </div>
  );
}

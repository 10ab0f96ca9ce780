/** Who speaks in the sources: name, sector, services, places, channels, hours, languages and tone, each with its sentences. */
import { Building2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { AnalysisView } from '../../../electron/contract/intelligence.ts';
import type { OrganisationProfile } from '../../../electron/contract/intelligence-traits.ts';
import { navigate } from '../../app/router.ts';
import { useFormat } from '../../i18n/format.ts';
import { EmptyState } from '../../ui/index.ts';
import { EvidencePane, PrintedSources } from './evidence-pane.tsx';
import { FindingsFrame } from './findings-frame.tsx';
import { type EvidencePlace, findingsPath } from './paths.ts';
import { languageShares, profileSections } from './profile.ts';
import { TraitSections } from './trait-sections.tsx';
import { coverageOf, evidenceIdsOf } from './traits.ts';

export function ProfilePage({ view, open }: { view: AnalysisView; open: EvidencePlace | null }) {
  const { t } = useTranslation('findings');
  const { analysis, profile } = view;
  if (!profile) {
    return (
      <FindingsFrame view={view} page="profile" coverage={null} facts={t('profile.noneFacts')}>
        <EmptyState icon={Building2} title={t('profile.none')} className="hairline max-w-none bg-surface">
          {t('notYet')}
        </EmptyState>
      </FindingsFrame>
    );
  }
  const sections = profileSections(profile);
  const coverage = coverageOf(sections.flatMap(({ traits }) => traits));
  const ids = evidenceIdsOf(sections);
  const shown = sections.find(({ field }) => field === open?.field)?.traits[open?.index ?? 0] ?? null;
  const show = (place: EvidencePlace | null) =>
    navigate(findingsPath('profile', analysis.id, place), { replace: true });
  return (
    <FindingsFrame
      view={view}
      page="profile"
      coverage={coverage}
      facts={t('profile.facts', { evidenced: coverage.evidenced, traits: coverage.traits })}
    >
      <div className="hairline rounded-md bg-surface px-6 pt-1 pb-5 narrow:px-4">
        <TraitSections
          sections={sections.map((section) => ({ ...section, title: t(`profile.fields.${section.field}`) }))}
          language={analysis.writtenIn ?? undefined}
          ids={ids}
          open={shown === null ? null : open}
          onOpen={show}
        />
      </div>
      <Languages languages={profile.languages} />
      <PrintedSources analysisId={analysis.id} ids={ids} />
      <EvidencePane analysisId={analysis.id} shown={shown} onClose={() => show(null)} />
    </FindingsFrame>
  );
}

/** Counted, not cited: every sentence of the sources is in one of them. */
function Languages({ languages }: { languages: OrganisationProfile['languages'] }) {
  const { t } = useTranslation('findings');
  const format = useFormat();
  const shares = languageShares(languages);
  if (shares.length === 0) return null;
  return (
    <section className="hairline mt-4 rounded-md bg-surface px-6 py-5 narrow:px-4">
      <h2 className="text-15">{t('profile.written')}</h2>
      <p className="mb-3 text-13 text-muted">{t('profile.writtenHelp')}</p>
      <ul className="flex flex-col gap-2.5">
        {shares.map(({ language, documents, sentences, share }) => (
          <li
            key={language}
            className="grid grid-cols-[8rem_minmax(4rem,1fr)_auto] items-center gap-x-4 narrow:grid-cols-[1fr_auto] narrow:gap-y-1"
          >
            <span className="truncate">{format.language(language)}</span>
            <span
              aria-hidden
              className="h-1.5 overflow-hidden rounded-full bg-line narrow:order-last narrow:col-span-2"
            >
              <span
                className="block h-full rounded-full bg-brand"
                style={{ width: `${Math.max(1, Math.round(share * 100))}%` }}
              />
            </span>
            <span className="tabular text-right text-13 text-muted">
              {t('profile.language', { sentences, documents })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A persona in full: who it is and what it needs, each statement with its sentences or as an assumption. Made to be printed. */
import { ArrowLeft, Languages, LockKeyhole, MessagesSquare, UserX } from 'lucide-react';
import { Link } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { AnalysisView } from '../../../electron/contract/intelligence.ts';
import { hrefTo, navigate } from '../../app/router.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge, Button, EmptyState } from '../../ui/index.ts';
import { CoverageRing } from './coverage-ring.tsx';
import { EditPersona } from './edit-dialogs.tsx';
import { EvidencePane, PrintedSources } from './evidence-pane.tsx';
import { HeldActions } from './held-actions.tsx';
import { boardPath, type EvidencePlace, subjectPath, talkPath } from './paths.ts';
import { PersonaAgents } from './persona-agents.tsx';
import { Portrait } from './portrait.tsx';
import { TraitSections } from './trait-sections.tsx';
import { coverageOf, evidenceIdsOf, personaSections } from './traits.ts';

type PersonaPageProps = { view: AnalysisView; personaId: string; open: EvidencePlace | null };

export function PersonaPage({ view, personaId, open }: PersonaPageProps) {
  const { t } = useTranslation('studio');
  const format = useFormat();
  const { id: analysisId } = view.analysis;
  const persona = view.personas.find(({ id }) => id === personaId);
  if (!persona) {
    return (
      <EmptyState
        icon={UserX}
        heading="h1"
        title={t('persona.gone')}
        className="my-auto"
        action={<Button onPress={() => navigate(boardPath(analysisId))}>{t('persona.back')}</Button>}
      >
        {t('persona.goneHelp')}
      </EmptyState>
    );
  }
  const sections = personaSections(persona);
  const group = view.groups.find(({ id }) => id === persona.groupId);
  const ids = evidenceIdsOf(sections);
  const shown = sections.find(({ field }) => field === open?.field)?.traits[open?.index ?? 0] ?? null;
  const show = (place: EvidencePlace | null) =>
    navigate(subjectPath('persona', analysisId, personaId, place), { replace: true });
  return (
    <div className="min-h-0 flex-1 overflow-y-auto bg-surface print:overflow-visible">
      <article className="mx-auto max-w-260 px-8 pt-6 pb-16 narrow:px-4">
        <nav className="mb-4 print:hidden">
          <Button
            size="sm"
            variant="quiet"
            icon={ArrowLeft}
            className="-ml-2.5"
            onPress={() => navigate(boardPath(analysisId))}
          >
            {t('persona.back')}
          </Button>
        </nav>
        <header className="flex flex-wrap items-center gap-x-7 gap-y-4 border-b border-line pb-7">
          <Portrait portrait={persona.portrait} className="size-36 narrow:order-1 narrow:size-24" />
          <div className="min-w-0 flex-1 basis-80 narrow:order-3 narrow:basis-full">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
              <h1 className="text-32 break-words">{persona.name}</h1>
              <Badge>{t('board.fictional')}</Badge>
              {persona.locked && (
                <Badge tone="verified" icon={LockKeyhole}>
                  {t('board.locked')}
                </Badge>
              )}
              {persona.origin === 'person' && <Badge>{t('trait.person')}</Badge>}
              {persona.vanished && <Badge tone="attention">{t('board.vanished')}</Badge>}
            </div>
            <p lang={persona.language} className="prose-measure mt-1.5 text-17 text-pretty text-muted">
              {persona.headline}
            </p>
            <p className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-13 text-muted">
              {group && (
                <Link
                  href={hrefTo(subjectPath('group', analysisId, group.id))}
                  className="cursor-default font-[560] text-brand-ink underline-offset-4 data-hovered:underline"
                >
                  {t('persona.group')}: {group.name}
                </Link>
              )}
              <span className="flex items-center gap-1.5">
                <Languages aria-hidden className="size-4" strokeWidth={1.75} />
                {t('board.speaks', { language: format.language(persona.language) })}
              </span>
              <span>{t('persona.made')}</span>
            </p>
          </div>
          <CoverageRing
            coverage={coverageOf(sections.flatMap(({ traits }) => traits))}
            className="size-16 narrow:order-2 narrow:ml-auto"
          />
          <div className="w-full narrow:order-4">
            <HeldActions
              kind="persona"
              id={persona.id}
              name={persona.name}
              locked={persona.locked}
              editor={(close) => <EditPersona persona={persona} onClose={close} />}
              removeHelp={t('hand.remove.personaHelp')}
              onRemoved={() => navigate(boardPath(analysisId))}
            >
              <Button icon={MessagesSquare} onPress={() => navigate(talkPath(analysisId, personaId))}>
                {t('hand.talk.action')}
              </Button>
            </HeldActions>
          </div>
        </header>
        <TraitSections
          sections={sections.map((section) => ({
            ...section,
            title: t(`persona.fields.${section.field}`),
          }))}
          language={persona.language}
          ids={ids}
          open={shown === null ? null : open}
          onOpen={show}
        />
        <PersonaAgents view={view} persona={persona} />
        <PrintedSources analysisId={analysisId} ids={ids} />
      </article>
      <EvidencePane
        analysisId={analysisId}
        shown={shown}
        language={persona.language}
        onClose={() => show(null)}
      />
    </div>
  );
}

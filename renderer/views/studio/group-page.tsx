/** A target group in full: how often the sources speak to it, what it needs, its personas, and the sentences themselves. */
import { ArrowLeft, BookOpenText, LockKeyhole, Quote, SearchX, Split, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnalysisView } from '../../../electron/contract/intelligence.ts';
import { navigate } from '../../app/router.ts';
import { Badge, Button, EmptyState } from '../../ui/index.ts';
import { AddPersona } from './add-dialogs.tsx';
import { CoverageRing } from './coverage-ring.tsx';
import { EditGroup } from './edit-dialogs.tsx';
import { EvidencePane, PrintedSources, type Shown } from './evidence-pane.tsx';
import { HeldActions } from './held-actions.tsx';
import { boardPath, type EvidencePlace, subjectPath } from './paths.ts';
import { PersonaCard } from './persona-card.tsx';
import { SplitDialog } from './split-dialog.tsx';
import { TraitSections } from './trait-sections.tsx';
import { coverageOf, evidenceIdsOf, groupSections } from './traits.ts';

/** In an address: the sentences of the group itself. */
const allSentences = 'all';

type GroupPageProps = { view: AnalysisView; groupId: string; open: EvidencePlace | null };

export function GroupPage({ view, groupId, open }: GroupPageProps) {
  const { t } = useTranslation(['studio', 'findings']);
  const [asks, setAsks] = useState<'persona' | 'split' | null>(null);
  const { id: analysisId } = view.analysis;
  const group = view.groups.find(({ id }) => id === groupId);
  const back = () => navigate(boardPath(analysisId));
  if (!group) {
    return (
      <EmptyState
        icon={SearchX}
        heading="h1"
        title={t('group.gone')}
        className="my-auto"
        action={<Button onPress={back}>{t('persona.back')}</Button>}
      >
        {t('persona.goneHelp')}
      </EmptyState>
    );
  }
  const sections = groupSections(group);
  const personas = view.personas.filter((persona) => persona.groupId === groupId);
  const ids = evidenceIdsOf(sections);
  const shown: Shown | null =
    open?.field === allSentences
      ? { text: t('group.evidence'), evidence: group.evidence, groupId: group.id }
      : (sections.find(({ field }) => field === open?.field)?.traits[open?.index ?? 0] ?? null);
  const show = (place: EvidencePlace | null) =>
    navigate(subjectPath('group', analysisId, groupId, place), { replace: true });
  const language = view.analysis.writtenIn ?? undefined;
  const { sentences, documents } = group.size;
  return (
    <div className="min-h-0 flex-1 overflow-y-auto bg-surface print:overflow-visible">
      <article className="mx-auto max-w-260 px-8 pt-6 pb-16 narrow:px-4">
        <nav className="mb-4 print:hidden">
          <Button size="sm" variant="quiet" icon={ArrowLeft} className="-ml-2.5" onPress={back}>
            {t('persona.back')}
          </Button>
        </nav>
        <header className="flex flex-wrap items-center gap-x-7 gap-y-4 border-b border-line pb-7">
          <CoverageRing
            coverage={coverageOf(sections.flatMap(({ traits }) => traits))}
            className="size-16 narrow:size-14 narrow:self-start"
          />
          <div className="min-w-0 flex-1 basis-80 narrow:basis-64">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
              <h1 lang={language} className="text-32 break-words">
                {group.name}
              </h1>
              {group.locked && (
                <Badge tone="verified" icon={LockKeyhole}>
                  {t('board.locked')}
                </Badge>
              )}
              {group.origin === 'person' && <Badge>{t('trait.person')}</Badge>}
              {group.vanished && <Badge tone="attention">{t('board.vanished')}</Badge>}
            </div>
            <p lang={language} className="prose-measure mt-1.5 text-17 text-pretty text-muted">
              {group.description}
            </p>
            <p className="tabular mt-2 text-13 text-muted">{t('board.size', { sentences, documents })}</p>
          </div>
          <div className="w-full">
            <HeldActions
              kind="group"
              id={group.id}
              name={group.name}
              locked={group.locked}
              editor={(close) => <EditGroup group={group} onClose={close} />}
              removeHelp={t('hand.remove.groupHelp', { personas: personas.length })}
              onRemoved={back}
              more={
                !group.locked && group.evidence.length > 1
                  ? [
                      {
                        id: 'split',
                        icon: Split,
                        label: t('hand.split.action'),
                        onAction: () => setAsks('split'),
                      },
                    ]
                  : []
              }
            >
              <Button icon={BookOpenText} onPress={() => navigate(subjectPath('texts', analysisId, groupId))}>
                {t('findings:texts.open')}
              </Button>
              {group.evidence.length > 0 && (
                <Button icon={Quote} onPress={() => show({ field: allSentences, index: 0 })}>
                  {t('group.showEvidence', { count: group.size.sentences })}
                </Button>
              )}
            </HeldActions>
          </div>
        </header>
        <TraitSections
          sections={sections.map((section) => ({ ...section, title: t(`group.fields.${section.field}`) }))}
          language={language}
          ids={ids}
          open={open}
          onOpen={show}
        />
        <section className="mt-4 print:break-inside-avoid">
          <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
            <h2 className="text-17">{t('group.personas')}</h2>
            <Button icon={UserPlus} className="print:hidden" onPress={() => setAsks('persona')}>
              {t('hand.add.persona')}
            </Button>
          </div>
          {personas.length === 0 && <p className="text-muted">{t('board.noPersonas')}</p>}
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,21rem),1fr))] gap-4">
            {personas.map((persona) => (
              <li key={persona.id} className="min-w-0 break-inside-avoid">
                <PersonaCard persona={persona} />
              </li>
            ))}
          </ul>
        </section>
        <PrintedSources analysisId={analysisId} ids={ids} />
      </article>
      <EvidencePane analysisId={analysisId} shown={shown} language={language} onClose={() => show(null)} />
      {asks === 'persona' && <AddPersona view={view} group={group} onClose={() => setAsks(null)} />}
      {asks === 'split' && <SplitDialog group={group} personas={personas} onClose={() => setAsks(null)} />}
    </div>
  );
}

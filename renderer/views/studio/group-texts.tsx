/** What was written for a target group: what matters most, the same in plain language, and questions with their answers. */
import { ArrowLeft, FileX } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnalysisView } from '../../../electron/contract/intelligence.ts';
import type { ContentEnrichment, TargetGroup } from '../../../electron/contract/intelligence-groups.ts';
import type { ContentLanguage } from '../../../electron/contract/intelligence-traits.ts';
import { navigate } from '../../app/router.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button, EmptyState, Segmented, useRoom } from '../../ui/index.ts';
import { CoverageRing } from './coverage-ring.tsx';
import { EvidencePane } from './evidence-pane.tsx';
import { boardPath, type EvidencePlace, subjectPath } from './paths.ts';
import { PlainChecks } from './plain-checks.tsx';
import { orderedTexts, textLanguages, textPartAt } from './texts.ts';
import { TextsMenu } from './texts-menu.tsx';
import { TextParts } from './text-parts.tsx';
import { coverageOf } from './traits.ts';

type GroupTextsProps = { view: AnalysisView; groupId: string; open: EvidencePlace | null };

export function GroupTexts({ view, groupId, open }: GroupTextsProps) {
  const { t } = useTranslation('studio');
  const { id: analysisId } = view.analysis;
  const group = view.groups.find(({ id }) => id === groupId);
  if (!group) {
    return (
      <EmptyState
        icon={FileX}
        heading="h1"
        title={t('group.gone')}
        className="my-auto"
        action={<Button onPress={() => navigate(boardPath(analysisId))}>{t('persona.back')}</Button>}
      >
        {t('persona.goneHelp')}
      </EmptyState>
    );
  }
  return <Opened view={view} group={group} open={open} />;
}

function Opened({
  view,
  group,
  open,
}: {
  view: AnalysisView;
  group: TargetGroup;
  open: EvidencePlace | null;
}) {
  const { t } = useTranslation('findings');
  const format = useFormat();
  const { id: analysisId } = view.analysis;
  const own = view.enrichments.filter(({ groupId }) => groupId === group.id);
  const languages = textLanguages(own, view.analysis.writtenIn);
  const opened = open === null ? null : textPartAt(own, open);
  const [chosen, setChosen] = useState<ContentLanguage | null>(opened?.text.language ?? null);
  const language = chosen !== null && languages.includes(chosen) ? chosen : languages[0];
  const texts = orderedTexts(own.filter((text) => text.language === language));
  const traits = texts.flatMap(({ parts }) => parts.map(({ body }) => body));
  const show = (place: EvidencePlace | null) =>
    navigate(subjectPath('texts', analysisId, group.id, place), { replace: true });
  const back = () => navigate(subjectPath('group', analysisId, group.id));
  return (
    <div className="min-h-0 flex-1 overflow-y-auto bg-surface print:overflow-visible">
      <article className="mx-auto max-w-260 px-8 pt-6 pb-16 narrow:px-4">
        <nav className="mb-4 print:hidden">
          <Button size="sm" variant="quiet" icon={ArrowLeft} className="-ml-2.5" onPress={back}>
            {t('texts.back')}
          </Button>
        </nav>
        <header className="flex flex-wrap items-center gap-x-6 gap-y-4 border-b border-line pb-6">
          {traits.length > 0 && <CoverageRing coverage={coverageOf(traits)} className="size-14" />}
          <div className="min-w-0 flex-1 basis-80">
            <p className="text-13 text-muted">{group.name}</p>
            <h1 className="text-24">{t('texts.title')}</h1>
            <p className="prose-measure text-13 text-pretty text-muted">{t('texts.intro')}</p>
          </div>
          {language !== undefined && (
            <div className="flex flex-wrap items-end gap-2 print:hidden">
              {languages.length > 1 && (
                <Segmented<ContentLanguage>
                  label={t('texts.language')}
                  hideLabel
                  value={language}
                  onChange={(one) => {
                    setChosen(one);
                    show(null);
                  }}
                  options={languages.map((value) => ({ value, label: format.language(value) }))}
                />
              )}
              <TextsMenu groupId={group.id} language={language} texts={texts} />
            </div>
          )}
        </header>
        {texts.length === 0 && (
          <EmptyState icon={FileX} title={t('texts.none')} className="max-w-none">
            {t('texts.noneHelp')}
          </EmptyState>
        )}
        {texts.map((text) => (
          <Written key={text.id} text={text} open={open} onOpen={show} />
        ))}
      </article>
      <EvidencePane
        analysisId={analysisId}
        shown={opened === null ? null : opened.part.body}
        onClose={() => show(null)}
      />
    </div>
  );
}

/** Room in design pixels from which the rules stand beside the text. */
const besideFrom = 720;

type WrittenProps = {
  text: ContentEnrichment;
  open: EvidencePlace | null;
  onOpen: (place: EvidencePlace) => void;
};

function Written({ text, open, onOpen }: WrittenProps) {
  const { t } = useTranslation('findings');
  const [watch, room] = useRoom();
  const isBeside = room !== null && room >= besideFrom;
  return (
    <section ref={watch} className="border-b border-line py-7 last:border-0">
      <h2 className="mb-1 text-20">{t(`texts.kinds.${text.kind}`)}</h2>
      <p className="mb-4 text-13 text-pretty text-muted">{t(`texts.kindHelp.${text.kind}`)}</p>
      <div className={isBeside ? 'grid grid-cols-[minmax(0,1fr)_17rem] items-start gap-10' : 'grid gap-5'}>
        <TextParts text={text} open={open} onOpen={onOpen} />
        <PlainChecks checks={text.checks} language={text.language} isOpen={text.kind === 'plain'} />
      </div>
    </section>
  );
}

/** “Speak as the persona”: a person asks, the persona answers in its own voice, and below each sentence stands what it rests on. */
import { ArrowLeft, Languages, RotateCcw, UserX } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnalysisView } from '../../../electron/contract/intelligence.ts';
import type { Persona } from '../../../electron/contract/intelligence-groups.ts';
import { navigate } from '../../app/router.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge, Button, EmptyState, Select } from '../../ui/index.ts';
import { useModelChoice } from '../chat/chat-models.ts';
import { EvidencePane, type Shown } from './evidence-pane.tsx';
import { boardPath, subjectPath } from './paths.ts';
import { Portrait } from './portrait.tsx';
import { Talk } from './talk.tsx';

export function TalkPage({ view, personaId }: { view: AnalysisView; personaId: string }) {
  const { t } = useTranslation('studio');
  const persona = view.personas.find(({ id }) => id === personaId);
  if (persona) return <Opened persona={persona} />;
  return (
    <EmptyState
      icon={UserX}
      heading="h1"
      title={t('persona.gone')}
      className="my-auto"
      action={<Button onPress={() => navigate(boardPath(view.analysis.id))}>{t('persona.back')}</Button>}
    >
      {t('persona.goneHelp')}
    </EmptyState>
  );
}

const noModel = 'none';

function Opened({ persona }: { persona: Persona }) {
  const { t } = useTranslation('studio');
  const format = useFormat();
  const [modelId, setModelId] = useState(noModel);
  /** Counts the beginnings. */
  const [round, setRound] = useState(0);
  const [shown, setShown] = useState<Shown | null>(null);
  const local = useModelChoice(null).usable.filter(({ reach }) => reach === 'program');
  const chosen = local.find(({ id }) => id === modelId) ?? null;
  return (
    <div className="min-h-0 flex-1 overflow-y-auto bg-surface">
      <div className="mx-auto max-w-190 px-8 pt-6 pb-10 narrow:px-4">
        <nav className="mb-4 flex flex-wrap justify-between gap-2">
          <Button
            size="sm"
            variant="quiet"
            icon={ArrowLeft}
            className="-ml-2.5"
            onPress={() => navigate(subjectPath('persona', persona.analysisId, persona.id))}
          >
            {t('hand.talk.back')}
          </Button>
          <Button
            size="sm"
            icon={RotateCcw}
            onPress={() => {
              setShown(null);
              setRound(round + 1);
            }}
          >
            {t('hand.talk.again')}
          </Button>
        </nav>
        <header className="mb-6 flex flex-wrap items-center gap-x-5 gap-y-3 border-b border-line pb-6">
          <Portrait portrait={persona.portrait} className="size-24 narrow:size-18" />
          <div className="min-w-0 flex-1 basis-72">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
              <h1 className="text-24 break-words">{t('hand.talk.title', { name: persona.name })}</h1>
              <Badge>{t('board.fictional')}</Badge>
            </div>
            <p className="mt-1 text-pretty text-muted">{t('hand.talk.intro')}</p>
            <p className="mt-1.5 flex items-center gap-1.5 text-13 text-muted">
              <Languages aria-hidden className="size-4" strokeWidth={1.75} />
              {t('board.speaks', { language: format.language(persona.language) })}
            </p>
          </div>
          {local.length > 0 && (
            <Select
              label={t('hand.talk.model')}
              className="w-full"
              options={[
                { value: noModel, label: t('hand.talk.modelNone') },
                ...local.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              value={modelId}
              onChange={setModelId}
            />
          )}
        </header>
        <Talk key={round} persona={persona} model={chosen} onShow={setShown} />
      </div>
      <EvidencePane analysisId={persona.analysisId} shown={shown} onClose={() => setShown(null)} />
    </div>
  );
}

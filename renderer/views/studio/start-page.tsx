/** Guided start: from what, how, and what will happen in plain words. */
import {
  Bot,
  FileSearch,
  Globe,
  Group,
  type LucideIcon,
  Play,
  ShieldCheck,
  Sparkles,
  UserRound,
} from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ContentLanguage, contentLanguages } from '../../../electron/contract/intelligence-traits.ts';
import { navigate } from '../../app/router.ts';
import { useCreateAnalysis } from '../../client/intelligence-queries.ts';
import { useIngestionState, useSpaces } from '../../client/knowledge-queries.ts';
import { useFormat } from '../../i18n/format.ts';
import {
  Button,
  EmptyState,
  ErrorNotice,
  Page,
  Select,
  Skeleton,
  Switch,
  TextField,
  toastFailure,
} from '../../ui/index.ts';
import { useModelChoice } from '../chat/chat-models.ts';
import { LanguageChoice } from './language-choice.tsx';
import { type Chosen, ConversationChoice, DocumentChoice } from './more-sources.tsx';
import { boardPath } from './paths.ts';
import { TrySample } from './try-sample.tsx';

export function StartPage({ spaceId }: { spaceId: string | null }) {
  const { t } = useTranslation('studio');
  const spaces = useSpaces();
  const filled = (spaces.data ?? []).filter(({ documents }) => documents > 0);
  return (
    <Page title={t('start.title')} intro={t('start.intro')} width="md">
      {spaces.error && <ErrorNotice failure={spaces.error} onRetry={() => void spaces.refetch()} />}
      {spaces.isPending && <Skeleton className="h-64 w-full" />}
      {spaces.data && filled.length === 0 && <NoSources />}
      {filled.length > 0 && <StartForm spaces={filled} wantedId={spaceId} />}
    </Page>
  );
}

function NoSources() {
  const { t } = useTranslation('studio');
  return (
    <>
      <EmptyState
        icon={FileSearch}
        title={t('start.none')}
        className="hairline max-w-none rounded-md bg-surface"
        action={
          <>
            <Button onPress={() => navigate('/knowledge')}>{t('start.toKnowledge')}</Button>
            <Button variant="primary" icon={Globe} onPress={() => navigate('/websites')}>
              {t('start.toWebsites')}
            </Button>
          </>
        }
      >
        <p className="mx-auto max-w-110">{t('start.noneHelp')}</p>
      </EmptyState>
      <TrySample className="mt-5" />
    </>
  );
}

const automatic = 'auto';
const noModel = 'none';
/** Sources in the name that is proposed. */
const mostNamed = 3;

type Space = { id: string; name: string; documents: number };

function StartForm({ spaces, wantedId }: { spaces: readonly Space[]; wantedId: string | null }) {
  const { t } = useTranslation('studio');
  const format = useFormat();
  const [chosen, setChosen] = useState<readonly string[]>(() =>
    spaces.filter(({ id }) => spaces.length === 1 || id === wantedId).map(({ id }) => id),
  );
  const [documents, setDocuments] = useState<Chosen>(new Map());
  const [conversations, setConversations] = useState<Chosen>(new Map());
  const [agentLanguages, setAgentLanguages] = useState<readonly ContentLanguage[]>([]);
  /** `null`: named after the sources. */
  const [ownName, setOwnName] = useState<string | null>(null);
  const [language, setLanguage] = useState<ContentLanguage | typeof automatic>(automatic);
  const [modelId, setModelId] = useState(noModel);
  const local = useModelChoice(null).usable.filter(({ reach }) => reach === 'program');
  const create = useCreateAnalysis();
  const named = [
    ...spaces.filter(({ id }) => chosen.includes(id)).map((space) => space.name),
    ...documents.values(),
    ...conversations.values(),
  ];
  const name = ownName ?? format.list(named.slice(0, mostNamed)).slice(0, 200);
  const hasSources = chosen.length + documents.size + conversations.size > 0;
  const isReady = hasSources && name.trim() !== '';
  const start = () =>
    create.mutate(
      {
        name: name.trim().slice(0, 200),
        sources: {
          spaceIds: [...chosen],
          documentIds: [...documents.keys()],
          conversationIds: [...conversations.keys()],
        },
        agentLanguages: [...agentLanguages],
        language: language === automatic ? null : language,
        modelId: modelId === noModel ? null : modelId,
      },
      { onSuccess: ({ id }) => navigate(boardPath(id)), onError: toastFailure },
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady && !create.isPending) start();
      }}
    >
      <Step number={1} title={t('start.sources')} intro={t('start.sourcesHelp')}>
        <ul className="flex flex-col gap-3.5">
          {spaces.map((space) => (
            <li key={space.id}>
              <SpaceSwitch
                space={space}
                isChosen={chosen.includes(space.id)}
                onChange={(on) =>
                  setChosen(on ? [...chosen, space.id] : chosen.filter((id) => id !== space.id))
                }
              />
            </li>
          ))}
        </ul>
        <DocumentChoice chosen={documents} onChange={setDocuments} />
        <ConversationChoice chosen={conversations} onChange={setConversations} />
      </Step>
      <Step number={2} title={t('start.how')}>
        <div className="grid grid-cols-2 gap-4 narrow:grid-cols-1">
          <TextField
            label={t('start.name')}
            help={t('start.nameHelp')}
            value={name}
            onChange={setOwnName}
            maxLength={200}
            className="col-span-full"
          />
          <Select<ContentLanguage | typeof automatic>
            label={t('start.language')}
            options={[
              { value: automatic, label: t('start.languageAuto') },
              ...contentLanguages.map((value) => ({ value, label: format.language(value) })),
            ]}
            value={language}
            onChange={setLanguage}
          />
          <Select
            label={t('start.model')}
            options={[
              { value: noModel, label: t('start.modelNone') },
              ...local.map(({ id, name: label }) => ({ value: id, label })),
            ]}
            value={modelId}
            onChange={setModelId}
          />
          <p className="col-span-full text-13 text-pretty text-muted">{t('start.modelHelp')}</p>
          <LanguageChoice chosen={agentLanguages} onChange={setAgentLanguages} />
        </div>
      </Step>
      <Step number={3} title={t('start.what')}>
        <ol className="flex flex-col gap-3">
          {steps.map(({ key, icon: Icon }) => (
            <li key={key} className="flex items-start gap-3">
              <Icon aria-hidden className="mt-0.5 size-5 shrink-0 text-brand-ink" strokeWidth={1.5} />
              <span className="text-pretty">{t(`start.steps.${key}`)}</span>
            </li>
          ))}
        </ol>
      </Step>
      <div className="flex flex-wrap items-center justify-end gap-x-4 gap-y-2">
        {!hasSources && <p className="text-13 text-muted">{t('start.chooseFirst')}</p>}
        <Button
          type="submit"
          variant="primary"
          size="lg"
          icon={Play}
          isDisabled={!isReady}
          isPending={create.isPending}
        >
          {t('start.go')}
        </Button>
      </div>
    </form>
  );
}

type SpaceSwitchProps = { space: Space; isChosen: boolean; onChange: (on: boolean) => void };

/** Says as well when files of the space are still being read: an analysis takes what has been read when it starts. */
function SpaceSwitch({ space, isChosen, onChange }: SpaceSwitchProps) {
  const { t } = useTranslation('studio');
  const intake = useIngestionState(space.id).data;
  const unread = intake ? intake.waiting + intake.active : 0;
  const documents = t('counts.documents', { count: space.documents });
  return (
    <Switch
      label={space.name}
      help={unread === 0 ? documents : t('start.stillReading', { documents, count: unread })}
      isSelected={isChosen}
      onChange={onChange}
    />
  );
}

const steps: readonly {
  key: 'read' | 'find' | 'group' | 'persona' | 'agent' | 'review';
  icon: LucideIcon;
}[] = [
  { key: 'read', icon: FileSearch },
  { key: 'find', icon: Sparkles },
  { key: 'group', icon: Group },
  { key: 'persona', icon: UserRound },
  { key: 'agent', icon: Bot },
  { key: 'review', icon: ShieldCheck },
];

type StepProps = { number: number; title: string; intro?: string; children: ReactNode };

function Step({ number, title, intro, children }: StepProps) {
  return (
    <section className="hairline mb-5 rounded-md bg-surface p-5 narrow:p-4">
      <h2 className="flex items-center gap-3 text-17">
        <span
          aria-hidden
          className="tabular flex size-7 shrink-0 items-center justify-center rounded-full bg-brand-soft text-13 text-brand-ink"
        >
          {number}
        </span>
        {title}
      </h2>
      {intro && <p className="mt-1 text-13 text-muted">{intro}</p>}
      <div className="mt-4">{children}</div>
    </section>
  );
}

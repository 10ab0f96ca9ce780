/** A new agent from a role template: which role, in which language, and what it may answer from. */
import {
  Bot,
  CalendarDays,
  Headset,
  Landmark,
  type LucideIcon,
  Megaphone,
  Scale,
  TrendingUp,
} from 'lucide-react';
import { useState } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { RoleTemplate } from '../../../electron/contract/agents.ts';
import { navigate } from '../../app/router.ts';
import { useCreateFromTemplate, useRoleTemplates } from '../../client/agent-making.ts';
import { useFormat } from '../../i18n/format.ts';
import {
  Button,
  ErrorNotice,
  Page,
  Section,
  Segmented,
  Skeleton,
  toast,
  toastFailure,
} from '../../ui/index.ts';
import { agentPath, agentsPath } from './paths.ts';
import { SpaceChoice } from './space-choice.tsx';

const icons: Record<string, LucideIcon> = {
  'citizen-service': Landmark,
  'it-support': Headset,
  sales: TrendingUp,
  marketing: Megaphone,
  legal: Scale,
  meetings: CalendarDays,
};

type Language = 'de' | 'en';

export function FromTemplate() {
  const { t, i18n } = useTranslation('newAgents');
  const format = useFormat();
  const [language, setLanguage] = useState<Language>(i18n.language === 'de' ? 'de' : 'en');
  const [key, setKey] = useState<string | null>(null);
  const [spaceIds, setSpaceIds] = useState<string[]>([]);
  const templates = useRoleTemplates(language);
  const create = useCreateFromTemplate();
  const chosen = templates.data?.find((one) => one.key === key);
  const make = () => {
    if (chosen === undefined) return;
    create.mutate(
      { key: chosen.key, language, spaceIds },
      {
        onSuccess: ({ id, name }) => {
          toast('done', t('template.made', { name }));
          navigate(agentPath(id));
        },
        onError: toastFailure,
      },
    );
  };
  return (
    <Page
      title={t('template.title')}
      intro={t('template.intro')}
      width="md"
      back={{ label: t('back'), onPress: () => navigate(agentsPath) }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!create.isPending) make();
        }}
      >
        <Section
          title={t('template.role')}
          actions={
            <Segmented<Language>
              label={t('template.language')}
              hideLabel
              value={language}
              onChange={setLanguage}
              options={(['de', 'en'] as const).map((value) => ({ value, label: format.language(value) }))}
            />
          }
        >
          <div className="p-4">
            {templates.error && (
              <ErrorNotice failure={templates.error} onRetry={() => void templates.refetch()} />
            )}
            {templates.isPending && <Skeleton className="h-48" />}
            {templates.data && (
              <TemplateChoice
                templates={templates.data}
                language={language}
                chosen={chosen?.key ?? null}
                onChange={setKey}
              />
            )}
          </div>
        </Section>
        {chosen && <TemplateFacts template={chosen} language={language} />}
        <Section title={t('template.knowledge')} intro={t('template.knowledgeHelp')}>
          <div className="p-4">
            <SpaceChoice chosen={spaceIds} onChange={setSpaceIds} />
          </div>
        </Section>
        <div className="flex flex-wrap items-center justify-end gap-x-4 gap-y-2">
          {chosen === undefined && <p className="text-13 text-muted">{t('template.chooseFirst')}</p>}
          {chosen !== undefined && spaceIds.length === 0 && (
            <p className="text-13 text-muted">{t('template.withoutKnowledge')}</p>
          )}
          <Button
            type="submit"
            variant="primary"
            icon={Bot}
            isDisabled={chosen === undefined}
            isPending={create.isPending}
          >
            {t('template.create')}
          </Button>
        </div>
      </form>
    </Page>
  );
}

type TemplateChoiceProps = {
  templates: readonly RoleTemplate[];
  language: Language;
  chosen: string | null;
  onChange: (key: string) => void;
};

function TemplateChoice({ templates, language, chosen, onChange }: TemplateChoiceProps) {
  const { t } = useTranslation('newAgents');
  return (
    <RadioGroup
      aria-label={t('template.role')}
      value={chosen}
      onChange={onChange}
      className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,18rem),1fr))] gap-2.5"
    >
      {templates.map(({ key, name, description }) => {
        const Icon = icons[key] ?? Bot;
        return (
          <Radio
            key={key}
            value={key}
            className="flex cursor-default items-start gap-3 rounded-md border border-line bg-surface p-3.5 transition-colors data-hovered:border-control data-selected:border-brand data-selected:bg-brand-soft"
          >
            <Icon aria-hidden className="mt-0.5 size-5 shrink-0 text-brand-ink" strokeWidth={1.5} />
            <span lang={language} className="min-w-0">
              <span className="block font-[560]">{name}</span>
              <span className="mt-0.5 block text-13 text-pretty text-muted">{description}</span>
            </span>
          </Radio>
        );
      })}
    </RadioGroup>
  );
}

/** What the agent will be told, before it is made. */
function TemplateFacts({ template, language }: { template: RoleTemplate; language: Language }) {
  const { t } = useTranslation(['newAgents', 'agents']);
  const format = useFormat();
  // Searching its knowledge is what every agent does; nothing else can be used by an agent in this version.
  const later = template.tools.flatMap((tool) =>
    tool === 'knowledge.search' ? [] : [t(`newAgents:tools.${tool}`)],
  );
  return (
    <Section title={t('newAgents:template.told')}>
      <div className="flex flex-col gap-3 p-4">
        <p lang={language} className="prose-measure text-pretty">
          {template.instructions}
        </p>
        <div>
          <h3 className="text-13 font-[560] text-muted">{t('agents:starters')}</h3>
          <ul lang={language} className="mt-1 list-disc pl-5">
            {template.starterQuestions.map((question) => (
              <li key={question}>{question}</li>
            ))}
          </ul>
        </div>
        <div>
          <h3 className="text-13 font-[560] text-muted">{t('agents:abstention')}</h3>
          <p lang={language}>{template.abstention}</p>
        </div>
        {later.length > 0 && (
          <p className="text-13 text-muted">{t('newAgents:tools.later', { tools: format.list(later) })}</p>
        )}
      </div>
    </Section>
  );
}

/** Which character an agent carries. */
import { useTranslation } from 'react-i18next';
import type { Agent } from '../../../electron/contract/agents.ts';
import { hrefTo } from '../../app/router.ts';
import { useCharacters, useChooseCharacter } from '../../client/agent-making.ts';
import { Section, Select, toastFailure } from '../../ui/index.ts';
import { charactersPath } from './paths.ts';

const none = 'none';

export function CharacterChoice({ agent }: { agent: Agent }) {
  const { t } = useTranslation('characters');
  const { data = [] } = useCharacters();
  const choose = useChooseCharacter();
  const carried = data.find(({ id }) => id === agent.characterId);
  return (
    <Section title={t('choice.title')} intro={t('choice.intro')}>
      <div className="flex flex-col gap-3 p-4">
        {data.length > 0 && (
          <Select
            label={t('choice.label')}
            className="max-w-90"
            isDisabled={agent.locked || choose.isPending}
            {...(agent.locked && { help: t('choice.locked') })}
            options={[
              { value: none, label: t('choice.none') },
              ...data.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            value={carried?.id ?? none}
            onChange={(value) =>
              choose.mutate(
                { agentId: agent.id, characterId: value === none ? null : value },
                { onError: toastFailure },
              )
            }
          />
        )}
        {carried && carried.greeting !== '' && (
          <blockquote className="border-l-2 border-line pl-3 text-pretty text-muted">
            {carried.greeting}
          </blockquote>
        )}
        <a href={hrefTo(charactersPath)} className="text-13 text-brand-ink underline underline-offset-4">
          {t('choice.manage')}
        </a>
      </div>
    </Section>
  );
}

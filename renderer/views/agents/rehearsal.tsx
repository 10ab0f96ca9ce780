/** Two agents, one question, side by side: what each says, from which sentences, and where they name different figures. */
import { Columns2, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Agent } from '../../../electron/contract/agents.ts';
import { navigate } from '../../app/router.ts';
import { useAgents } from '../../client/agent-queries.ts';
import { client } from '../../client/client.ts';
import { toFailure } from '../../client/failure.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button, EmptyState, ErrorNotice, Page, Select, Skeleton, TextArea } from '../../ui/index.ts';
import { AnswerCard, type Side } from './answer-card.tsx';
import { onlyIn } from './facts.ts';
import { agentsPath } from './paths.ts';

export function Rehearsal() {
  const { t } = useTranslation('agents');
  const { data, error, refetch } = useAgents();
  const [left, ...others] = data ?? [];
  // The same question is best put in the same language.
  const right = others.find(({ language }) => language === left?.language) ?? others[0];
  return (
    <Page
      title={t('rehearsal.title')}
      intro={t('rehearsal.intro')}
      back={{ label: t('back'), onPress: () => navigate(agentsPath) }}
    >
      {error && <ErrorNotice failure={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton className="h-64 w-full" />}
      {data && !left && (
        <EmptyState
          icon={Columns2}
          title={t('empty')}
          className="hairline max-w-none rounded-md bg-surface"
          action={
            <Button variant="primary" icon={UsersRound} onPress={() => navigate('/studio/new')}>
              {t('analyse')}
            </Button>
          }
        >
          {t('emptyHelp')}
        </EmptyState>
      )}
      {data && left && <Stage agents={data} start={[left, right ?? left]} />}
    </Page>
  );
}

const idle: readonly [Side, Side] = [{ state: 'idle' }, { state: 'idle' }];

const askOne = async (agentId: string, question: string): Promise<Side> => {
  try {
    return { state: 'answered', answer: await client.agents.ask({ agentId, question }) };
  } catch (thrown) {
    return { state: 'failed', failure: toFailure(thrown) };
  }
};

const saidBy = (side: Side): string =>
  side.state === 'answered' && side.answer.state === 'answered' ? side.answer.text : '';

const shownSuggestions = 4;

type StageProps = { agents: readonly Agent[]; start: readonly [Agent, Agent] };

function Stage({ agents, start }: StageProps) {
  const { t } = useTranslation('agents');
  const format = useFormat();
  const [chosen, setChosen] = useState([start[0].id, start[1].id] as const);
  const [question, setQuestion] = useState('');
  const [sides, setSides] = useState(idle);
  const find = (id: string, otherwise: Agent) => agents.find((agent) => agent.id === id) ?? otherwise;
  const pair = [find(chosen[0], start[0]), find(chosen[1], start[1])] as const;
  const isAsking = sides.some(({ state }) => state === 'asking');
  const canAsk = question.trim() !== '' && !isAsking;
  const options = agents.map(({ id, name, language }) => ({
    value: id,
    label: name,
    detail: format.language(language),
  }));
  const suggestions = [...new Set(pair.flatMap((agent) => agent.starterQuestions.slice(0, 2)))].slice(
    0,
    shownSuggestions,
  );
  const ask = async (text: string) => {
    setSides([{ state: 'asking' }, { state: 'asking' }]);
    setSides(await Promise.all([askOne(pair[0].id, text), askOne(pair[1].id, text)]));
  };
  const choose = (next: readonly [string, string]) => {
    setChosen(next);
    setSides(idle);
  };
  const said = [saidBy(sides[0]), saidBy(sides[1])] as const;
  const haveBoth = said[0] !== '' && said[1] !== '';
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (canAsk) void ask(question.trim());
        }}
        className="mb-6 flex flex-col gap-4"
      >
        <div className="grid grid-cols-2 gap-4 narrow:grid-cols-1">
          <Select
            label={t('rehearsal.left')}
            options={options}
            value={pair[0].id}
            isDisabled={isAsking}
            onChange={(id) => choose([id, pair[1].id])}
          />
          <Select
            label={t('rehearsal.right')}
            options={options}
            value={pair[1].id}
            isDisabled={isAsking}
            onChange={(id) => choose([pair[0].id, id])}
          />
        </div>
        <TextArea
          label={t('rehearsal.question')}
          rows={2}
          maxLength={4_000}
          value={question}
          onChange={setQuestion}
        />
        {suggestions.length > 0 && (
          <div>
            <p className="mb-1.5 text-13 text-muted">{t('rehearsal.suggestions')}</p>
            <ul className="flex flex-wrap gap-2">
              {suggestions.map((text) => (
                <li key={text} className="max-w-full min-w-0">
                  <Button
                    size="sm"
                    className="h-auto min-h-7 py-1 text-left whitespace-normal"
                    onPress={() => setQuestion(text)}
                  >
                    {text}
                  </Button>
                </li>
              ))}
            </ul>
          </div>
        )}
        <Button
          type="submit"
          variant="primary"
          icon={Columns2}
          className="self-end"
          isDisabled={!canAsk}
          isPending={isAsking}
        >
          {t('rehearsal.ask')}
        </Button>
      </form>
      <div className="grid grid-cols-2 items-start gap-4 narrow:grid-cols-1">
        <AnswerCard side={sides[0]} agent={pair[0]} different={haveBoth ? onlyIn(said[0], said[1]) : []} />
        <AnswerCard side={sides[1]} agent={pair[1]} different={haveBoth ? onlyIn(said[1], said[0]) : []} />
      </div>
    </>
  );
}

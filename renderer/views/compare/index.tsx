/** Two models, one question, side by side. Nothing of it is kept. */
import { Boxes, Columns2, Square } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { maxMessageLength } from '../../../electron/contract/chat.ts';
import { navigate } from '../../app/router.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button, EmptyState, Page, Select, Skeleton, TextArea } from '../../ui/index.ts';
import { type AnswerModel, useModelChoice } from '../chat/chat-models.ts';
import { useRunningIn } from '../chat/live-answers.ts';
import { LanguageNotice } from '../chat/language-notice.tsx';
import { useDoubt } from '../chat/use-doubt.ts';
import { AnswerColumn } from './answer-column.tsx';
import { type Side, useSides } from './sides.ts';

const conversationOf = (side: Side): string => (side.state === 'asked' ? side.conversationId : '');

export default function Compare() {
  const { t } = useTranslation('gateway');
  const { usable, standard, isPending } = useModelChoice(null);
  const left = standard ?? usable[0];
  const right = usable.find((model) => model.id !== left?.id) ?? left;
  return (
    <Page title={t('compare.title')} intro={t('compare.intro')}>
      {isPending && <Skeleton className="h-64 w-full" />}
      {!isPending && (!left || !right) && (
        <EmptyState
          icon={Boxes}
          title={t('compare.needTwo')}
          action={
            <Button variant="primary" onPress={() => navigate('/models')}>
              {t('compare.toModels')}
            </Button>
          }
        >
          {t('compare.needTwoHelp')}
        </EmptyState>
      )}
      {!isPending && left && right && <Comparison usable={usable} start={[left, right]} />}
    </Page>
  );
}

type ComparisonProps = { usable: readonly AnswerModel[]; start: readonly [AnswerModel, AnswerModel] };

function Comparison({ usable, start }: ComparisonProps) {
  const { t } = useTranslation('gateway');
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState([start[0].id, start[1].id] as const);
  const { pair, isAsking, ask, stop } = useSides();
  const running = [useRunningIn(conversationOf(pair[0])), useRunningIn(conversationOf(pair[1]))];
  const isRunning = isAsking || running.some((one) => one !== null);
  const find = (id: string, otherwise: AnswerModel) => usable.find((model) => model.id === id) ?? otherwise;
  const models = [find(chosen[0], start[0]), find(chosen[1], start[1])] as const;
  const { doubt, check, drop } = useDoubt(models);
  const canAsk = text.trim() !== '' && text.length <= maxMessageLength && !isRunning;
  const submit = () => canAsk && check(text, () => void ask(models, text));
  const options = usable.map(({ id, name, providerName }) => ({
    value: id,
    label: name,
    detail: providerName ?? t('usage.thisComputer'),
  }));
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        className="mb-5 flex flex-col gap-4"
      >
        <div className="grid grid-cols-2 gap-4 narrow:grid-cols-1">
          <Select
            label={t('compare.left')}
            options={options}
            value={models[0].id}
            onChange={(id) => setChosen([id, chosen[1]])}
          />
          <Select
            label={t('compare.right')}
            options={options}
            value={models[1].id}
            onChange={(id) => setChosen([chosen[0], id])}
          />
        </div>
        <TextArea
          label={t('compare.question')}
          placeholder={t('compare.placeholder')}
          rows={3}
          value={text}
          onChange={setText}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
          }}
        />
        {doubt && (
          <LanguageNotice
            language={doubt.language}
            model={doubt.model}
            better={null}
            onAsk={doubt.go}
            onChoose={drop}
            onClose={drop}
          />
        )}
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <WhereItGoes models={models} />
          {isRunning ? (
            <Button icon={Square} onPress={stop}>
              {t('compare.stop')}
            </Button>
          ) : (
            <Button type="submit" variant="primary" icon={Columns2} isDisabled={!canAsk}>
              {t('compare.ask')}
            </Button>
          )}
        </div>
      </form>
      <div className="flex gap-4 narrow:flex-col">
        <AnswerColumn side={pair[0]} modelName={models[0].name} />
        <AnswerColumn side={pair[1]} modelName={models[1].name} />
      </div>
    </>
  );
}

function WhereItGoes({ models }: { models: readonly [AnswerModel, AnswerModel] }) {
  const { t } = useTranslation('gateway');
  const format = useFormat();
  const names = [
    ...new Set(models.flatMap(({ providerName }) => (providerName === null ? [] : [providerName]))),
  ];
  const isLocal = names.length === 0;
  const sentences = [
    isLocal ? t('compare.local') : t('compare.leaves', { names: format.list(names) }),
    isLocal && models[0].id !== models[1].id && t('compare.oneAfterOther'),
    models[0].id === models[1].id && t('compare.same'),
  ];
  return (
    <p className="max-w-130 min-w-0 flex-1 basis-64 text-13 text-pretty text-muted">
      {sentences.filter(Boolean).join(' ')}
    </p>
  );
}

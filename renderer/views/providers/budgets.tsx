/** Limits on what models outside this program may cost, and how much of them is gone. */
import { useQuery } from '@tanstack/react-query';
import { CircleStop, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../client/client.ts';
import { queryKeys } from '../../client/queries.ts';
import { useFormat } from '../../i18n/format.ts';
import {
  Button,
  Dialog,
  ErrorNotice,
  IconButton,
  NumberField,
  Progress,
  Section,
  Segmented,
  Select,
  toast,
  toastFailure,
} from '../../ui/index.ts';
import { type BudgetWish, useRemoveBudget, useSetBudget } from './mutations.ts';

const listBudgets = () => client.gateway.budgets();
type ShownBudget = Awaited<ReturnType<typeof listBudgets>>[number];

/** In place of a space's id. */
const mine = 'mine';
const listSpaces = () => client.knowledge.spaces();

/** An empty number field is `NaN`. */
const limitOf = (typed: number): number | null => (Number.isNaN(typed) ? null : typed);

function BudgetDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['gateway', 'common']);
  const [period, setPeriod] = useState<BudgetWish['period']>('month');
  const [money, setMoney] = useState(10);
  const [tokens, setTokens] = useState(Number.NaN);
  const set = useSetBudget();
  const [subject, setSubject] = useState(mine);
  const spaces = useQuery({
    queryKey: [...queryKeys.gateway, 'spaces'],
    queryFn: listSpaces,
    staleTime: 0,
  }).data;
  const spaceId = subject === mine ? null : subject;
  const wish: BudgetWish = { spaceId, period, maxCost: limitOf(money), maxTokens: limitOf(tokens) };
  const isEmpty = wish.maxCost === null && wish.maxTokens === null;
  const save = () =>
    set.mutate(wish, {
      onSuccess: () => {
        toast('done', t('budgets.saved'));
        onClose();
      },
    });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="sm"
      title={t('budgets.add')}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" isDisabled={isEmpty} isPending={set.isPending} onPress={save}>
            {t('common:save')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 pt-1">
        {set.error && <ErrorNotice failure={set.error} />}
        {spaces && spaces.length > 0 && (
          <Select
            label={t('budgets.subject')}
            options={[
              { value: mine, label: t('budgets.whose') },
              ...spaces.map(({ id, name }) => ({ value: id, label: t('budgets.space', { name }) })),
            ]}
            value={subject}
            onChange={setSubject}
          />
        )}
        <Segmented
          label={t('budgets.periodLabel')}
          options={(['month', 'day'] as const).map((value) => ({
            value,
            label: t(`budgets.period.${value}`),
          }))}
          value={period}
          onChange={setPeriod}
        />
        <NumberField
          label={t('budgets.money')}
          help={t('budgets.optional')}
          minValue={0}
          step={1}
          formatOptions={{ maximumFractionDigits: 2 }}
          value={money}
          onChange={setMoney}
        />
        <NumberField
          label={t('budgets.tokens')}
          help={t('budgets.optional')}
          minValue={0}
          step={10_000}
          value={tokens}
          onChange={setTokens}
        />
        {isEmpty && <p className="text-13 text-attention-ink">{t('budgets.needOne')}</p>}
      </div>
    </Dialog>
  );
}

function BudgetRow({ budget }: { budget: ShownBudget }) {
  const { t } = useTranslation('gateway');
  const format = useFormat();
  const remove = useRemoveBudget();
  const { maxCost, maxTokens, spentCost, spentTokens } = budget;
  const isSpent =
    (maxCost !== null && spentCost >= maxCost) || (maxTokens !== null && spentTokens >= maxTokens);
  const whose =
    budget.subject === 'user' ? t('budgets.whose') : t('budgets.space', { name: budget.spaceName ?? '–' });
  const title = `${whose} · ${t(`budgets.period.${budget.period}`)}`;
  return (
    <li className="flex items-start gap-3 border-t border-line px-4 py-3 first:border-t-0">
      <div className="min-w-0 flex-1">
        <p className="font-[560]">{title}</p>
        {maxCost !== null && (
          <Progress
            label={title}
            done={maxCost === 0 ? 1 : Math.min(spentCost, maxCost)}
            total={maxCost || 1}
            valueText={t('budgets.spentMoney', {
              spent: format.dollars(spentCost),
              limit: format.dollars(maxCost),
            })}
            className="mt-2"
          />
        )}
        {maxTokens !== null && (
          <Progress
            label={title}
            done={maxTokens === 0 ? 1 : Math.min(spentTokens, maxTokens)}
            total={maxTokens || 1}
            valueText={t('budgets.spentTokens', { spent: spentTokens, limit: maxTokens })}
            className="mt-2"
          />
        )}
        {isSpent && (
          <p className="mt-2 flex items-center gap-1.5 text-13 text-attention-ink">
            <CircleStop aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
            {t('budgets.over')}
          </p>
        )}
      </div>
      <IconButton
        icon={Trash2}
        size="sm"
        label={t('budgets.remove')}
        isPending={remove.isPending}
        onPress={() => remove.mutate(budget.id, { onError: toastFailure })}
      />
    </li>
  );
}

export function Budgets() {
  const { t } = useTranslation('gateway');
  const [isOpen, setOpen] = useState(false);
  const { data, error } = useQuery({
    queryKey: [...queryKeys.gateway, 'budgets'],
    queryFn: listBudgets,
    staleTime: 0,
  });
  return (
    <Section
      title={t('budgets.title')}
      intro={t('budgets.intro')}
      actions={
        <Button size="sm" icon={Plus} onPress={() => setOpen(true)}>
          {t('budgets.add')}
        </Button>
      }
    >
      {error && <ErrorNotice failure={error} className="m-4" />}
      {data?.length === 0 && <p className="px-4 py-3 text-muted">{t('budgets.none')}</p>}
      {data && data.length > 0 && (
        <ul>
          {data.map((budget) => (
            <BudgetRow key={budget.id} budget={budget} />
          ))}
        </ul>
      )}
      {isOpen && <BudgetDialog onClose={() => setOpen(false)} />}
    </Section>
  );
}

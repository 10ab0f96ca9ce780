/** How well an agent does, measured on questions made from its sources: answerable ones and others. */
import { CircleCheck, FlaskConical, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Agent, AgentPassport } from '../../../electron/contract/agents.ts';
import { useTestAgent } from '../../client/agent-queries.ts';
import { useActiveRuns } from '../../client/queries.ts';
import { useRunProgress } from '../../client/run-progress.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge, Button, cx, Disclosure, Progress, Section, toastFailure } from '../../ui/index.ts';
import { roundedDown } from '../studio/coverage-ring.tsx';

const rates = ['evidenceRate', 'answerRate', 'abstentionRate', 'rightDocumentRate', 'languageRate'] as const;
const shortRates = ['evidenceRate', 'abstentionRate'] as const;

type PassportFiguresProps = { passport: AgentPassport; variant: 'short' | 'full' };

export function PassportFigures({ passport, variant }: PassportFiguresProps) {
  const { t } = useTranslation('agents');
  const format = useFormat();
  const shown = variant === 'short' ? shortRates : rates;
  const latency = passport.medianLatencyMs;
  const figures = [
    ...shown.map((key) => {
      const value = passport[key];
      return {
        key,
        label: t(`passport.${key}`),
        value: value === null ? null : format.percent(roundedDown(value)),
      };
    }),
    ...(variant === 'full'
      ? [
          {
            key: 'latency',
            label: t('passport.medianLatency'),
            value: latency === null ? null : format.milliseconds(latency),
          },
        ]
      : []),
  ];
  return (
    <dl
      className={cx(
        'grid gap-x-6 gap-y-3',
        variant === 'full'
          ? 'grid-cols-[repeat(auto-fit,minmax(min(100%,8.5rem),1fr))] p-4'
          : 'grid-cols-1 gap-y-0.5',
      )}
    >
      {figures.map(({ key, label, value }) =>
        variant === 'full' ? (
          <div key={key} className="flex flex-col-reverse justify-end">
            <dt className="text-13 text-muted">{label}</dt>
            <dd className={cx('tabular', value === null ? 'text-13 text-muted' : 'text-24 font-[600]')}>
              {value ?? t('passport.unknown')}
            </dd>
          </div>
        ) : (
          <div key={key} className="flex items-baseline gap-2 text-13">
            <dd className="tabular order-first min-w-12 font-[560]">{value ?? '–'}</dd>
            <dt className="text-muted">{label}</dt>
          </div>
        ),
      )}
    </dl>
  );
}

export function Passport({ agent }: { agent: Agent }) {
  const { t } = useTranslation('agents');
  const format = useFormat();
  const test = useTestAgent();
  const running = useActiveRuns().data?.find(
    ({ kind, subjectId }) => kind === 'agents.test' && subjectId === agent.id,
  );
  const progress = useRunProgress(running?.id ?? null);
  const { passport } = agent;
  return (
    <Section
      title={t('passport.title')}
      intro={
        passport
          ? t('passport.at', { at: format.dateTime(passport.at), count: passport.questions.length })
          : t('passport.help')
      }
      actions={
        <Button
          icon={FlaskConical}
          isPending={test.isPending}
          isDisabled={running !== undefined}
          onPress={() => test.mutate(agent.id, { onError: toastFailure })}
        >
          {passport ? t('passport.again') : t('passport.test')}
        </Button>
      }
    >
      {running && (
        <div className="border-b border-line p-4">
          <Progress
            label={t('passport.testing')}
            showLabel
            done={progress?.done ?? 0}
            total={progress?.total ?? null}
          />
        </div>
      )}
      {passport ? (
        <>
          <PassportFigures passport={passport} variant="full" />
          {passport.modelId === null && (
            <p className="border-t border-line px-4 py-2.5 text-13 text-muted">{t('passport.model')}</p>
          )}
          <Questions passport={passport} language={agent.language} />
        </>
      ) : (
        !running && <p className="p-4 text-muted">{t('passport.none')}</p>
      )}
    </Section>
  );
}

function Questions({ passport, language }: { passport: AgentPassport; language: string }) {
  const { t } = useTranslation('agents');
  const format = useFormat();
  return (
    <Disclosure
      summary={t('passport.questions')}
      className="border-t border-line"
      summaryClassName="px-4 py-3"
    >
      <ul className="divide-y divide-line border-t border-line">
        {passport.questions.map((one) => {
          const isRight = one.kind === 'answerable' ? one.answered && one.cited : !one.answered;
          const got = one.answered
            ? one.cited
              ? t('passport.answered')
              : t('passport.uncited')
            : t('passport.abstained');
          return (
            <li
              key={`${one.kind} ${one.question}`}
              className="flex flex-wrap items-start gap-x-4 gap-y-1 px-4 py-2.5"
            >
              <span lang={language} className="min-w-0 flex-1 basis-72">
                {one.question}
                <span className="block text-13 text-muted">
                  {t('passport.expected')}: {t(`passport.kinds.${one.kind}`)} · {t('passport.got')}: {got} ·{' '}
                  {format.milliseconds(one.latencyMs)}
                </span>
              </span>
              <Badge tone={isRight ? 'verified' : 'attention'} icon={isRight ? CircleCheck : TriangleAlert}>
                {isRight ? t('passport.right') : t('passport.wrong')}
              </Badge>
            </li>
          );
        })}
      </ul>
    </Disclosure>
  );
}

/** The facts of a model in a line of terms and values, and what depends on it. */
import { useTranslation } from 'react-i18next';
import type { Model } from '../../../electron/contract/models.ts';
import { useFormat } from '../../i18n/format.ts';
import { useLanguageList } from './language-list.ts';

/** What uses a model, in words; empty when nothing does. */
export const useUsesText = () => {
  const { t } = useTranslation('models');
  const format = useFormat();
  return (usedBy: Model['usedBy']): string =>
    format.list(
      usedBy.map((use) =>
        use.kind === 'default-chat' ? t('used.default-chat') : t(`used.${use.kind}`, { count: use.count }),
      ),
    );
};

export const useSpeedText = () => {
  const { t } = useTranslation('models');
  const format = useFormat();
  return (speed: NonNullable<Model['speed']>): string => {
    const value = format.decimals(speed.tokensPerSecond, speed.tokensPerSecond < 10 ? 1 : 0);
    if (speed.source === 'estimate' || speed.measuredAt === null)
      return `${t('speed.estimate', { speed: value })} (${t('speed.estimated')})`;
    const date = format.date(speed.measuredAt);
    const origin =
      speed.source === 'benchmark' ? t('speed.measured', { date }) : t('speed.answers', { date });
    return `${t('speed.value', { speed: value })} (${origin})`;
  };
};

export function ModelFacts({ model }: { model: Model }) {
  const { t } = useTranslation('models');
  const format = useFormat();
  const languageList = useLanguageList();
  const usesText = useUsesText();
  const { recommendedFor, verification, contextTokens } = model;
  const facts: [string, string | null][] = [
    [t('recommended.label'), recommendedFor.map((purpose) => t(`recommended.${purpose}`)).join(', ') || null],
    [t('used.label'), usesText(model.usedBy) || null],
    [t('facts.size'), format.bytes(model.sizeBytes)],
    [t('facts.languages'), languageList(model.languages) || null],
    [t('facts.context'), contextTokens === null ? null : t('facts.contextValue', { tokens: contextTokens })],
    [t('facts.quantisation'), model.quantisation],
    [t('facts.licence'), model.licence || null],
    [t('facts.source'), model.hosts[0] ?? null],
    [t('facts.verification'), verification === 'pinned' ? null : t(`facts.verifications.${verification}`)],
  ];
  return (
    <dl className="mt-3 flex flex-wrap gap-x-6 gap-y-1 text-13">
      {facts.map(
        ([term, value]) =>
          value && (
            <div key={term} className="flex min-w-0 gap-1.5">
              <dt className="shrink-0 text-muted">{term}</dt>
              <dd className="min-w-0 break-words">{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

/** How a provider is doing, in words. */
import { useTranslation } from 'react-i18next';
import { type ErrorCode, errorTable } from '../../../electron/contract/errors.ts';
import type { Provider } from '../../../electron/contract/gateway.ts';
import { useFailureText } from '../../i18n/failure-text.ts';
import { useFormat } from '../../i18n/format.ts';

const isCode = (code: string): code is ErrorCode => code in errorTable;

/** `reason` is `null` where nothing went wrong. */
export const useHealthText = () => {
  const { t } = useTranslation('gateway');
  const format = useFormat();
  const failureText = useFailureText();
  return ({ name, host, health }: Provider): { state: string; reason: string | null } => {
    const { circuit, failures, lastCode, lastOkAt, until } = health;
    const known = lastCode !== null && isCode(lastCode) ? lastCode : null;
    const reason = known && failureText({ code: known, data: { provider: name, host }, retry: false }).title;
    if (circuit === 'open') return { state: t('card.health.open', { at: format.time(until ?? '') }), reason };
    if (circuit === 'half-open') return { state: t('card.health.half-open'), reason };
    if (failures > 0) return { state: t('card.health.failing', { count: failures }), reason };
    if (lastOkAt === null) return { state: t('card.health.unused'), reason: null };
    return { state: t('card.health.ok', { at: format.time(lastOkAt) }), reason: null };
  };
};

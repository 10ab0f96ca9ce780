/** Whether a model fits into this computer's memory: a word, and the two numbers it comes from. */
import { CircleAlert, CircleCheck, CircleX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Model } from '../../../electron/contract/models.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge } from '../../ui/index.ts';

const looks = {
  fits: { tone: 'verified', icon: CircleCheck },
  tight: { tone: 'attention', icon: CircleAlert },
  'too-large': { tone: 'danger', icon: CircleX },
} as const;

export function FitBadge({ fit }: { fit: Model['fit'] }) {
  const { t } = useTranslation('models');
  const format = useFormat();
  const { tone, icon } = looks[fit.verdict];
  const detail = t(`fit.detail.${fit.place}`, {
    need: format.bytes(fit.needBytes),
    have: format.bytes(fit.haveBytes),
  });
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
      <Badge tone={tone} icon={icon}>
        {t(`fit.${fit.verdict}`)}
      </Badge>
      <span className="tabular text-13 text-muted">{detail}</span>
    </span>
  );
}

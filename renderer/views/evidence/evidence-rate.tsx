/** How much of an answer is proven, in words, at its foot. */
import { ShieldCheck, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Evidence } from '../../../electron/contract/answers.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge } from '../../ui/index.ts';

export function EvidenceRate({ evidence, hasProse }: { evidence: Evidence; hasProse: boolean }) {
  const { t } = useTranslation('evidence');
  const format = useFormat();
  const claims = evidence.claims.filter(({ status }) => status !== 'no-claim');
  const verified = claims.filter(({ status }) => status === 'verified').length;
  if (claims.length > 0) {
    const isAll = verified === claims.length;
    return (
      <Badge tone={isAll ? 'evidence' : 'attention'} icon={isAll ? ShieldCheck : TriangleAlert}>
        {t('rate', { verified, count: claims.length })}
      </Badge>
    );
  }
  if (evidence.abstained || evidence.extract.length === 0) return null;
  const documents = new Set(evidence.citations.map(({ documentId }) => documentId)).size;
  const { searchMs, extractMs } = evidence.timings;
  const totalMs = Math.max(1, searchMs + extractMs);
  return (
    <span className="tabular">
      {!hasProse && `${t('noModel')} `}
      {t('found', {
        count: documents,
        time: totalMs < 1000 ? format.milliseconds(totalMs) : format.seconds(totalMs),
      })}
    </span>
  );
}

/** All models of one task: those that are here or on their way first, then what fits, the smaller before the larger. */
import { useTranslation } from 'react-i18next';
import type { Model } from '../../../electron/contract/models.ts';
import { ModelCard } from './model-card.tsx';
import { headingId, type TaskGroup } from './task-nav.tsx';

const stateOrder = { installed: 0, downloading: 1, queued: 2, broken: 3, partial: 4, available: 5 };
const verdictOrder = { fits: 0, tight: 1, 'too-large': 2 };

const byUsefulness = (a: Model, b: Model): number =>
  stateOrder[a.install.state] - stateOrder[b.install.state] ||
  verdictOrder[a.fit.verdict] - verdictOrder[b.fit.verdict] ||
  a.sizeBytes - b.sizeBytes;

export function ModelGroup({ task, models }: TaskGroup) {
  const { t } = useTranslation('models');
  return (
    <section className="mb-8" aria-labelledby={headingId(task)}>
      <h2 id={headingId(task)} tabIndex={-1} className="scroll-mt-4 text-17 outline-none">
        {t(`groups.${task}.title`)}
      </h2>
      <p className="mt-0.5 mb-3 text-13 text-muted">{t(`groups.${task}.intro`)}</p>
      <ul className="flex flex-col gap-3">
        {models.toSorted(byUsefulness).map((model) => (
          <ModelCard key={model.id} model={model} />
        ))}
      </ul>
    </section>
  );
}

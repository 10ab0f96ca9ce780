/** A persona as a card on the board: portrait, who it is, what it needs, how much of it is evidenced. */
import { Languages, LockKeyhole } from 'lucide-react';
import { Link } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Persona } from '../../../electron/contract/intelligence-groups.ts';
import { hrefTo } from '../../app/router.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge } from '../../ui/index.ts';
import { CoverageRing } from './coverage-ring.tsx';
import { subjectPath } from './paths.ts';
import { Portrait } from './portrait.tsx';
import { coverageOf, personaSections } from './traits.ts';

const shownNeeds = 3;

export function PersonaCard({ persona }: { persona: Persona }) {
  const { t } = useTranslation('studio');
  const format = useFormat();
  const traits = personaSections(persona).flatMap((section) => section.traits);
  const needs = persona.goals.slice(0, shownNeeds);
  return (
    <Link
      href={hrefTo(subjectPath('persona', persona.analysisId, persona.id))}
      className="hairline group flex h-full cursor-default break-inside-avoid flex-col rounded-md bg-surface p-4 transition-[border-color,box-shadow] data-hovered:border-control data-hovered:shadow-raised"
    >
      <span className="flex items-start gap-2.5">
        <Portrait portrait={persona.portrait} className="size-16" />
        <span className="min-w-0 flex-1 pt-1">
          <span className="block text-17 leading-tight font-[600] break-words">{persona.name}</span>
          <span className="mt-1.5 flex flex-wrap gap-1.5">
            <Badge>{t('board.fictional')}</Badge>
            {persona.locked && (
              <Badge tone="verified" icon={LockKeyhole}>
                {t('board.locked')}
              </Badge>
            )}
            {persona.origin === 'person' && <Badge>{t('trait.person')}</Badge>}
            {persona.vanished && <Badge tone="attention">{t('board.vanished')}</Badge>}
          </span>
        </span>
        <CoverageRing coverage={coverageOf(traits)} className="size-12" />
      </span>
      <span lang={persona.language} className="mt-3 block text-pretty text-muted">
        {persona.headline}
      </span>
      {needs.length > 0 && (
        <span className="mt-3 flex flex-col gap-1.5 border-t border-line pt-3">
          {needs.map((need) => (
            <span key={need.id} className="flex gap-2.5 text-13">
              <span aria-hidden className="mt-2 size-1.5 shrink-0 rounded-full bg-brand" />
              <span lang={persona.language} className="line-clamp-2 min-w-0">
                {need.text}
              </span>
            </span>
          ))}
        </span>
      )}
      <span className="mt-auto flex items-center gap-1.5 pt-3 text-13 text-muted">
        <Languages aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
        {t('board.speaks', { language: format.language(persona.language) })}
      </span>
    </Link>
  );
}

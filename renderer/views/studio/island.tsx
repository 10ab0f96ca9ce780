/** One target group on the board with its personas. Dropped on another it asks to be merged; its menu offers the same. */
import { Combine, EllipsisVertical, LockKeyhole, Split, UserPlus } from 'lucide-react';
import { type DragEvent, useState } from 'react';
import { Link } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { AnalysisView } from '../../../electron/contract/intelligence.ts';
import type { TargetGroup } from '../../../electron/contract/intelligence-groups.ts';
import { hrefTo } from '../../app/router.ts';
import { Badge, cx, IconButton, Menu } from '../../ui/index.ts';
import { AddPersona } from './add-dialogs.tsx';
import { subjectPath } from './paths.ts';
import { PersonaCard } from './persona-card.tsx';
import { SplitDialog } from './split-dialog.tsx';

export type Dragging = {
  /** The group that is being dragged. */
  groupId: string | null;
  onStart: (groupId: string) => void;
  onEnd: () => void;
  onDrop: (ontoId: string) => void;
};

type IslandProps = {
  group: TargetGroup;
  largest: number;
  view: AnalysisView;
  dragging: Dragging;
  /** Asks which others to merge with. */
  onMerge: () => void;
};

export function Island({ group, largest, view, dragging, onMerge }: IslandProps) {
  const { t } = useTranslation('studio');
  const [isOver, setOver] = useState(false);
  const personas = view.personas.filter(({ groupId }) => groupId === group.id);
  const { sentences, documents } = group.size;
  const isDragged = dragging.groupId === group.id;
  const canDrop = dragging.groupId !== null && !isDragged && !group.locked;
  const over = (event: DragEvent) => {
    if (!canDrop) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'move';
    setOver(true);
  };
  const leave = (event: DragEvent) => {
    const to = event.relatedTarget;
    if (!(to instanceof Node && event.currentTarget.contains(to))) setOver(false);
  };
  const drop = (event: DragEvent) => {
    if (!canDrop) return;
    event.preventDefault();
    setOver(false);
    dragging.onDrop(group.id);
  };
  const start = (event: DragEvent) => {
    // Links inside can be dragged on their own.
    if (event.target !== event.currentTarget) return;
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', group.name);
    dragging.onStart(group.id);
  };
  return (
    // Dragging is for the mouse; the menu offers the same to everybody.
    <section
      aria-label={group.name}
      draggable={!group.locked && view.groups.length > 1}
      onDragStart={start}
      onDragEnd={dragging.onEnd}
      onDragOver={over}
      onDragLeave={leave}
      onDrop={drop}
      className={cx(
        'relative flex min-w-0 flex-1 flex-col rounded-md border bg-sunken/60 p-4 transition-[border-color,opacity]',
        isOver && canDrop ? 'border-brand outline-2 -outline-offset-1 outline-brand' : 'border-line',
        isDragged && 'opacity-50',
      )}
    >
      <header className="mb-3.5">
        <div className="flex items-start gap-2">
          <div className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2.5 gap-y-1">
            <h2 className="min-w-0 text-20 break-words">
              <Link
                href={hrefTo(subjectPath('group', group.analysisId, group.id))}
                className="cursor-default rounded-sm underline-offset-4 data-hovered:underline"
              >
                {group.name}
              </Link>
            </h2>
            {group.locked && (
              <Badge tone="verified" icon={LockKeyhole}>
                {t('board.locked')}
              </Badge>
            )}
            {group.vanished && <Badge tone="attention">{t('board.vanished')}</Badge>}
          </div>
          <IslandMenu group={group} view={view} onMerge={onMerge} />
        </div>
        <p className="tabular mt-1 text-13 text-muted">
          {group.origin === 'person' && `${t('board.byHand')}${sentences > 0 ? ' · ' : ''}`}
          {(group.origin !== 'person' || sentences > 0) && t('board.size', { sentences, documents })}
        </p>
        <div aria-hidden className="mt-2 h-1 overflow-hidden rounded-full bg-line">
          <div
            className="h-full rounded-full bg-evidence"
            style={{ width: `${Math.round((sentences / largest) * 100)}%` }}
          />
        </div>
      </header>
      {personas.length === 0 ? (
        <p className="text-13 text-muted">{t('board.noPersonas')}</p>
      ) : (
        <ul className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,19rem),1fr))] gap-3">
          {personas.map((persona) => (
            <li key={persona.id} className="min-w-0 break-inside-avoid">
              <PersonaCard persona={persona} />
            </li>
          ))}
        </ul>
      )}
      {isOver && canDrop && (
        <p className="pointer-events-none absolute inset-x-4 bottom-4 rounded-md bg-brand px-3 py-2 text-center text-13 font-[560] text-on-brand">
          {t('hand.menu.drop')}
        </p>
      )}
    </section>
  );
}

type IslandMenuProps = Pick<IslandProps, 'group' | 'view' | 'onMerge'>;

function IslandMenu({ group, view, onMerge }: IslandMenuProps) {
  const { t } = useTranslation('studio');
  const [asks, setAsks] = useState<'persona' | 'split' | null>(null);
  const personas = view.personas.filter(({ groupId }) => groupId === group.id);
  const label = t('hand.menu.label', { name: group.name });
  const whyNot = group.locked ? { isDisabled: true, detail: t('hand.menu.locked') } : {};
  const close = () => setAsks(null);
  return (
    <>
      <Menu
        label={label}
        entries={[
          {
            id: 'persona',
            icon: UserPlus,
            label: t('hand.add.persona'),
            onAction: () => setAsks('persona'),
          },
          ...(view.groups.length > 1
            ? [{ id: 'merge', icon: Combine, label: t('hand.menu.mergeWith'), onAction: onMerge, ...whyNot }]
            : []),
          ...(group.evidence.length > 1
            ? [
                {
                  id: 'split',
                  icon: Split,
                  label: t('hand.split.action'),
                  onAction: () => setAsks('split'),
                  ...whyNot,
                },
              ]
            : []),
        ]}
      >
        <IconButton icon={EllipsisVertical} size="sm" label={label} className="-mt-0.5 -mr-1 print:hidden" />
      </Menu>
      {asks === 'persona' && <AddPersona view={view} group={group} onClose={close} />}
      {asks === 'split' && <SplitDialog group={group} personas={personas} onClose={close} />}
    </>
  );
}

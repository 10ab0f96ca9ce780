/** The board: target groups as islands, as wide as their evidence weighs, with their personas as cards. */
import {
  Combine,
  FileDiff,
  Info,
  Plus,
  RotateCcw,
  Scale,
  Trash2,
  TriangleAlert,
  UsersRound,
} from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { AnalysisView } from '../../../electron/contract/intelligence.ts';
import { hrefTo, navigate } from '../../app/router.ts';
import { useRemoveAnalysis, useStartAnalysis } from '../../client/intelligence-queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button, ConfirmDialog, cx, EmptyState, toast, toastFailure, useRoom } from '../../ui/index.ts';
import { AddGroup } from './add-dialogs.tsx';
import { AnalysisNav } from './analysis-nav.tsx';
import { ChangesDialog } from './changes-dialog.tsx';
import { CoverageRing, roundedDown } from './coverage-ring.tsx';
import { DossierMenu } from './dossier-menu.tsx';
import { Island } from './island.tsx';
import { columnsOf, spanOf } from './islands.ts';
import { MergeDialog } from './merge-dialog.tsx';
import { listPath } from './paths.ts';
import { RemovedList } from './removed-list.tsx';
import { SourcesChanged } from './sources-changed.tsx';

export function Board({ view }: { view: AnalysisView }) {
  const { t } = useTranslation('studio');
  const [watch, room] = useRoom();
  const [draggedId, setDraggedId] = useState<string | null>(null);
  /** Groups to merge, the one that stays first. */
  const [merging, setMerging] = useState<readonly string[] | null>(null);
  const { groups } = view;
  const largest = Math.max(1, ...groups.map(({ size }) => size.sentences));
  const columns = columnsOf(room);
  const ordered = groups.toSorted((a, b) => b.size.sentences - a.size.sentences || a.position - b.position);
  return (
    <div className="min-h-0 flex-1 overflow-y-auto print:overflow-visible">
      <div ref={watch} className="mx-auto max-w-400 px-8 pt-7 pb-16 narrow:px-4 narrow:pt-5">
        <BoardHeader view={view} onMerge={() => setMerging([])} />
        <AnalysisNav view={view} current="board" />
        <SourcesChanged analysis={view.analysis} />
        <Notices view={view} />
        {groups.length === 0 ? (
          <EmptyState
            icon={UsersRound}
            title={t('board.noGroups')}
            className="hairline max-w-none rounded-md bg-surface"
          >
            <p className="mx-auto max-w-110">{t('board.noGroupsHelp')}</p>
          </EmptyState>
        ) : (
          <ul
            className="grid [grid-auto-flow:dense] gap-4"
            style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
          >
            {ordered.map((group) => (
              <li
                key={group.id}
                style={{ gridColumn: `span ${spanOf(group.size.sentences, largest, columns)}` }}
                className="flex min-w-0"
              >
                <Island
                  group={group}
                  largest={largest}
                  view={view}
                  dragging={{
                    groupId: draggedId,
                    onStart: setDraggedId,
                    onEnd: () => setDraggedId(null),
                    onDrop: (ontoId) => {
                      if (draggedId !== null) setMerging([ontoId, draggedId]);
                      setDraggedId(null);
                    },
                  }}
                  onMerge={() => setMerging([group.id])}
                />
              </li>
            ))}
          </ul>
        )}
        {groups.length > 1 && (
          <p className="mt-3 text-13 text-muted narrow:hidden print:hidden">{t('hand.menu.drag')}</p>
        )}
        <RemovedList removed={view.removed} />
        <Bias view={view} />
      </div>
      {merging !== null && (
        <MergeDialog
          analysisId={view.analysis.id}
          groups={groups}
          initial={merging}
          onClose={() => setMerging(null)}
        />
      )}
    </div>
  );
}

function BoardHeader({ view, onMerge }: { view: AnalysisView; onMerge: () => void }) {
  const { t } = useTranslation('studio');
  const format = useFormat();
  const [asks, setAsks] = useState<'repeat' | 'remove' | 'add' | 'changes' | null>(null);
  const start = useStartAnalysis();
  const remove = useRemoveAnalysis();
  const { analysis, groups } = view;
  const close = () => setAsks(null);
  const facts = [
    t('counts.groups', { count: groups.length }),
    t('counts.personas', { count: view.personas.length }),
    t('counts.documents', { count: analysis.documents }),
    t('counts.sentences', { count: analysis.sentences }),
  ];
  return (
    <header className="mb-6 flex flex-wrap items-start justify-between gap-x-8 gap-y-4">
      <div className="flex min-w-0 flex-1 basis-96 items-center gap-4">
        <CoverageRing coverage={analysis.coverage} className="size-14" />
        <div className="min-w-0">
          <Link href={hrefTo(listPath)} className="cursor-default text-13 text-muted data-hovered:text-ink">
            {t('title')}
          </Link>
          <h1 className="text-24 break-words">{analysis.name}</h1>
          <p className="text-13 text-muted">
            {facts.join(' · ')}
            <br />
            {t('board.coverageLong', {
              evidenced: analysis.coverage.evidenced,
              traits: analysis.coverage.traits,
              share: format.percent(roundedDown(analysis.coverage.share)),
            })}
          </p>
        </div>
      </div>
      <div className="flex flex-wrap gap-2 print:hidden">
        <Button icon={Plus} onPress={() => setAsks('add')}>
          {t('hand.add.group')}
        </Button>
        <Button icon={RotateCcw} onPress={() => setAsks('repeat')}>
          {t('board.repeat')}
        </Button>
        {analysis.version > 1 && (
          <Button icon={FileDiff} onPress={() => setAsks('changes')}>
            {t('compare.action')}
          </Button>
        )}
        {groups.length > 1 && (
          <Button icon={Combine} onPress={onMerge}>
            {t('board.merge')}
          </Button>
        )}
        <DossierMenu analysisId={analysis.id} />
        <Button icon={Trash2} variant="quiet" onPress={() => setAsks('remove')}>
          {t('board.remove')}
        </Button>
      </div>
      <ConfirmDialog
        isOpen={asks === 'repeat'}
        onClose={close}
        title={t('board.repeatTitle')}
        confirmLabel={t('board.repeat')}
        tone="plain"
        isPending={start.isPending}
        onConfirm={() =>
          start.mutate({ analysisId: analysis.id, repeat: true }, { onSuccess: close, onError: toastFailure })
        }
      >
        {t('board.repeatHelp')}
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={asks === 'remove'}
        onClose={close}
        title={t('board.removeTitle', { name: analysis.name })}
        confirmLabel={t('board.remove')}
        isPending={remove.isPending}
        onConfirm={() =>
          remove.mutate(analysis.id, {
            onSuccess: () => {
              toast('done', t('board.removed', { name: analysis.name }));
              navigate(listPath);
            },
            onError: toastFailure,
          })
        }
      >
        {t('board.removeHelp')}
      </ConfirmDialog>
      {asks === 'changes' && <ChangesDialog analysisId={analysis.id} onClose={close} />}
      {asks === 'add' && <AddGroup view={view} onClose={close} />}
    </header>
  );
}

function Notices({ view }: { view: AnalysisView }) {
  const { t } = useTranslation('studio');
  const { notices } = view.analysis;
  if (notices.length === 0) return null;
  return (
    <ul className="mb-5 flex flex-col gap-1.5 rounded-md bg-attention-soft px-4 py-3 text-attention-ink">
      {notices.map(({ code, count }) => (
        <li key={code} className="flex items-start gap-2.5">
          <TriangleAlert aria-hidden className="mt-0.5 size-4.5 shrink-0" strokeWidth={1.75} />
          {t(`notices.${code}`, { count })}
        </li>
      ))}
    </ul>
  );
}

function Bias({ view }: { view: AnalysisView }) {
  const { t } = useTranslation('studio');
  if (view.bias.length === 0) return null;
  return (
    <section className="mt-8">
      <h2 className="mb-2 flex items-center gap-2 text-15">
        <Scale aria-hidden className="size-4.5 text-muted" strokeWidth={1.75} />
        {t('bias.title')}
      </h2>
      <ul className="flex flex-col gap-1 text-13">
        {view.bias.map(({ code, severity, subjectId, data }) => (
          <li key={`${code} ${subjectId}`} className="flex items-start gap-2">
            {severity === 'warning' ? (
              <TriangleAlert
                aria-hidden
                className="mt-0.5 size-4 shrink-0 text-attention-ink"
                strokeWidth={1.75}
              />
            ) : (
              <Info aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" strokeWidth={1.75} />
            )}
            <span className={cx(severity === 'info' && 'text-muted')}>
              {t(`bias.${code}`, { name: String(data.name ?? '') })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

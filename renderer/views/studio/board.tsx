/** The board: target groups as islands, as wide as their evidence weighs, with their personas as cards. */
import { UsersRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnalysisView } from '../../../electron/contract/intelligence.ts';
import { EmptyState, useRoom } from '../../ui/index.ts';
import { AnalysisNav } from './analysis-nav.tsx';
import { BoardHeader } from './board-header.tsx';
import { Bias, Notices } from './board-notices.tsx';
import { Island } from './island.tsx';
import { columnsOf, spanOf } from './islands.ts';
import { MergeDialog } from './merge-dialog.tsx';
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
        <Notices analysis={view.analysis} />
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
            className="grid [grid-auto-flow:dense] gap-4 print:grid-cols-2!"
            style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
          >
            {ordered.map((group) => (
              <li
                key={group.id}
                style={{ gridColumn: `span ${spanOf(group.size.sentences, largest, columns)}` }}
                className="flex min-w-0 print:col-auto! print:break-inside-avoid"
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
        <Bias bias={view.bias} />
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

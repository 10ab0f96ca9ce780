/** The head of the board: what was analysed, how much of it is evidenced, and what can be done with the analysis as a whole. */
import { Combine, Ellipsis, FileDiff, Plus, RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { AnalysisView } from '../../../electron/contract/intelligence.ts';
import { hrefTo, navigate } from '../../app/router.ts';
import { useRemoveAnalysis, useStartAnalysis } from '../../client/intelligence-queries.ts';
import { useFormat } from '../../i18n/format.ts';
import {
  Button,
  ConfirmDialog,
  IconButton,
  Menu,
  type MenuEntry,
  toast,
  toastFailure,
} from '../../ui/index.ts';
import { AddGroup } from './add-dialogs.tsx';
import { ChangesDialog } from './changes-dialog.tsx';
import { CoverageRing, roundedDown } from './coverage-ring.tsx';
import { DossierMenu } from './dossier-menu.tsx';
import { listPath } from './paths.ts';

export function BoardHeader({ view, onMerge }: { view: AnalysisView; onMerge: () => void }) {
  const { t } = useTranslation(['studio', 'common']);
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
  const entries: readonly MenuEntry[] = [
    { id: 'add', icon: Plus, label: t('hand.add.group'), onAction: () => setAsks('add') },
    ...(groups.length > 1
      ? [{ id: 'merge', icon: Combine, label: t('merge.title'), onAction: onMerge }]
      : []),
    { id: 'repeat', icon: RotateCcw, label: t('board.repeat'), onAction: () => setAsks('repeat') },
    { id: 'end', separator: true },
    {
      id: 'remove',
      icon: Trash2,
      label: t('board.remove'),
      tone: 'danger',
      onAction: () => setAsks('remove'),
    },
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
        {analysis.version > 1 && (
          <Button icon={FileDiff} onPress={() => setAsks('changes')}>
            {t('compare.action')}
          </Button>
        )}
        <DossierMenu analysisId={analysis.id} />
        <Menu label={t('common:actions')} entries={entries}>
          <IconButton icon={Ellipsis} variant="secondary" label={t('common:actions')} />
        </Menu>
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

/** What a person does with a group or a persona: confirm it, change it, look at its history, print it, take it away. */
import { Ellipsis, History, LockKeyhole, LockKeyholeOpen, Pencil, Printer, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLock, useRemoveHeld } from '../../client/intelligence-queries.ts';
import {
  Button,
  ConfirmDialog,
  IconButton,
  Menu,
  type MenuEntry,
  toast,
  toastFailure,
} from '../../ui/index.ts';
import { HistoryDialog } from './history-dialog.tsx';

type HeldActionsProps = {
  kind: 'group' | 'persona';
  id: string;
  name: string;
  locked: boolean;
  /** The dialog that changes it. */
  editor: (close: () => void) => ReactNode;
  /** What will be gone, in words. */
  removeHelp: string;
  onRemoved: () => void;
  /** What else is done often. */
  children?: ReactNode;
  /** What else is done seldom. */
  more?: readonly MenuEntry[];
};

export function HeldActions(props: HeldActionsProps) {
  const { kind, id, name, locked, editor, removeHelp, onRemoved, children, more = [] } = props;
  const { t } = useTranslation(['studio', 'common']);
  const [open, setOpen] = useState<'edit' | 'history' | 'remove' | null>(null);
  const lock = useLock();
  const remove = useRemoveHeld();
  const close = () => setOpen(null);
  const takeAway = () =>
    remove.mutate(
      { kind, id },
      {
        onSuccess: () => {
          toast('done', t('hand.remove.done', { name }));
          onRemoved();
        },
        onError: toastFailure,
      },
    );
  const toggle = () =>
    lock.mutate(
      { kind, id, locked: !locked },
      {
        onSuccess: () => toast('done', locked ? t('persona.released') : t('persona.confirmed', { name })),
        onError: toastFailure,
      },
    );
  const entries: readonly MenuEntry[] = [
    ...more,
    { id: 'history', icon: History, label: t('persona.history'), onAction: () => setOpen('history') },
    ...(locked
      ? []
      : [
          { id: 'end', separator: true as const },
          {
            id: 'remove',
            icon: Trash2,
            label: t('hand.remove.action'),
            tone: 'danger' as const,
            onAction: () => setOpen('remove'),
          },
        ]),
  ];
  return (
    <div className="flex flex-wrap items-center gap-2 print:hidden">
      <Button
        variant={locked ? 'secondary' : 'primary'}
        icon={locked ? LockKeyholeOpen : LockKeyhole}
        isPending={lock.isPending}
        onPress={toggle}
      >
        {locked ? t('persona.release') : t('persona.confirm')}
      </Button>
      {!locked && (
        <Button icon={Pencil} onPress={() => setOpen('edit')}>
          {t('persona.edit')}
        </Button>
      )}
      {children}
      <IconButton icon={Printer} label={t('persona.print')} onPress={() => window.print()} />
      <Menu label={t('common:actions')} entries={entries}>
        <IconButton icon={Ellipsis} label={t('common:actions')} />
      </Menu>
      <ConfirmDialog
        isOpen={open === 'remove'}
        onClose={close}
        title={t(`hand.remove.${kind}Title`, { name })}
        confirmLabel={t('hand.remove.action')}
        isPending={remove.isPending}
        onConfirm={takeAway}
      >
        {removeHelp}
      </ConfirmDialog>
      {open === 'edit' && !locked && editor(close)}
      {open === 'history' && <HistoryDialog subjectId={id} name={name} locked={locked} onClose={close} />}
    </div>
  );
}

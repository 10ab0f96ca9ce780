/** What a person does with a group or a persona: confirm it, change it, look at its history, print it. */
import { History, LockKeyhole, LockKeyholeOpen, Pencil, Printer } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLock } from '../../client/intelligence-queries.ts';
import { Button, IconButton, toast, toastFailure } from '../../ui/index.ts';
import { HistoryDialog } from './history-dialog.tsx';

type HeldActionsProps = {
  kind: 'group' | 'persona';
  id: string;
  name: string;
  locked: boolean;
  /** The dialog that changes it. */
  editor: (close: () => void) => ReactNode;
};

export function HeldActions({ kind, id, name, locked, editor }: HeldActionsProps) {
  const { t } = useTranslation('studio');
  const [open, setOpen] = useState<'edit' | 'history' | null>(null);
  const lock = useLock();
  const close = () => setOpen(null);
  const toggle = () =>
    lock.mutate(
      { kind, id, locked: !locked },
      {
        onSuccess: () => toast('done', locked ? t('persona.released') : t('persona.confirmed', { name })),
        onError: toastFailure,
      },
    );
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
      <IconButton icon={History} label={t('persona.history')} onPress={() => setOpen('history')} />
      <IconButton icon={Printer} label={t('persona.print')} onPress={() => window.print()} />
      {open === 'edit' && !locked && editor(close)}
      {open === 'history' && <HistoryDialog subjectId={id} name={name} locked={locked} onClose={close} />}
    </div>
  );
}

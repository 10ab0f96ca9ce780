/** What a person does with an agent: confirm it, change it, look at its history, delete it. */
import { History, LockKeyhole, LockKeyholeOpen, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Agent } from '../../../electron/contract/agents.ts';
import { navigate } from '../../app/router.ts';
import { useRemoveAgent, useUpdateAgent } from '../../client/agent-queries.ts';
import { Button, ConfirmDialog, toast, toastFailure } from '../../ui/index.ts';
import { AgentHistory } from './agent-history.tsx';
import { EditAgent } from './edit-agent.tsx';
import { agentsPath } from './paths.ts';

export function AgentActions({ agent }: { agent: Agent }) {
  const { t } = useTranslation('agents');
  const [open, setOpen] = useState<'edit' | 'history' | 'remove' | null>(null);
  const update = useUpdateAgent();
  const remove = useRemoveAgent();
  const { id: agentId, name, locked } = agent;
  const close = () => setOpen(null);
  const toggle = () =>
    update.mutate(
      { agentId, locked: !locked },
      {
        onSuccess: () => toast('done', locked ? t('edit.releasedNow') : t('edit.confirmedNow', { name })),
        onError: toastFailure,
      },
    );
  const erase = () =>
    remove.mutate(agentId, {
      onSuccess: () => {
        toast('done', t('edit.removed', { name }));
        navigate(agentsPath);
      },
      onError: toastFailure,
    });
  return (
    <div className="mb-6 flex flex-wrap gap-2 print:hidden">
      <Button icon={locked ? LockKeyholeOpen : LockKeyhole} isPending={update.isPending} onPress={toggle}>
        {locked ? t('edit.release') : t('edit.confirm')}
      </Button>
      {!locked && (
        <Button icon={Pencil} onPress={() => setOpen('edit')}>
          {t('edit.action')}
        </Button>
      )}
      <Button icon={History} onPress={() => setOpen('history')}>
        {t('edit.history')}
      </Button>
      {!locked && (
        <Button icon={Trash2} variant="quiet" onPress={() => setOpen('remove')}>
          {t('edit.remove')}
        </Button>
      )}
      {open === 'edit' && !locked && <EditAgent agent={agent} onClose={close} />}
      {open === 'history' && <AgentHistory agent={agent} onClose={close} />}
      <ConfirmDialog
        isOpen={open === 'remove'}
        onClose={close}
        title={t('edit.removeTitle', { name })}
        confirmLabel={t('edit.remove')}
        isPending={remove.isPending}
        onConfirm={erase}
      >
        {t('edit.removeHelp')}
      </ConfirmDialog>
    </div>
  );
}

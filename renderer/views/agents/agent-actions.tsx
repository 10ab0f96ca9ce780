/** What a person does with an agent: publish it, talk to it, change it, hand it over; seldom confirm it, look at its history, delete it. */
import {
  Download,
  Ellipsis,
  History,
  LockKeyhole,
  LockKeyholeOpen,
  MessageSquareText,
  Pencil,
  Trash2,
} from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Agent } from '../../../electron/contract/agents.ts';
import { navigate } from '../../app/router.ts';
import { useExportAgents, useRemoveAgent, useUpdateAgent } from '../../client/agent-queries.ts';
import { saveFile } from '../../client/save-file.ts';
import { Button, ConfirmDialog, IconButton, Menu, toast, toastFailure } from '../../ui/index.ts';
import { openWithAgent } from '../chat/leading-agent.ts';
import { AgentHistory } from './agent-history.tsx';
import { EditAgent } from './edit-agent.tsx';
import { agentsPath } from './paths.ts';
import { PublishButton } from './publish-button.tsx';

export function AgentActions({ agent }: { agent: Agent }) {
  const { t } = useTranslation(['agents', 'common']);
  const [open, setOpen] = useState<'edit' | 'history' | 'remove' | null>(null);
  const update = useUpdateAgent();
  const remove = useRemoveAgent();
  const pack = useExportAgents();
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
  const save = () =>
    pack.mutate([agentId], {
      onSuccess: (file) => {
        saveFile(file);
        toast('done', t('exported', { name: file.fileName }));
      },
      onError: toastFailure,
    });
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
      {agent.published && (
        <Button variant="primary" icon={MessageSquareText} onPress={() => openWithAgent(agentId)}>
          {t('openInChat')}
        </Button>
      )}
      <PublishButton agent={agent} />
      {locked ? (
        <Button icon={LockKeyholeOpen} isPending={update.isPending} onPress={toggle}>
          {t('edit.release')}
        </Button>
      ) : (
        <Button icon={Pencil} onPress={() => setOpen('edit')}>
          {t('edit.action')}
        </Button>
      )}
      <Button icon={Download} isPending={pack.isPending} onPress={save}>
        {t('export')}
      </Button>
      <Menu
        label={t('common:actions')}
        entries={[
          ...(locked
            ? []
            : [{ id: 'confirm', icon: LockKeyhole, label: t('edit.confirm'), onAction: toggle }]),
          { id: 'history', icon: History, label: t('edit.history'), onAction: () => setOpen('history') },
          ...(locked
            ? []
            : [
                { id: 'end', separator: true as const },
                {
                  id: 'remove',
                  icon: Trash2,
                  label: t('edit.remove'),
                  tone: 'danger' as const,
                  onAction: () => setOpen('remove'),
                },
              ]),
        ]}
      >
        <IconButton icon={Ellipsis} label={t('common:actions')} />
      </Menu>
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

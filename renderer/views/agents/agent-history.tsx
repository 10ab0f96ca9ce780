/** What a person did to an agent, and the way back. */
import { useTranslation } from 'react-i18next';
import type { Agent } from '../../../electron/contract/agents.ts';
import { useAgentHistory, useRestoreAgent } from '../../client/agent-queries.ts';
import { Dialog, ErrorNotice, Skeleton, toast, toastFailure } from '../../ui/index.ts';
import { HistoryList } from '../studio/history-list.tsx';

/** Their texts are words a person reads; of the others only the name is shown. */
const readable = ['name', 'role', 'instructions', 'starterQuestions', 'abstention'] as const;
const named = ['language', 'tone', 'knowledge', 'modelId'] as const;

const wordKeys = {
  name: 'edit.name',
  role: 'edit.role',
  instructions: 'edit.instructions',
  starterQuestions: 'edit.starters',
  abstention: 'edit.abstention',
  language: 'edit.language',
  tone: 'edit.tone',
  knowledge: 'edit.knowledge',
  modelId: 'edit.model',
} as const;

export function AgentHistory({ agent, onClose }: { agent: Agent; onClose: () => void }) {
  const { t } = useTranslation(['agents', 'studio']);
  const { data, error, refetch } = useAgentHistory(agent.id);
  const restore = useRestoreAgent();
  const back = (historyId: string) =>
    restore.mutate(historyId, {
      onSuccess: () => toast('done', t('studio:history.restored')),
      onError: toastFailure,
    });
  const steps = data?.map((entry) => ({
    id: entry.id,
    at: entry.at,
    title: t(`studio:history.actions.${entry.action}`),
    changes: entry.changes.flatMap(({ field, before, after }) => {
      const key = [...readable, ...named].find((one) => one === field);
      if (key === undefined) return [];
      const isRead = readable.some((one) => one === field);
      return [
        { field, word: t(wordKeys[key]), before: isRead ? before : null, after: isRead ? after : null },
      ];
    }),
    backLabel: entry.action === 'edited' && !agent.locked ? t('studio:history.restore') : null,
  }));
  return (
    <Dialog isOpen onClose={onClose} title={t('studio:history.title', { name: agent.name })} size="lg">
      {error && <ErrorNotice failure={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton className="h-32 w-full" />}
      {steps && (
        <HistoryList
          steps={steps}
          pendingId={restore.isPending ? (restore.variables ?? null) : null}
          onBack={back}
        />
      )}
    </Dialog>
  );
}

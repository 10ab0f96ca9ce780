/** Puts groups together: the first one chosen takes in the others with their personas. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TargetGroup } from '../../../electron/contract/intelligence-groups.ts';
import { useMergeGroups } from '../../client/intelligence-queries.ts';
import { Button, Dialog, Switch, TextField, toast, toastFailure } from '../../ui/index.ts';

type MergeDialogProps = {
  analysisId: string;
  groups: readonly TargetGroup[];
  /** Chosen already, the one that stays first: dropped on one another, or asked for from one of them. */
  initial?: readonly string[];
  onClose: () => void;
};

const nothingChosen: readonly string[] = [];

export function MergeDialog({ analysisId, groups, initial = nothingChosen, onClose }: MergeDialogProps) {
  const { t } = useTranslation(['studio', 'common']);
  /** In the order they were chosen: the first one stays. */
  const [chosen, setChosen] = useState(initial);
  /** `null`: the name of the first one. */
  const [ownName, setOwnName] = useState<string | null>(null);
  const merge = useMergeGroups();
  const name = ownName ?? groups.find(({ id }) => id === chosen[0])?.name ?? '';
  const isReady = chosen.length > 1 && name.trim() !== '';
  const confirm = () =>
    merge.mutate(
      { analysisId, groupIds: [...chosen], name: name.trim() },
      {
        onSuccess: () => {
          toast('done', t('merge.done'));
          onClose();
        },
        onError: toastFailure,
      },
    );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('merge.title')}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" isDisabled={!isReady} isPending={merge.isPending} onPress={confirm}>
            {t('merge.confirm')}
          </Button>
        </>
      }
    >
      <p className="mb-4 text-muted">{t('merge.help')}</p>
      <ul className="mb-5 flex flex-col gap-3">
        {groups.map((group) => (
          <li key={group.id}>
            <Switch
              label={group.name}
              help={
                group.locked
                  ? t('merge.locked')
                  : t('board.size', { sentences: group.size.sentences, documents: group.size.documents })
              }
              isDisabled={group.locked}
              isSelected={chosen.includes(group.id)}
              onChange={(on) =>
                setChosen(on ? [...chosen, group.id] : chosen.filter((id) => id !== group.id))
              }
            />
          </li>
        ))}
      </ul>
      <TextField label={t('merge.name')} value={name} onChange={setOwnName} maxLength={200} />
    </Dialog>
  );
}

/** Characters: the figures agents may carry, with what belongs to them. */
import { Pencil, Plus, Trash2, VenetianMask } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Character } from '../../../electron/contract/agents.ts';
import { navigate } from '../../app/router.ts';
import { useCharacters, useRemoveCharacter } from '../../client/agent-making.ts';
import { useAgents } from '../../client/agent-queries.ts';
import {
  Badge,
  Button,
  ConfirmDialog,
  EmptyState,
  ErrorNotice,
  IconButton,
  Page,
  Skeleton,
  toast,
  toastFailure,
} from '../../ui/index.ts';
import { agentsPath, characterPath } from './paths.ts';

export function Characters() {
  const { t } = useTranslation('characters');
  const { data, error, isPending, refetch } = useCharacters();
  const [going, setGoing] = useState<Character | null>(null);
  const add = () => navigate(characterPath(null));
  return (
    <Page
      title={t('title')}
      intro={t('intro')}
      back={{ label: t('toAgents'), onPress: () => navigate(agentsPath) }}
      actions={
        data !== undefined &&
        data.length > 0 && (
          <Button variant="primary" icon={Plus} onPress={add}>
            {t('add')}
          </Button>
        )
      }
    >
      {error && <ErrorNotice failure={error} onRetry={() => void refetch()} className="mb-6" />}
      {isPending && <Skeleton className="h-48 w-full" />}
      {data?.length === 0 && (
        <EmptyState
          icon={VenetianMask}
          title={t('empty')}
          className="hairline max-w-none rounded-md bg-surface"
          action={
            <Button variant="primary" icon={Plus} onPress={add}>
              {t('add')}
            </Button>
          }
        >
          <p className="mx-auto max-w-110">{t('emptyHelp')}</p>
        </EmptyState>
      )}
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,21rem),1fr))] gap-3">
        {data?.map((one) => (
          <li key={one.id} className="min-w-0">
            <CharacterCard character={one} onRemove={() => setGoing(one)} />
          </li>
        ))}
      </ul>
      <p className="mt-6 max-w-150 text-13 text-pretty text-muted">{t('later')}</p>
      {going && <RemoveCharacter character={going} onClose={() => setGoing(null)} />}
    </Page>
  );
}

function CharacterCard({ character, onRemove }: { character: Character; onRemove: () => void }) {
  const { t } = useTranslation('characters');
  const agents = useAgents();
  const { id, name, description, artifacts, spaceIds } = character;
  const carriers = agents.data?.filter(({ characterId }) => characterId === id).length ?? 0;
  return (
    <article aria-label={name} className="hairline flex h-full flex-col rounded-md bg-surface p-4">
      <div className="flex items-start gap-3">
        <span
          aria-hidden
          className="flex size-10 shrink-0 items-center justify-center rounded-full bg-brand-soft text-brand-ink"
        >
          <VenetianMask className="size-5" strokeWidth={1.5} />
        </span>
        <h2 className="min-w-0 flex-1 pt-1.5 text-17 break-words">{name}</h2>
        <IconButton
          icon={Pencil}
          size="sm"
          label={t('editNamed', { name })}
          onPress={() => navigate(characterPath(id))}
        />
        <IconButton icon={Trash2} size="sm" label={t('removeNamed', { name })} onPress={onRemove} />
      </div>
      {description !== '' && <p className="mt-2 line-clamp-3 text-13 text-muted">{description}</p>}
      <p className="mt-auto flex flex-wrap gap-1.5 pt-3">
        <Badge tone={carriers > 0 ? 'brand' : 'neutral'}>{t('carriers', { count: carriers })}</Badge>
        {spaceIds.length > 0 && <Badge>{t('spaces', { count: spaceIds.length })}</Badge>}
        {artifacts.length > 0 && <Badge>{t('artifacts', { count: artifacts.length })}</Badge>}
      </p>
    </article>
  );
}

function RemoveCharacter({ character, onClose }: { character: Character; onClose: () => void }) {
  const { t } = useTranslation('characters');
  const remove = useRemoveCharacter();
  const { id, name } = character;
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={t('removeTitle', { name })}
      confirmLabel={t('remove')}
      isPending={remove.isPending}
      onConfirm={() =>
        remove.mutate(id, {
          onSuccess: () => {
            toast('done', t('removed', { name }));
            onClose();
          },
          onError: toastFailure,
        })
      }
    >
      {t('removeHelp')}
    </ConfirmDialog>
  );
}

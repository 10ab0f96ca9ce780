/** One character: its name, what it says first, what belongs to it, and what it knows. Voice and figure follow later. */
import { Save, SearchX } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Character, CharacterInput } from '../../../electron/contract/agents.ts';
import { navigate } from '../../app/router.ts';
import { useCharacters, useSaveCharacter } from '../../client/agent-making.ts';
import {
  Button,
  EmptyState,
  ErrorNotice,
  Page,
  Section,
  Skeleton,
  TextArea,
  TextField,
  toast,
  toastFailure,
} from '../../ui/index.ts';
import { ArtifactFields } from './artifact-fields.tsx';
import { charactersPath } from './paths.ts';
import { SpaceChoice } from './space-choice.tsx';

const blank: CharacterInput = {
  name: '',
  description: '',
  greeting: '',
  artifacts: [],
  spaceIds: [],
  voiceId: null,
  voiceModelId: null,
};

/** `null`: a new one. */
export function CharacterPage({ characterId }: { characterId: string | null }) {
  const { t } = useTranslation('characters');
  const { data, error, refetch } = useCharacters();
  if (characterId === null) return <CharacterForm character={null} />;
  const found = data?.find(({ id }) => id === characterId);
  if (found) return <CharacterForm character={found} />;
  if (error) return <ErrorNotice failure={error} onRetry={() => void refetch()} className="m-6" />;
  if (!data) return <Skeleton className="m-8 h-64" />;
  return (
    <EmptyState
      icon={SearchX}
      heading="h1"
      title={t('gone')}
      className="my-auto"
      action={<Button onPress={() => navigate(charactersPath)}>{t('back')}</Button>}
    >
      {t('goneHelp')}
    </EmptyState>
  );
}

function CharacterForm({ character }: { character: Character | null }) {
  const { t } = useTranslation('characters');
  const [input, setInput] = useState<CharacterInput>(() => character ?? blank);
  const [isTried, setTried] = useState(false);
  const save = useSaveCharacter();
  const { name, description, greeting, artifacts, spaceIds, voiceId, voiceModelId } = input;
  const change = (some: Partial<CharacterInput>) => setInput({ ...input, ...some });
  const isIncomplete = artifacts.some(
    ({ title, reference }) => title.trim() === '' || reference.trim() === '',
  );
  const submit = () => {
    setTried(true);
    if (name.trim() === '' || isIncomplete || save.isPending) return;
    save.mutate(
      {
        characterId: character?.id ?? null,
        ...{ name: name.trim(), description, greeting, artifacts, spaceIds, voiceId, voiceModelId },
      },
      {
        onSuccess: (saved) => {
          toast('done', t('saved', { name: saved.name }));
          navigate(charactersPath);
        },
        onError: toastFailure,
      },
    );
  };
  return (
    <Page
      title={character?.name ?? t('new')}
      intro={t('formIntro')}
      width="md"
      back={{ label: t('back'), onPress: () => navigate(charactersPath) }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Section title={t('who')}>
          <div className="flex flex-col gap-4 p-4">
            <TextField
              label={t('name')}
              value={name}
              onChange={(text) => change({ name: text })}
              maxLength={120}
              error={isTried && name.trim() === '' ? t('nameMissing') : null}
            />
            <TextArea
              label={t('description')}
              help={t('descriptionHelp')}
              rows={2}
              maxLength={2_000}
              value={description}
              onChange={(text) => change({ description: text })}
            />
            <TextArea
              label={t('greeting')}
              help={t('greetingHelp')}
              rows={2}
              maxLength={1_000}
              value={greeting}
              onChange={(text) => change({ greeting: text })}
            />
          </div>
        </Section>
        <Section title={t('artifactsTitle')} intro={t('artifactsHelp')}>
          <ArtifactFields
            artifacts={artifacts}
            isTried={isTried}
            onChange={(some) => change({ artifacts: some })}
          />
        </Section>
        <Section title={t('knowledge')} intro={t('knowledgeHelp')}>
          <div className="p-4">
            <SpaceChoice chosen={spaceIds} onChange={(some) => change({ spaceIds: some })} />
          </div>
        </Section>
        <Section title={t('voice')}>
          <p className="p-4 text-pretty text-muted">{t('voiceLater')}</p>
        </Section>
        <div className="flex justify-end">
          <Button type="submit" variant="primary" icon={Save} isPending={save.isPending}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Page>
  );
}

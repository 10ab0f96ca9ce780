/** What belongs to a character: addresses and media files, each with a title. */
import { Plus, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CharacterInput } from '../../../electron/contract/agents.ts';
import { Button, IconButton, Select, TextField } from '../../ui/index.ts';

type Artifact = CharacterInput['artifacts'][number];
type ArtifactFieldsProps = {
  artifacts: readonly Artifact[];
  /** What is missing is said after the first attempt to save. */
  isTried: boolean;
  onChange: (artifacts: Artifact[]) => void;
};

const kinds = ['url', 'media', 'document'] as const;

export function ArtifactFields({ artifacts, isTried, onChange }: ArtifactFieldsProps) {
  const { t } = useTranslation('characters');
  const change = (index: number, some: Partial<Artifact>) =>
    onChange(artifacts.map((one, at) => (at === index ? { ...one, ...some } : one)));
  const missing = (text: string) => (isTried && text.trim() === '' ? t('artifactMissing') : null);
  return (
    <div className="p-4">
      {artifacts.length > 0 && (
        <ul className="mb-4 flex flex-col gap-4">
          {artifacts.map((one, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what is being typed has no other name yet
            <li key={index} className="flex items-end gap-2.5">
              <div className="grid min-w-0 flex-1 grid-cols-[9rem_1fr_1.4fr] items-start gap-2.5 narrow:grid-cols-1">
                <Select<Artifact['kind']>
                  label={t('kind')}
                  options={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
                  value={one.kind}
                  onChange={(kind) => change(index, { kind })}
                />
                <TextField
                  label={t('artifactTitle')}
                  value={one.title}
                  maxLength={200}
                  error={missing(one.title)}
                  onChange={(title) => change(index, { title })}
                />
                <TextField
                  label={t(`references.${one.kind}`)}
                  value={one.reference}
                  maxLength={2_000}
                  error={missing(one.reference)}
                  onChange={(reference) => change(index, { reference })}
                />
              </div>
              <IconButton
                icon={Trash2}
                label={t('artifactRemove', { title: one.title || t(`kinds.${one.kind}`) })}
                onPress={() => onChange(artifacts.filter((_, at) => at !== index))}
              />
            </li>
          ))}
        </ul>
      )}
      <Button icon={Plus} onPress={() => onChange([...artifacts, { kind: 'url', title: '', reference: '' }])}>
        {t('artifactAdd')}
      </Button>
    </div>
  );
}

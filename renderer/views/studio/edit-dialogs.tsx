/** Changing a persona or a group by hand: one statement per line. What is not touched keeps its evidence. */
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Persona, TargetGroup } from '../../../electron/contract/intelligence-groups.ts';
import type { Trait } from '../../../electron/contract/intelligence-traits.ts';
import { useUpdateGroup, useUpdatePersona } from '../../client/intelligence-queries.ts';
import { Button, Dialog, TextArea, TextField, toast, toastFailure } from '../../ui/index.ts';
import { groupLists, personaLists, traitsFromLines } from './traits.ts';

const linesOf = (traits: readonly Trait[]): string => traits.map(({ text }) => text).join('\n');

/** Only what was changed: an untouched list stays as the engine made it. */
const changed = <F extends string>(
  lists: readonly F[],
  lines: Readonly<Record<string, string>>,
  before: Readonly<Record<F, Trait[]>>,
): Partial<Record<F, Trait[]>> => {
  const found: Partial<Record<F, Trait[]>> = {};
  for (const field of lists) {
    const text = lines[field];
    if (text !== undefined && text !== linesOf(before[field]))
      found[field] = traitsFromLines(text, before[field]);
  }
  return found;
};

export function EditPersona({ persona, onClose }: { persona: Persona; onClose: () => void }) {
  const { t } = useTranslation('studio');
  const [name, setName] = useState(persona.name);
  const [headline, setHeadline] = useState(persona.headline);
  const [lines, setLines] = useState<Readonly<Record<string, string>>>({});
  const update = useUpdatePersona();
  const save = () =>
    update.mutate(
      {
        personaId: persona.id,
        ...(name.trim() !== persona.name && { name: name.trim() }),
        ...(headline !== persona.headline && { headline }),
        ...changed(personaLists, lines, persona),
      },
      { onSuccess: () => done(t('edit.saved'), onClose), onError: toastFailure },
    );
  return (
    <EditDialog
      name={persona.name}
      isValid={name.trim() !== ''}
      isPending={update.isPending}
      onSave={save}
      onClose={onClose}
    >
      <NameField name={name} onChange={setName} maxLength={120} />
      <TextField label={t('edit.headline')} value={headline} onChange={setHeadline} maxLength={400} />
      <p className="text-13 text-pretty text-muted">
        {t('edit.lines')} {t('edit.help')}
      </p>
      {personaLists.map((field) => (
        <TextArea
          key={field}
          label={t(`persona.fields.${field}`)}
          rows={3}
          value={lines[field] ?? linesOf(persona[field])}
          onChange={(text) => setLines({ ...lines, [field]: text })}
        />
      ))}
    </EditDialog>
  );
}

export function EditGroup({ group, onClose }: { group: TargetGroup; onClose: () => void }) {
  const { t } = useTranslation('studio');
  const [name, setName] = useState(group.name);
  const [description, setDescription] = useState(group.description);
  const [lines, setLines] = useState<Readonly<Record<string, string>>>({});
  const update = useUpdateGroup();
  const save = () =>
    update.mutate(
      {
        groupId: group.id,
        ...(name.trim() !== group.name && { name: name.trim() }),
        ...(description !== group.description && { description }),
        ...changed(groupLists, lines, group),
      },
      { onSuccess: () => done(t('edit.saved'), onClose), onError: toastFailure },
    );
  return (
    <EditDialog
      name={group.name}
      isValid={name.trim() !== ''}
      isPending={update.isPending}
      onSave={save}
      onClose={onClose}
    >
      <NameField name={name} onChange={setName} maxLength={200} />
      <TextArea label={t('edit.description')} rows={2} value={description} onChange={setDescription} />
      <p className="text-13 text-pretty text-muted">
        {t('edit.lines')} {t('edit.help')}
      </p>
      {groupLists.map((field) => (
        <TextArea
          key={field}
          label={t(`group.fields.${field}`)}
          rows={3}
          value={lines[field] ?? linesOf(group[field])}
          onChange={(text) => setLines({ ...lines, [field]: text })}
        />
      ))}
    </EditDialog>
  );
}

const done = (text: string, close: () => void): void => {
  toast('done', text);
  close();
};

type NameFieldProps = { name: string; onChange: (name: string) => void; maxLength: number };

function NameField({ name, onChange, maxLength }: NameFieldProps) {
  const { t } = useTranslation('studio');
  const isEmpty = name.trim() === '';
  return (
    <TextField
      label={t('edit.name')}
      value={name}
      onChange={onChange}
      maxLength={maxLength}
      isInvalid={isEmpty}
      error={isEmpty ? t('edit.nameEmpty') : null}
    />
  );
}

type EditDialogProps = {
  name: string;
  isValid: boolean;
  isPending: boolean;
  onSave: () => void;
  onClose: () => void;
  children: ReactNode;
};

function EditDialog({ name, isValid, isPending, onSave, onClose, children }: EditDialogProps) {
  const { t } = useTranslation(['studio', 'common']);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('edit.title', { name })}
      isDismissable={false}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" isDisabled={!isValid} isPending={isPending} onPress={onSave}>
            {t('edit.save')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">{children}</div>
    </Dialog>
  );
}

/** Changing an agent: who it is, how it answers, what it answers from. */
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Agent } from '../../../electron/contract/agents.ts';
import { contentLanguages, tones } from '../../../electron/contract/intelligence-traits.ts';
import { useUpdateAgent } from '../../client/agent-queries.ts';
import { useSpaces } from '../../client/knowledge-queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button, Dialog, Select, Switch, TextArea, TextField, toast, toastFailure } from '../../ui/index.ts';
import { useModelChoice } from '../chat/chat-models.ts';
import { type AgentForm, changeOf, formOf } from './agent-change.ts';

const noModel = 'none';

export function EditAgent({ agent, onClose }: { agent: Agent; onClose: () => void }) {
  const { t } = useTranslation(['agents', 'common']);
  const format = useFormat();
  const [form, setForm] = useState(() => formOf(agent));
  const set = (part: Partial<AgentForm>) => setForm({ ...form, ...part });
  const spaces = useSpaces().data ?? [];
  const { usable } = useModelChoice(form.modelId);
  const update = useUpdateAgent();
  const isNameless = form.name.trim() === '';
  const change = changeOf(form, agent);
  const isGone = form.modelId !== null && !usable.some(({ id }) => id === form.modelId);
  const save = () => {
    if (Object.keys(change).length === 0) return onClose();
    update.mutate(
      { agentId: agent.id, ...change },
      {
        onSuccess: () => {
          toast('done', t('edit.saved'));
          onClose();
        },
        onError: toastFailure,
      },
    );
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="lg"
      title={t('edit.title', { name: agent.name })}
      isDismissable={false}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" isDisabled={isNameless} isPending={update.isPending} onPress={save}>
            {t('edit.save')}
          </Button>
        </>
      }
    >
      <p className="mb-5 text-pretty text-muted">{t('edit.help')}</p>
      <Part title={t('edit.who')}>
        <TextField
          label={t('edit.name')}
          value={form.name}
          onChange={(name) => set({ name })}
          maxLength={200}
          error={isNameless ? t('edit.nameEmpty') : null}
        />
        <TextArea
          label={t('edit.role')}
          help={t('edit.roleHelp')}
          rows={2}
          maxLength={1_000}
          value={form.role}
          onChange={(role) => set({ role })}
        />
        <div className="grid grid-cols-2 gap-4 narrow:grid-cols-1">
          <Select
            label={t('edit.language')}
            options={contentLanguages.map((value) => ({ value, label: format.language(value) }))}
            value={form.language}
            onChange={(language) => set({ language })}
          />
          <Select
            label={t('edit.tone')}
            options={tones.map((value) => ({ value, label: t(`edit.tones.${value}`) }))}
            value={form.tone}
            onChange={(tone) => set({ tone })}
          />
        </div>
      </Part>
      <Part title={t('edit.how')}>
        <TextArea
          label={t('edit.instructions')}
          rows={8}
          maxLength={20_000}
          value={form.instructions}
          onChange={(instructions) => set({ instructions })}
        />
        <TextArea
          label={t('edit.abstention')}
          rows={2}
          maxLength={2_000}
          value={form.abstention}
          onChange={(abstention) => set({ abstention })}
        />
        <TextField
          label={t('edit.contact')}
          help={t('edit.contactHelp')}
          maxLength={500}
          value={form.contact}
          onChange={(contact) => set({ contact })}
        />
        <TextArea
          label={t('edit.starters')}
          help={t('edit.startersHelp')}
          rows={4}
          value={form.starters}
          onChange={(starters) => set({ starters })}
        />
      </Part>
      <Part title={t('edit.from')}>
        <fieldset>
          <legend className="mb-2 text-13 font-[560]">{t('edit.knowledge')}</legend>
          <ul className="flex flex-col gap-3">
            {spaces.map(({ id, name }) => (
              <li key={id}>
                <Switch
                  label={name}
                  isSelected={form.spaceIds.includes(id)}
                  onChange={(on) =>
                    set({ spaceIds: on ? [...form.spaceIds, id] : form.spaceIds.filter((one) => one !== id) })
                  }
                />
              </li>
            ))}
          </ul>
          {form.spaceIds.length === 0 && (
            <p className="mt-2 text-13 text-attention-ink">{t('edit.knowledgeNone')}</p>
          )}
        </fieldset>
        <Select
          label={t('edit.model')}
          options={[
            { value: noModel, label: t('edit.modelNone') },
            ...usable.map(({ id, name, providerName }) => ({
              value: id,
              label: name,
              ...(providerName !== null && { detail: providerName }),
            })),
            ...(isGone && form.modelId !== null
              ? [{ value: form.modelId, label: t('edit.modelGone', { model: form.modelId }) }]
              : []),
          ]}
          value={form.modelId ?? noModel}
          onChange={(modelId) => set({ modelId: modelId === noModel ? null : modelId })}
        />
      </Part>
    </Dialog>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mb-7">
      <h3 className="mb-3 border-b border-line pb-1.5 text-15">{title}</h3>
      <div className="flex flex-col gap-4">{children}</div>
    </section>
  );
}

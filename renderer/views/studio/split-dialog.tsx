/** Takes a group apart: what goes into the new one, by statement or by sentence, with both halves counted before it happens. */
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Persona, TargetGroup } from '../../../electron/contract/intelligence-groups.ts';
import { useSplitGroup } from '../../client/intelligence-queries.ts';
import { Button, cx, Dialog, Switch, TextField, toast, toastFailure } from '../../ui/index.ts';
import { EvidencePicker } from './evidence-picker.tsx';
import { bundlesOf, type Half, halvesOf } from './split.ts';

type SplitDialogProps = { group: TargetGroup; personas: readonly Persona[]; onClose: () => void };

export function SplitDialog({ group, personas, onClose }: SplitDialogProps) {
  const { t } = useTranslation(['studio', 'common']);
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [movers, setMovers] = useState<readonly string[]>([]);
  const split = useSplitGroup();
  const { stays, moves } = halvesOf(group, chosen);
  const problem =
    moves.sentences === 0 ? 'nothing' : chosen.length >= group.evidence.length ? 'everything' : null;
  const isReady = name.trim() !== '' && problem === null;
  const toggle = (all: readonly string[], ids: readonly string[], on: boolean): readonly string[] =>
    on ? [...new Set([...all, ...ids])] : all.filter((id) => !ids.includes(id));
  const confirm = () =>
    split.mutate(
      { groupId: group.id, name: name.trim(), evidence: [...chosen], personaIds: [...movers] },
      {
        onSuccess: ({ created }) => {
          toast('done', t('hand.split.done', { name: created.name }));
          onClose();
        },
        onError: toastFailure,
      },
    );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="lg"
      title={t('hand.split.title', { name: group.name })}
      isDismissable={false}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" isDisabled={!isReady} isPending={split.isPending} onPress={confirm}>
            {t('hand.split.confirm')}
          </Button>
        </>
      }
    >
      <p className="mb-4 text-pretty text-muted">{t('hand.split.help')}</p>
      <TextField
        label={t('hand.split.name')}
        value={name}
        onChange={setName}
        maxLength={200}
        autoFocus
        className="mb-4"
      />
      <section aria-label={t('hand.split.preview')} className="mb-5" aria-live="polite">
        <div className="grid grid-cols-2 gap-3 narrow:grid-cols-1">
          <HalfCard
            title={t('hand.split.stays', { name: group.name })}
            half={stays}
            personas={personas.length - movers.length}
            of={group.size.sentences}
          />
          <HalfCard
            title={t('hand.split.moves', { name: name.trim() || t('hand.split.unnamed') })}
            half={moves}
            personas={movers.length}
            of={group.size.sentences}
            isNew
          />
        </div>
        {problem && <p className="mt-2 text-13 text-muted">{t(`hand.split.${problem}`)}</p>}
      </section>
      <div className="flex flex-col gap-6">
        <Part title={t('hand.split.bundles')} help={t('hand.split.bundlesHelp')}>
          {bundlesOf(group).map(({ trait, sentences }) => (
            <li key={trait.id}>
              <Switch
                label={trait.text}
                help={t('trait.evidence', { count: sentences.length })}
                isSelected={sentences.every((id) => chosen.includes(id))}
                onChange={(on) => setChosen(toggle(chosen, sentences, on))}
              />
            </li>
          ))}
        </Part>
        <Part title={t('hand.split.personas')} help={t('hand.split.personasHelp')}>
          {personas.map((persona) => (
            <li key={persona.id}>
              <Switch
                label={persona.name}
                help={persona.headline}
                isSelected={movers.includes(persona.id)}
                onChange={(on) => setMovers(toggle(movers, [persona.id], on))}
              />
            </li>
          ))}
        </Part>
        <section>
          <h3 className="mb-2 text-15">{t('hand.split.single')}</h3>
          <EvidencePicker
            analysisId={group.analysisId}
            ids={group.evidence}
            chosen={chosen}
            onChange={setChosen}
            statement={name}
          />
        </section>
      </div>
    </Dialog>
  );
}

type PartProps = { title: string; help: string; children: readonly ReactNode[] };

function Part({ title, help, children }: PartProps) {
  if (children.length === 0) return null;
  return (
    <section>
      <h3 className="text-15">{title}</h3>
      <p className="mb-2.5 text-13 text-muted">{help}</p>
      <ul className="grid grid-cols-2 gap-x-8 gap-y-3 narrow:grid-cols-1">{children}</ul>
    </section>
  );
}

type HalfCardProps = { title: string; half: Half; personas: number; of: number; isNew?: boolean };

function HalfCard({ title, half, personas, of, isNew = false }: HalfCardProps) {
  const { t } = useTranslation('studio');
  const share = of === 0 ? 0 : Math.round((half.sentences / of) * 100);
  return (
    <div className={cx('min-w-0 rounded-md border bg-canvas p-3.5', isNew ? 'border-brand' : 'border-line')}>
      <p className="font-[560] break-words">{title}</p>
      <p className="tabular mt-0.5 text-13 text-muted">{t('hand.split.counts', { ...half, personas })}</p>
      <div aria-hidden className="mt-2 h-1 overflow-hidden rounded-full bg-line">
        <div className="h-full rounded-full bg-evidence transition-[width]" style={{ width: `${share}%` }} />
      </div>
    </div>
  );
}

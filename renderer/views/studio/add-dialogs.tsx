/** A target group or a persona written by hand. It is confirmed at once; what no sentence is attached to is an assumption. */
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnalysisView } from '../../../electron/contract/intelligence.ts';
import type { TargetGroup } from '../../../electron/contract/intelligence-groups.ts';
import { navigate } from '../../app/router.ts';
import { useAddGroup, useAddPersona } from '../../client/intelligence-queries.ts';
import { Button, Dialog, Switch, TextArea, TextField, toast, toastFailure } from '../../ui/index.ts';
import { EvidencePicker } from './evidence-picker.tsx';
import { subjectPath } from './paths.ts';
import { sentencesOf } from './sentences.ts';
import { newDraft, type OwnDraft, StatementEditor, statementsFrom } from './statement-editor.tsx';

export function AddGroup({ view, onClose }: { view: AnalysisView; onClose: () => void }) {
  const { t } = useTranslation('studio');
  const { id: analysisId } = view.analysis;
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [needs, setNeeds] = useState<readonly OwnDraft[]>(() => [newDraft()]);
  const [barriers, setBarriers] = useState<readonly OwnDraft[]>([]);
  const [evidence, setEvidence] = useState<readonly string[]>([]);
  const sentences = useMemo(() => sentencesOf(view), [view]);
  const add = useAddGroup();
  const save = () =>
    add.mutate(
      {
        analysisId,
        name: name.trim(),
        description: description.trim(),
        evidence: [...evidence],
        needs: statementsFrom(needs),
        barriers: statementsFrom(barriers),
      },
      {
        onSuccess: (group) => {
          toast('done', t('hand.add.groupDone', { name: group.name }));
          onClose();
          navigate(subjectPath('group', analysisId, group.id));
        },
        onError: toastFailure,
      },
    );
  const editor = { analysisId, sentences };
  return (
    <AddDialog
      title={t('hand.add.groupTitle')}
      intro={t('hand.add.groupHelp')}
      isReady={name.trim() !== ''}
      isPending={add.isPending}
      onSave={save}
      onClose={onClose}
    >
      <TextField label={t('hand.add.name')} value={name} onChange={setName} maxLength={200} autoFocus />
      <TextArea
        label={t('hand.add.description')}
        rows={2}
        value={description}
        onChange={setDescription}
        maxLength={4_000}
      />
      <StatementEditor label={t('group.fields.needs')} drafts={needs} onChange={setNeeds} {...editor} />
      <StatementEditor
        label={t('group.fields.barriers')}
        drafts={barriers}
        onChange={setBarriers}
        {...editor}
      />
      <fieldset className="min-w-0">
        <legend className="text-13 font-[560]">{t('hand.add.evidence')}</legend>
        <p className="mt-0.5 mb-2 text-13 text-muted">{t('hand.add.evidenceHelp')}</p>
        <div className="rounded-md border border-line bg-canvas p-3">
          <EvidencePicker
            analysisId={analysisId}
            ids={sentences}
            chosen={evidence}
            onChange={setEvidence}
            statement={`${name} ${description}`}
          />
        </div>
      </fieldset>
    </AddDialog>
  );
}

type AddPersonaProps = { view: AnalysisView; group: TargetGroup; onClose: () => void };

export function AddPersona({ view, group, onClose }: AddPersonaProps) {
  const { t } = useTranslation('studio');
  const [name, setName] = useState('');
  const [headline, setHeadline] = useState('');
  const hasStatements = group.needs.length + group.barriers.length + group.channels.length > 0;
  const [fromGroup, setFromGroup] = useState(hasStatements);
  const [goals, setGoals] = useState<readonly OwnDraft[]>(() => [newDraft()]);
  const [painPoints, setPainPoints] = useState<readonly OwnDraft[]>([]);
  const [questions, setQuestions] = useState<readonly OwnDraft[]>([]);
  const add = useAddPersona();
  /** Those of the group first: they speak of these people. */
  const sentences = useMemo(() => [...new Set([...group.evidence, ...sentencesOf(view)])], [group, view]);
  const save = () =>
    add.mutate(
      {
        groupId: group.id,
        ...(name.trim() !== '' && { name: name.trim() }),
        headline: headline.trim(),
        fromGroup,
        goals: statementsFrom(goals),
        painPoints: statementsFrom(painPoints),
        questions: statementsFrom(questions),
      },
      {
        onSuccess: (persona) => {
          toast('done', t('hand.add.personaDone', { name: persona.name }));
          onClose();
          navigate(subjectPath('persona', persona.analysisId, persona.id));
        },
        onError: toastFailure,
      },
    );
  const editor = { analysisId: group.analysisId, sentences };
  return (
    <AddDialog
      title={t('hand.add.personaTitle', { group: group.name })}
      intro={t('hand.add.personaHelp')}
      isReady
      isPending={add.isPending}
      onSave={save}
      onClose={onClose}
    >
      <TextField
        label={t('hand.add.personaName')}
        help={t('hand.add.personaNameHelp')}
        value={name}
        onChange={setName}
        maxLength={120}
        autoFocus
      />
      <TextField label={t('hand.add.headline')} value={headline} onChange={setHeadline} maxLength={400} />
      {hasStatements && (
        <Switch
          label={t('hand.add.fromGroup')}
          help={t('hand.add.fromGroupHelp')}
          isSelected={fromGroup}
          onChange={setFromGroup}
        />
      )}
      <StatementEditor label={t('persona.fields.goals')} drafts={goals} onChange={setGoals} {...editor} />
      <StatementEditor
        label={t('persona.fields.painPoints')}
        drafts={painPoints}
        onChange={setPainPoints}
        {...editor}
      />
      <StatementEditor
        label={t('persona.fields.questions')}
        drafts={questions}
        onChange={setQuestions}
        {...editor}
      />
    </AddDialog>
  );
}

type AddDialogProps = {
  title: string;
  intro: string;
  isReady: boolean;
  isPending: boolean;
  onSave: () => void;
  onClose: () => void;
  children: ReactNode;
};

function AddDialog({ title, intro, isReady, isPending, onSave, onClose, children }: AddDialogProps) {
  const { t } = useTranslation(['studio', 'common']);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      isDismissable={false}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" isDisabled={!isReady} isPending={isPending} onPress={onSave}>
            {t('hand.add.confirm')}
          </Button>
        </>
      }
    >
      <p className="mb-4 text-pretty text-muted">
        {intro} {t('hand.add.kept')}
      </p>
      <div className="flex flex-col gap-5">{children}</div>
    </Dialog>
  );
}

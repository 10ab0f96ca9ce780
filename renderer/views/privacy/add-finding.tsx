/** Marks what the recognisers missed: text selected with the mouse, or typed exactly as it stands. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DocumentReview, type PiiClass, piiClasses } from '../../../electron/contract/privacy.ts';
import { useAddFinding } from '../../client/privacy-queries.ts';
import { announce, Button, Select, TextField, toastFailure } from '../../ui/index.ts';

export type AddFindingProps = {
  review: DocumentReview;
  selected: string;
  onSelected: (text: string) => void;
  onAdded: (findingId: string) => void;
};

/** The first place of the text that no finding covers yet. */
const freePlace = ({ text, findings }: DocumentReview, wanted: string): number | null => {
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1))
    if (
      !findings.some(
        (one) => one.decision !== 'rejected' && one.startOffset < at + wanted.length && one.endOffset > at,
      )
    )
      return at;
  return null;
};

export function AddFinding({ review, selected, onSelected, onAdded }: AddFindingProps) {
  const { t } = useTranslation('privacy');
  const [piiClass, setClass] = useState<PiiClass>('person');
  const [problem, setProblem] = useState<string | null>(null);
  const add = useAddFinding(review.documentId);
  const submit = () => {
    const wanted = selected.trim();
    const startOffset = wanted === '' ? null : freePlace(review, wanted);
    setProblem(startOffset === null ? t('review.notThere') : null);
    if (startOffset === null) return;
    add.mutate(
      { startOffset, endOffset: startOffset + wanted.length, class: piiClass },
      {
        onSuccess: (finding) => {
          announce(t('review.added', { text: wanted }));
          onSelected('');
          onAdded(finding.id);
        },
        onError: toastFailure,
      },
    );
  };
  return (
    <form
      className="hairline flex shrink-0 flex-col gap-2 rounded-md bg-surface p-3"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h2 className="text-13 font-[560]">{t('review.add')}</h2>
      <TextField
        label={t('review.addText')}
        hideLabel
        help={t('review.addHelp')}
        error={problem}
        value={selected}
        onChange={onSelected}
      />
      <div className="flex flex-wrap items-end gap-2">
        <Select
          label={t('review.changeTo')}
          hideLabel
          className="min-w-40 flex-1"
          options={piiClasses.map((value) => ({ value, label: t(`classes.${value}`) }))}
          value={piiClass}
          onChange={setClass}
        />
        <Button type="submit" isPending={add.isPending}>
          {t('review.addAs')}
        </Button>
      </div>
    </form>
  );
}

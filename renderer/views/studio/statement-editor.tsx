/** Statements written by hand, each with the sentences a person attaches to it: without one it is an assumption. */
import { Plus, Quote, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge, Button, IconButton, TextField } from '../../ui/index.ts';
import { EvidencePicker } from './evidence-picker.tsx';

export type OwnDraft = { key: string; text: string; evidence: readonly string[] };

export const newDraft = (): OwnDraft => ({ key: crypto.randomUUID(), text: '', evidence: [] });

/** What is sent: empty lines are nobody's statement. */
export const statementsFrom = (drafts: readonly OwnDraft[]): { text: string; evidence: string[] }[] =>
  drafts.flatMap(({ text, evidence }) =>
    text.trim() === '' ? [] : [{ text: text.trim(), evidence: [...evidence] }],
  );

type StatementEditorProps = {
  label: string;
  drafts: readonly OwnDraft[];
  onChange: (drafts: readonly OwnDraft[]) => void;
  analysisId: string;
  /** Sentences that can be attached. */
  sentences: readonly string[];
};

export function StatementEditor({ label, drafts, onChange, analysisId, sentences }: StatementEditorProps) {
  const { t } = useTranslation('studio');
  /** The statement whose sentences are being chosen. */
  const [open, setOpen] = useState<string | null>(null);
  const change = (key: string, part: Partial<OwnDraft>) =>
    onChange(drafts.map((one) => (one.key === key ? { ...one, ...part } : one)));
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1.5 text-13 font-[560]">{label}</legend>
      {drafts.map(({ key, text, evidence }, index) => (
        <div key={key} className="flex flex-col gap-1.5">
          <div className="flex items-center gap-1">
            <TextField
              label={t('hand.statements.one', { list: label, number: index + 1 })}
              hideLabel
              value={text}
              onChange={(value) => change(key, { text: value })}
              maxLength={4_000}
              className="min-w-0 flex-1"
            />
            <IconButton
              icon={X}
              label={t('hand.statements.remove', { list: label, number: index + 1 })}
              onPress={() => onChange(drafts.filter((one) => one.key !== key))}
            />
          </div>
          {text.trim() !== '' && (
            <div className="flex flex-wrap items-center gap-2">
              {evidence.length === 0 ? (
                <Badge tone="attention">{t('trait.assumption')}</Badge>
              ) : (
                <Badge tone="evidence">{t('trait.evidence', { count: evidence.length })}</Badge>
              )}
              <Button
                size="sm"
                variant="quiet"
                icon={Quote}
                aria-expanded={open === key}
                aria-label={t('hand.statements.attachTo', { text })}
                onPress={() => setOpen(open === key ? null : key)}
              >
                {t('hand.statements.attach')}
              </Button>
            </div>
          )}
          {open === key && (
            <div className="rounded-md border border-line bg-canvas p-3">
              <EvidencePicker
                analysisId={analysisId}
                ids={sentences}
                chosen={evidence}
                statement={text}
                onChange={(chosen) => change(key, { evidence: chosen })}
              />
            </div>
          )}
        </div>
      ))}
      <Button size="sm" icon={Plus} className="self-start" onPress={() => onChange([...drafts, newDraft()])}>
        {t('hand.statements.add')}
      </Button>
    </fieldset>
  );
}

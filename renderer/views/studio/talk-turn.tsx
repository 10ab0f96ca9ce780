/** One turn of a rehearsal: what the person asked, or what the persona said with the statements underneath. */
import { useTranslation } from 'react-i18next';
import type { Persona } from '../../../electron/contract/intelligence-groups.ts';
import type { Rehearsal, RehearsedSentence } from '../../../electron/contract/intelligence-hand.ts';
import { Badge } from '../../ui/index.ts';
import { EvidenceButton } from './evidence-button.tsx';
import type { Shown } from './evidence-pane.tsx';
import { useFieldWord } from './field-words.ts';
import { Portrait } from './portrait.tsx';

export function PersonTurn({ text }: { text: string }) {
  const { t } = useTranslation('studio');
  return (
    <div className="ml-auto w-fit max-w-[85%]">
      <p className="sr-only">{t('hand.talk.you')}</p>
      <p className="rounded-md bg-brand-soft px-4 py-2.5 break-words whitespace-pre-line">{text}</p>
    </div>
  );
}

type PersonaTurnProps = {
  persona: Persona;
  said: Rehearsal;
  /** Name of the model that should have worded it. */
  wanted: string | null;
  onShow: (shown: Shown) => void;
};

export function PersonaTurn({ persona, said, wanted, onShow }: PersonaTurnProps) {
  const { t } = useTranslation('studio');
  return (
    <div className="flex items-start gap-3">
      <Portrait portrait={persona.portrait} className="size-10 narrow:hidden" />
      <div className="min-w-0 flex-1">
        <p className="mb-1 flex flex-wrap items-center gap-2 text-13 text-muted">
          <span className="font-[560] text-ink">{persona.name}</span>
          <Badge>{t('board.fictional')}</Badge>
        </p>
        <ul className="flex flex-col gap-2.5">
          {said.sentences.map((sentence, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what was said does not change
            <li key={index}>
              <p lang={persona.language} className="text-17 text-pretty break-words">
                {sentence.text}
              </p>
              <RestsOn sentence={sentence} language={persona.language} onShow={onShow} />
            </li>
          ))}
        </ul>
        {wanted !== null && (
          <p className="mt-2 text-12 text-muted">
            {said.modelId === null ? t('hand.talk.without') : t('hand.talk.worded', { model: wanted })}
          </p>
        )}
      </div>
    </div>
  );
}

type RestsOnProps = { sentence: RehearsedSentence; language: string; onShow: (shown: Shown) => void };

function RestsOn({ sentence, language, onShow }: RestsOnProps) {
  const { t } = useTranslation('studio');
  const fieldWord = useFieldWord();
  const { traits, evidence, basis } = sentence;
  if (basis === null) return null;
  return (
    <div className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-13 text-muted">
      {traits.length === 0 ? (
        <Badge tone="attention" className="whitespace-normal">
          {t('hand.talk.unsupported')}
        </Badge>
      ) : (
        <>
          {basis === 'assumption' && <Badge tone="attention">{t('trait.assumption')}</Badge>}
          <span className="min-w-0 break-words">
            {traits.map(({ field, id, text }) => (
              <span key={`${field} ${id}`} className="mr-1">
                {fieldWord(field)}: <span lang={language}>{text}</span>
              </span>
            ))}
          </span>
          {evidence.length > 0 && (
            <EvidenceButton
              count={evidence.length}
              text={sentence.text}
              onPress={() => onShow({ text: traits.map(({ text }) => text).join(' · '), evidence })}
            />
          )}
        </>
      )}
    </div>
  );
}

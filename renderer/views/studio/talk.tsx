/** The conversation itself: turns, suggestions, and the field to ask in. It lives as long as the page and is not stored. */
import { Send } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Persona } from '../../../electron/contract/intelligence-groups.ts';
import type { Rehearsal } from '../../../electron/contract/intelligence-hand.ts';
import { client } from '../../client/client.ts';
import { type AppFailure, toFailure } from '../../client/failure.ts';
import { Button, ErrorNotice, Spinner, TextField } from '../../ui/index.ts';
import type { Shown } from './evidence-pane.tsx';
import { PersonaTurn, PersonTurn } from './talk-turn.tsx';

type Turn =
  | { role: 'person'; text: string }
  | { role: 'persona'; said: Rehearsal /** The model that was asked for, by name. */; wanted: string | null };

/** As many as the contract takes. */
const rememberedTurns = 40;
const openers = ['who', 'goals', 'pains', 'channels', 'open'] as const;

type TalkProps = {
  persona: Persona;
  /** Words the answers; `null`: the persona's own statements do. */
  model: { id: string; name: string } | null;
  onShow: (shown: Shown) => void;
};

export function Talk({ persona, model, onShow }: TalkProps) {
  const { t } = useTranslation('studio');
  const [turns, setTurns] = useState<readonly Turn[]>([]);
  const [question, setQuestion] = useState('');
  const [isWaiting, setWaiting] = useState(true);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const end = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);

  const speak = async (before: readonly Turn[], signal?: AbortSignal) => {
    setWaiting(true);
    setFailure(null);
    try {
      const said = await client.intelligence.rehearse(
        {
          personaId: persona.id,
          turns: before.slice(-rememberedTurns).map((turn) => ({
            role: turn.role,
            text: turn.role === 'person' ? turn.text : turn.said.text,
          })),
          modelId: model?.id ?? null,
        },
        { signal },
      );
      if (signal?.aborted) return;
      setTurns([...before, { role: 'persona', said, wanted: model?.name ?? null }]);
    } catch (thrown) {
      if (signal?.aborted) return;
      setFailure(toFailure(thrown));
    }
    setWaiting(false);
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: the persona says hello once, whatever model is chosen later
  useEffect(() => {
    const gone = new AbortController();
    void speak([], gone.signal);
    return () => gone.abort();
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each new turn comes into sight
  useEffect(() => {
    if (turns.length > 1) end.current?.scrollIntoView({ block: 'nearest' });
  }, [turns, isWaiting]);

  const ask = (text: string) => {
    if (text.trim() === '' || isWaiting) return;
    const next: Turn[] = [...turns, { role: 'person', text: text.trim() }];
    setTurns(next);
    setQuestion('');
    field.current?.focus();
    void speak(next);
  };

  return (
    <>
      <div role="log" aria-label={t('hand.talk.log')}>
        <ol className="flex flex-col gap-5">
          {turns.map((turn, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: turns are only ever added at the end
            <li key={index}>
              {turn.role === 'person' ? (
                <PersonTurn text={turn.text} />
              ) : (
                <PersonaTurn persona={persona} said={turn.said} wanted={turn.wanted} onShow={onShow} />
              )}
            </li>
          ))}
        </ol>
      </div>
      {isWaiting && (
        <p role="status" className="mt-4 flex items-center gap-2.5 text-muted">
          <Spinner className="size-4" />
          {t('hand.talk.waiting', { name: persona.name })}
        </p>
      )}
      {failure && <ErrorNotice failure={failure} onRetry={() => void speak(turns)} className="mt-4" />}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          ask(question);
        }}
        className="mt-6 flex flex-wrap items-end gap-2 border-t border-line pt-5"
      >
        <TextField
          ref={field}
          label={t('hand.talk.ask')}
          placeholder={t('hand.talk.placeholder')}
          value={question}
          onChange={setQuestion}
          maxLength={4_000}
          className="min-w-0 flex-1 basis-72"
        />
        <Button type="submit" variant="primary" icon={Send} isDisabled={question.trim() === '' || isWaiting}>
          {t('hand.talk.send')}
        </Button>
      </form>
      <p className="mt-3 mb-1.5 text-13 text-muted">{t('hand.talk.suggestions')}</p>
      <ul className="flex flex-wrap gap-2">
        {openers.map((key) => (
          <li key={key} className="max-w-full min-w-0">
            <Button
              size="sm"
              className="h-auto min-h-7 py-1 text-left whitespace-normal"
              isDisabled={isWaiting}
              onPress={() => ask(t(`hand.talk.questions.${key}`))}
            >
              {t(`hand.talk.questions.${key}`)}
            </Button>
          </li>
        ))}
      </ul>
      <div ref={end} />
    </>
  );
}

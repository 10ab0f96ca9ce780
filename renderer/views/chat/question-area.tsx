/** The field with what decides about the answer: who gives it, with which model, from which sources; and what speaks against asking so. */
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { SourcePicker } from '../evidence/source-picker.tsx';
import { AgentGone } from './agent-gone.tsx';
import { AgentPicker } from './agent-picker.tsx';
import { AgentSources } from './agent-sources.tsx';
import type { ConversationChange } from './chat-actions.ts';
import { type ModelChoice, speaks } from './chat-models.ts';
import { Composer } from './composer.tsx';
import type { ConversationState } from './conversation-state.ts';
import { setWishes } from './drafts.ts';
import { LanguageNotice } from './language-notice.tsx';
import { openWithAgent } from './leading-agent.ts';
import { ModelPicker } from './model-picker.tsx';
import { ModelNotice } from './notices.tsx';
import type { Asking } from './use-asking.ts';

/** What can be changed about the shown conversation, or wished for the next. */
export type Change = Omit<ConversationChange, 'conversationId' | 'title'>;

export type QuestionAreaProps = {
  state: ConversationState;
  asking: Asking;
  field: RefObject<HTMLTextAreaElement | null>;
  onChange: (change: Change, done?: () => void) => void;
  onStop: () => void;
  onSystemPrompt: () => void;
};

export function QuestionArea(props: QuestionAreaProps) {
  const { state, asking, field, onChange, onStop, onSystemPrompt } = props;
  const { conversationId, leading, agent, isLed, hasSources, choice, running, isConfidential } = state;
  const { t } = useTranslation('chat');
  const blocked = () => {
    if (leading.state === 'gone') return t('agent.blocked');
    return choice.isPending || choice.effective !== null || hasSources
      ? null
      : t(choice.missingId === null ? 'composer.noModel' : 'composer.modelMissing');
  };
  return (
    <div className="shrink-0 px-6 pt-2 pb-4 narrow:px-3 narrow:pb-3">
      {leading.state === 'gone' && <AgentGone name={leading.name} />}
      <Doubt {...props} />
      {!isLed && choice.barred && (
        <p className="mx-auto mb-2 w-full max-w-192 text-13 text-muted">
          {choice.effective
            ? t('confidential.instead', { cloud: choice.barred.name, local: choice.effective.name })
            : t('confidential.noLocal')}
        </p>
      )}
      <Composer
        draftKey={asking.draftKey}
        blocked={blocked()}
        running={running && { isStopping: running.isStopping, onStop }}
        isSending={asking.isSending}
        hasOwnPrompt={state.systemPrompt !== null}
        onSend={asking.submit}
        onSystemPrompt={isLed ? null : onSystemPrompt}
        agentPicker={
          <AgentPicker
            leading={leading}
            beginsAnew={conversationId !== null}
            onChange={(agentId) =>
              conversationId === null ? setWishes({ agentId }) : openWithAgent(agentId)
            }
          />
        }
        modelPicker={
          !isLed && (
            <ModelPicker
              choice={choice}
              wantedId={state.modelId}
              isConfidential={isConfidential}
              onChange={(id) => onChange({ modelId: id })}
            />
          )
        }
        sourcePicker={
          isLed ? (
            agent && <AgentSources agent={agent} modelName={modelNameOf(choice, agent.modelId)} />
          ) : (
            <SourcePicker
              spaceIds={state.spaceIds}
              tags={state.tags}
              onlyFromSources={state.onlyFromSources}
              onChange={(wanted) => onChange(wanted)}
            />
          )
        }
        field={field}
      />
    </div>
  );
}

/** Of the model: that it does not know the language of the question, else what is known about it anyway. */
function Doubt({ state, asking, field, onChange }: QuestionAreaProps) {
  const { choice, isConfidential, isLed } = state;
  const { doubt, dropDoubt } = asking;
  const focusField = () => field.current?.focus();
  if (!doubt) return !isLed && <ModelNotice model={choice.effective} />;
  return (
    <LanguageNotice
      language={doubt.language}
      model={doubt.model}
      better={betterFor(choice, doubt.language, isConfidential)}
      onAsk={doubt.go}
      onChoose={(id) => {
        dropDoubt();
        onChange({ modelId: id }, focusField);
      }}
      onClose={() => {
        dropDoubt();
        focusField();
      }}
    />
  );
}

/** Another model that knows the language: on this computer if there is one, else one that may be asked and is not doubted. */
const betterFor = ({ usable }: ModelChoice, language: string, isConfidential: boolean) =>
  usable.find((model) => speaks(model, language)) ??
  (isConfidential ? null : (usable.find((model) => model.location === 'cloud') ?? null));

const modelNameOf = ({ usable }: ModelChoice, modelId: string | null): string | null =>
  modelId === null ? null : (usable.find(({ id }) => id === modelId)?.name ?? modelId);

/** Rebinding: press a button, press the keys; a combination belongs to one action only. */
import { RotateCcw } from 'lucide-react';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type ActionId,
  actionIds,
  actions,
  type Bindings,
  bindingsOf,
  canBind,
  combinationOf,
  conflictOf,
  muteShortcuts,
} from '../../app/shortcuts.ts';
import { announce, Button, IconButton, Kbd, Page, Section, useKeyNames } from '../../ui/index.ts';
import { Setting, useStored } from './setting.tsx';

type RowProps = {
  id: ActionId;
  bindings: Bindings;
  isRecording: boolean;
  onRecord: (isRecording: boolean) => void;
  onBind: (combination: string) => void;
  onReset: () => void;
};

function Row({ id, bindings, isRecording, onRecord, onBind, onReset }: RowProps) {
  const { t } = useTranslation(['settings', 'app']);
  const keyName = useKeyNames();
  const [problem, setProblem] = useState<string | null>(null);
  const title = t(`app:shortcuts.actions.${id}`);
  const isOwn = bindings[id] !== actions[id];

  useEffect(() => {
    muteShortcuts(isRecording);
    return () => muteShortcuts(false);
  }, [isRecording]);

  const explain = (sentence: string) => {
    setProblem(sentence);
    announce(sentence, 'assertive');
  };
  const record = (event: KeyboardEvent) => {
    if (!isRecording || event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    const combination = combinationOf(event.nativeEvent);
    if (combination === null) return;
    if (combination === 'escape') return onRecord(false);
    const keys = keyName(combination);
    if (!canBind(combination)) return explain(t('shortcuts.unusable', { keys }));
    const other = conflictOf(bindings, id, combination);
    if (other) return explain(t('shortcuts.conflict', { keys, action: t(`app:shortcuts.actions.${other}`) }));
    onBind(combination);
    announce(t('shortcuts.changed', { keys }));
  };
  return (
    <Setting>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2" onKeyDownCapture={record}>
        <div className="min-w-0">
          <p>{title}</p>
          {isOwn && !isRecording && (
            <p className="text-13 text-muted">{t('shortcuts.default', { keys: keyName(actions[id]) })}</p>
          )}
          {isRecording && problem && <p className="text-13 text-danger-ink">{problem}</p>}
        </div>
        <div className="flex items-center gap-2">
          {!isRecording && <Kbd combination={bindings[id]} />}
          {isOwn && !isRecording && (
            <IconButton
              icon={RotateCcw}
              size="sm"
              label={t('shortcuts.resetNamed', { action: title })}
              onPress={onReset}
            />
          )}
          <Button
            size="sm"
            aria-label={isRecording ? undefined : t('shortcuts.changeNamed', { action: title })}
            className={isRecording ? 'border-brand text-brand-ink' : undefined}
            onPress={() => {
              setProblem(null);
              onRecord(!isRecording);
            }}
            onBlur={() => onRecord(false)}
          >
            {isRecording ? t('shortcuts.press') : t('shortcuts.change')}
          </Button>
        </div>
      </div>
    </Setting>
  );
}

export function ShortcutSettings() {
  const { t } = useTranslation('settings');
  const stored = useStored();
  const [recorded, setRecorded] = useState<ActionId | null>(null);
  if (!stored) return null;
  const { settings, change } = stored;
  const bindings = bindingsOf(settings.shortcuts.bindings);
  const store = (next: Record<string, string>) => change({ shortcuts: { bindings: next } });
  const bind = (id: ActionId, combination: string) => {
    setRecorded(null);
    store({ ...settings.shortcuts.bindings, [id]: combination });
  };
  const reset = (id: ActionId) => {
    const { [id]: _dropped, ...others } = settings.shortcuts.bindings;
    store(others);
  };
  const isChanged = actionIds.some((id) => bindings[id] !== actions[id]);
  return (
    <Page
      title={t('pages.shortcuts')}
      intro={t('shortcuts.intro')}
      width="md"
      actions={isChanged && <Button onPress={() => store({})}>{t('shortcuts.resetAll')}</Button>}
    >
      <Section>
        {actionIds.map((id) => (
          <Row
            key={id}
            id={id}
            bindings={bindings}
            isRecording={recorded === id}
            onRecord={(isRecording) => setRecorded(isRecording ? id : null)}
            onBind={(combination) => bind(id, combination)}
            onReset={() => reset(id)}
          />
        ))}
      </Section>
    </Page>
  );
}

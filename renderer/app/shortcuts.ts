/**
 * The registry of keyboard shortcuts. A combination is written `mod+shift+o`: modifiers in the order mod, ctrl, alt, shift, then
 * the key as `KeyboardEvent.key` in lower case. `mod` is Ctrl, on a Mac ⌘. For signs the shift key is left out, because
 * whether it is needed depends on the keyboard: Ctrl+/ is Ctrl+Shift+7 on a German one.
 */
import { useEffect, useRef } from 'react';
import { isMac } from '../ui/index.ts';

/** In the order of the shortcut list. */
export const actions = {
  'app.palette': 'mod+k',
  'app.shortcuts': 'mod+/',
  'app.settings': 'mod+,',
  'app.rail': 'mod+b',
  'app.nextRegion': 'f6',
  'app.previousRegion': 'shift+f6',
  'chat.new': 'mod+shift+o',
  'chat.search': 'mod+shift+f',
  'chat.copyAnswer': 'mod+shift+c',
} as const satisfies Record<string, string>;

export type ActionId = keyof typeof actions;
export const actionIds = Object.keys(actions) as ActionId[];
export type Bindings = Record<ActionId, string>;

type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const modifierKeys = new Set([
  'control',
  'shift',
  'alt',
  'meta',
  'altgraph',
  'dead',
  'process',
  'unidentified',
]);
const isSign = (key: string) =>
  key.length === 1 && key.toLowerCase() === key.toUpperCase() && !/\d/.test(key);

/** `null` while only modifiers are held. */
export const combinationOf = (press: KeyPress, mac = isMac): string | null => {
  const key = press.key.toLowerCase();
  if (modifierKeys.has(key)) return null;
  const named = key === ' ' ? 'space' : key === '+' ? 'plus' : key;
  const parts = [
    (mac ? press.metaKey : press.ctrlKey) && 'mod',
    mac && press.ctrlKey && 'ctrl',
    press.altKey && 'alt',
    press.shiftKey && !isSign(key) && 'shift',
    named,
  ];
  return parts.filter(Boolean).join('+');
};

/** Keys that belong to the focused control or to the system, alone or with shift. */
const isPlain = (combination: string) =>
  !/(^|\+)(mod|ctrl|alt)\+/.test(combination) && !/(^|\+)f\d{1,2}$/.test(combination);

/** Editing keys every text field needs. */
const reserved = new Set(['mod+a', 'mod+c', 'mod+v', 'mod+x', 'mod+z', 'mod+y', 'mod+shift+z', 'mod+enter']);

export const canBind = (combination: string): boolean => !isPlain(combination) && !reserved.has(combination);

/** The defaults with the person's changes; unknown actions and impossible combinations are passed over. */
export const bindingsOf = (rebound: Record<string, string>): Bindings => {
  const bindings: Bindings = { ...actions };
  for (const id of actionIds) {
    const wanted = rebound[id];
    if (wanted !== undefined && canBind(wanted)) bindings[id] = wanted;
  }
  return bindings;
};

/** The other action that already has this combination. */
export const conflictOf = (bindings: Bindings, id: ActionId, combination: string): ActionId | null =>
  actionIds.find((other) => other !== id && bindings[other] === combination) ?? null;

let current: Bindings = { ...actions };
export const setBindings = (bindings: Bindings): void => {
  current = bindings;
};

type Handler = () => void;
const handlers = new Map<ActionId, Handler[]>();
let muted = false;

/** While a combination is being recorded, none is carried out. */
export const muteShortcuts = (mute: boolean): void => {
  muted = mute;
};

/** Carries out what is bound to the pressed keys; the handler mounted last wins. */
export const listenForShortcuts = (): (() => void) => {
  const press = (event: KeyboardEvent) => {
    if (muted || event.defaultPrevented || event.isComposing) return;
    const combination = combinationOf(event);
    const id = combination && actionIds.find((action) => current[action] === combination);
    const handler = id && handlers.get(id)?.at(-1);
    if (!handler) return;
    event.preventDefault();
    event.stopPropagation();
    handler();
  };
  window.addEventListener('keydown', press, true);
  return () => window.removeEventListener('keydown', press, true);
};

/** Handles an action for as long as the component is mounted. */
export const useShortcut = (id: ActionId, handler: Handler): void => {
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => {
    const call = () => latest.current();
    handlers.set(id, [...(handlers.get(id) ?? []), call]);
    return () => {
      handlers.set(
        id,
        (handlers.get(id) ?? []).filter((other) => other !== call),
      );
    };
  }, [id]);
};

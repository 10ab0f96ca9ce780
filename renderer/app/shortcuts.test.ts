import { expect, it } from 'vitest';
import { actionIds, actions, bindingsOf, canBind, combinationOf, conflictOf } from './shortcuts.ts';

const press = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

it('finds Ctrl+/ on a German keyboard, where the slash is Shift+7', () => {
  expect(combinationOf(press('/', { ctrlKey: true, shiftKey: true }), false)).toBe('mod+/');
  expect(combinationOf(press('/', { ctrlKey: true }), false)).toBe('mod+/');
});

it('keeps shift where it distinguishes: letters and function keys', () => {
  expect(combinationOf(press('O', { ctrlKey: true, shiftKey: true }), false)).toBe('mod+shift+o');
  expect(combinationOf(press('F6', { shiftKey: true }), false)).toBe('shift+f6');
});

it('takes the command key for mod on a Mac and leaves Ctrl its own name', () => {
  expect(combinationOf(press('k', { metaKey: true }), true)).toBe('mod+k');
  expect(combinationOf(press('k', { ctrlKey: true }), true)).toBe('ctrl+k');
});

it('waits while only modifiers are held, and during dead keys', () => {
  for (const key of ['Control', 'Shift', 'AltGraph', 'Dead'])
    expect(combinationOf(press(key, { ctrlKey: true }))).toBeNull();
});

it('leaves typing and the editing keys alone', () => {
  for (const keys of ['a', 'shift+a', '/', 'enter', 'escape', 'mod+c', 'mod+v', 'mod+shift+z'])
    expect(canBind(keys), keys).toBe(false);
  for (const keys of ['mod+j', 'alt+n', 'f2', 'shift+f2']) expect(canBind(keys), keys).toBe(true);
});

it('ships defaults that can be bound and do not collide', () => {
  const bindings = bindingsOf({});
  for (const id of actionIds) {
    expect(canBind(actions[id]), id).toBe(true);
    expect(conflictOf(bindings, id, bindings[id]), id).toBeNull();
  }
});

it('applies stored bindings and passes over what this version does not know', () => {
  const bindings = bindingsOf({ 'app.rail': 'mod+j', 'gone.action': 'mod+q', 'app.palette': 'a' });
  expect(bindings['app.rail']).toBe('mod+j');
  expect(bindings['app.palette']).toBe('mod+k');
  expect(conflictOf(bindings, 'chat.new', 'mod+j')).toBe('app.rail');
});

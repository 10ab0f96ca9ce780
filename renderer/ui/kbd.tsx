/** Shows a key combination the way the person's keyboard names it. */
import { useTranslation } from 'react-i18next';
import { cx } from './cx.ts';

export const isMac = /mac|iphone|ipad/i.test(globalThis.navigator?.platform ?? '');

const symbols: Record<string, string> = isMac
  ? { mod: '⌘', ctrl: '⌃', shift: '⇧', alt: '⌥', enter: '↵', escape: 'Esc', arrowup: '↑', arrowdown: '↓' }
  : { alt: 'Alt', escape: 'Esc', arrowup: '↑', arrowdown: '↓' };

/** Names of keys that differ between languages. */
type KeyWords = { ctrl: string; shift: string; enter: string; space: string };

/** The keys of a combination such as `mod+shift+o`, named for display. */
const keyNames = (combination: string, words: KeyWords): string[] =>
  combination.split('+').map((key) => {
    if (symbols[key]) return symbols[key];
    if (key === 'mod' || key === 'ctrl') return words.ctrl;
    if (key === 'shift') return words.shift;
    if (key === 'enter') return words.enter;
    if (key === 'space') return words.space;
    if (key === 'plus') return '+';
    return key.length === 1 ? key.toUpperCase() : key.charAt(0).toUpperCase() + key.slice(1);
  });

export const useKeyNames = () => {
  const { t } = useTranslation('common');
  const words = {
    ctrl: t('keys.ctrl'),
    shift: t('keys.shift'),
    enter: t('keys.enter'),
    space: t('keys.space'),
  };
  return (combination: string): string => keyNames(combination, words).join(isMac ? '' : '+');
};

export function Kbd({ combination, className }: { combination: string; className?: string }) {
  const name = useKeyNames();
  return (
    <kbd
      className={cx(
        'tabular rounded-sm border border-line bg-sunken px-1.5 py-px font-sans text-12 whitespace-nowrap text-muted',
        className,
      )}
    >
      {name(combination)}
    </kbd>
  );
}

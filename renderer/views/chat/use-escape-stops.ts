/** Esc stops the running answer, unless something nearer claims the key: a dialog, a menu, a field being edited. */
import { useEffect, useRef } from 'react';

const claimants = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

/** `stop` is `null` while nothing runs. */
export const useEscapeStops = (stop: (() => void) | null): void => {
  const latest = useRef(stop);
  useEffect(() => {
    latest.current = stop;
  });
  const isActive = stop !== null;
  useEffect(() => {
    if (!isActive) return;
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector(claimants)) return;
      event.preventDefault();
      latest.current?.();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [isActive]);
};

/** The right pane for evidence and details: beside the work where there is room, a sheet where there is not. */
import { X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { createPortal } from 'react-dom';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { create } from 'zustand';
import { IconButton } from './button.tsx';
import { cx } from './cx.ts';
import { scrimClass } from './dialog.tsx';
import { useLayoutMode } from './layout-mode.ts';
import { Splitter, useSplit } from './splitter.tsx';

const useSlot = create<{ element: HTMLElement | null }>(() => ({ element: null }));

/** Where the frame wants the pane; belongs once into the page, right of the work. */
export function PaneSlot() {
  return <div ref={(element) => useSlot.setState({ element })} className="flex min-h-0 shrink-0" />;
}

export type PaneProps = {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  /** The content scrolls its own parts and brings its own space. */
  isFlush?: boolean;
  /** From which room on it stands beside the work instead of over it. */
  inlineFrom?: 'wide' | 'medium';
  children: ReactNode;
};

/** May be rendered anywhere inside a view; only one should be open at a time. */
export function Pane({ isOpen, onClose, title, isFlush, inlineFrom = 'wide', children }: PaneProps) {
  const { t } = useTranslation('common');
  const headingId = useId();
  const slot = useSlot((state) => state.element);
  const split = useSplit(isFlush ? 'reader' : 'pane', { start: isFlush ? 460 : 400, min: 300, max: 720 });
  const mode = useLayoutMode();
  const inline = mode === 'wide' || mode === inlineFrom;
  const aside = useReturnedFocus(isOpen && inline);
  const closeByEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    onClose();
  };
  const header = (heading: ReactNode) => (
    <header className="flex h-13 shrink-0 items-center gap-2 border-b border-line pr-2 pl-4">
      {heading}
      <IconButton icon={X} label={t('close')} size="sm" onPress={onClose} />
    </header>
  );
  // Focusable, so that the keyboard can scroll a text without controls.
  const body = isFlush ? (
    <div className="flex min-h-0 flex-1 flex-col">{children}</div>
  ) : (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section tabIndex={0} aria-labelledby={headingId} className="min-h-0 flex-1 overflow-y-auto p-4">
      {children}
    </section>
  );

  if (inline) {
    if (!isOpen || !slot) return null;
    return createPortal(
      <aside
        ref={aside}
        aria-labelledby={headingId}
        data-region="pane"
        tabIndex={-1}
        onKeyDown={closeByEscape}
        className="flex min-h-0"
      >
        <Splitter split={split} label={t('resizePane')} side="right" />
        <div
          style={{ width: mode === 'medium' ? `min(${split.css}, 46vw)` : split.css }}
          className="flex min-h-0 animate-[appear_160ms_var(--ease-out)] flex-col bg-surface"
        >
          {header(
            <h2 id={headingId} className="min-w-0 flex-1 truncate text-15">
              {title}
            </h2>,
          )}
          {body}
        </div>
      </aside>,
      slot,
    );
  }
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable
      className={cx(scrimClass, 'flex justify-end')}
    >
      <Modal className="h-full w-[min(100vw,calc(460rem/15))] animate-[slide-in_180ms_var(--ease-out)] border-l border-line bg-surface shadow-raised">
        <AriaDialog className="flex h-full flex-col outline-none">
          {header(
            <Heading slot="title" className="min-w-0 flex-1 truncate text-15">
              {title}
            </Heading>,
          )}
          {body}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Beside the work: who was inside when it closed is back at what opened it. */
const useReturnedFocus = (isOpen: boolean) => {
  const aside = useRef<HTMLElement>(null);
  const opener = useRef<Element | null>(null);
  useEffect(() => {
    if (!isOpen) return;
    opener.current = document.activeElement;
    const left = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement && !aside.current?.contains(target)) opener.current = target;
    };
    document.addEventListener('focusin', left);
    return () => {
      document.removeEventListener('focusin', left);
      // The pane is gone by now, and with it whatever in it had the focus.
      const isLost = document.activeElement === null || document.activeElement === document.body;
      if (isLost && opener.current instanceof HTMLElement) opener.current.focus();
    };
  }, [isOpen]);
  return aside;
};

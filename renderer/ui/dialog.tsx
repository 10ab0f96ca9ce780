/** Dialogs. Focus goes in, stays in and comes back; Esc closes. A destructive choice is always confirmed here. */
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from './button.tsx';
import { cx } from './cx.ts';

export const scrimClass =
  'fixed inset-0 z-40 bg-scrim data-entering:animate-[appear_140ms_var(--ease-out)] data-exiting:opacity-0 transition-opacity';

export type DialogProps = {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  size?: 'sm' | 'md' | 'lg';
  /** Buttons, the main one last. */
  actions?: ReactNode;
  /** For a dialog that must be answered: no closing by a click beside it. */
  isDismissable?: boolean;
  role?: 'dialog' | 'alertdialog';
  children: ReactNode;
};

const widths = { sm: 'max-w-112', md: 'max-w-150', lg: 'max-w-220' };

export function Dialog(props: DialogProps) {
  const { isOpen, onClose, title, size = 'md', actions, isDismissable = true, role, children } = props;
  const { t } = useTranslation('common');
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={isDismissable}
      className={cx(scrimClass, 'flex items-center justify-center p-4')}
    >
      <Modal
        className={cx(
          'hairline flex max-h-full w-full flex-col overflow-hidden rounded-md bg-raised shadow-raised',
          widths[size],
        )}
      >
        <AriaDialog role={role} className="flex min-h-0 flex-col outline-none">
          <header className="flex items-start gap-4 px-5 pt-4 pb-2">
            <Heading slot="title" className="min-w-0 flex-1 pt-1 text-17">
              {title}
            </Heading>
            <IconButton icon={X} label={t('close')} size="sm" onPress={onClose} />
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">{children}</div>
          {actions && (
            <footer className="flex flex-wrap justify-end gap-2 border-t border-line bg-canvas px-5 py-3">
              {actions}
            </footer>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

export type ConfirmDialogProps = {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  /** What exactly will be gone or changed. */
  children: ReactNode;
  /** The verb, e.g. "Gespräch löschen". */
  confirmLabel: string;
  onConfirm: () => void;
  isPending?: boolean;
  tone?: 'danger' | 'plain';
};

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { isOpen, onClose, title, children, confirmLabel, onConfirm, isPending, tone = 'danger' } = props;
  const { t } = useTranslation('common');
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={title}
      size="sm"
      role="alertdialog"
      isDismissable={false}
      actions={
        <>
          <Button onPress={onClose} autoFocus>
            {t('cancel')}
          </Button>
          <Button
            variant={tone === 'danger' ? 'danger' : 'primary'}
            onPress={onConfirm}
            isPending={isPending}
          >
            {confirmLabel}
          </Button>
        </>
      }
    >
      <div className="text-muted">{children}</div>
    </Dialog>
  );
}

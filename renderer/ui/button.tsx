/** Buttons. The label is a verb; an icon alone needs `IconButton`, which carries its name for everyone. */
import type { LucideIcon } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import { cx } from './cx.ts';
import { Spinner } from './spinner.tsx';
import { Tooltip, type TooltipProps } from './tooltip.tsx';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';
type Shared = Omit<AriaButtonProps, 'children' | 'className' | 'style'> & {
  variant?: ButtonVariant;
  size?: 'sm' | 'md' | 'lg';
  className?: string;
  ref?: Ref<HTMLButtonElement>;
};

const disabledGround = 'data-disabled:bg-sunken data-disabled:border-line';
const variants: Record<ButtonVariant, string> = {
  primary: `${disabledGround} bg-brand text-on-brand data-hovered:bg-brand-hover data-pressed:bg-brand-pressed border-transparent font-[560]`,
  secondary: `${disabledGround} bg-surface text-ink border-control/60 data-hovered:bg-hover data-pressed:bg-pressed data-hovered:border-control`,
  // without a ground of its own: with one it would look chosen
  quiet: 'bg-transparent text-ink border-transparent data-hovered:bg-hover data-pressed:bg-pressed',
  danger: `${disabledGround} bg-danger text-on-danger data-hovered:bg-danger-hover border-transparent font-[560]`,
};
const base =
  'inline-flex shrink-0 items-center justify-center gap-2 rounded-md border whitespace-nowrap select-none cursor-default ' +
  'transition-colors data-disabled:text-disabled';
const sizes = { sm: 'h-7 px-2.5 text-13', md: 'h-9 px-3.5 text-15', lg: 'h-11 px-5 text-15' };
const iconSizes = { sm: 'size-7', md: 'size-9', lg: 'size-11' };

/**
 * A pending button keeps the focus and takes no press. React Aria would also speak it through an image named after the button,
 * which has no name any more when the button leaves with its dialog.
 */
const settled = <T extends Pick<AriaButtonProps, 'isPending' | 'onPress' | 'type'>>({
  isPending,
  ...rest
}: T) => (isPending ? { ...rest, 'aria-disabled': true, onPress: undefined, type: 'button' as const } : rest);

export type ButtonProps = Shared & {
  icon?: LucideIcon;
  /** Shows a spinner and takes no further press; the label stays readable. */
  isPending?: boolean;
  children: ReactNode;
};

export function Button({
  variant = 'secondary',
  size = 'md',
  icon: Icon,
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <AriaButton {...settled(rest)} className={cx(base, variants[variant], sizes[size], className)}>
      {rest.isPending ? (
        <Spinner className="size-4" />
      ) : (
        Icon && <Icon aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
      )}
      {children}
    </AriaButton>
  );
}

export type IconButtonProps = Shared & {
  icon: LucideIcon;
  /** Its name: read aloud and shown as a tooltip. */
  label: string;
  /** Shown in the tooltip beside the name, e.g. `Ctrl+K`. */
  shortcut?: string;
  placement?: TooltipProps['placement'];
};

export function IconButton({
  icon: Icon,
  label,
  shortcut,
  placement,
  variant = 'quiet',
  size = 'md',
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip
      placement={placement}
      content={
        shortcut ? (
          <>
            {label} <span className="text-faint">{shortcut}</span>
          </>
        ) : (
          label
        )
      }
    >
      <AriaButton
        {...settled(rest)}
        aria-label={label}
        className={cx(
          base,
          variants[variant],
          iconSizes[size],
          variant === 'quiet' && 'text-muted',
          'p-0',
          className,
        )}
      >
        <Icon aria-hidden className={size === 'sm' ? 'size-4' : 'size-[1.2em]'} strokeWidth={1.75} />
      </AriaButton>
    </Tooltip>
  );
}

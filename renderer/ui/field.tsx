/** Text, number and search fields: label above, help below, error in words with an icon. */
import { CircleAlert, Minus, Plus, Search, X } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import {
  NumberField as AriaNumberField,
  type NumberFieldProps as AriaNumberFieldProps,
  SearchField as AriaSearchField,
  type SearchFieldProps as AriaSearchFieldProps,
  TextArea as AriaTextArea,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  Button,
  FieldError,
  Group,
  Input,
  Label,
  Text,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { cx } from './cx.ts';

export const boxClass =
  'rounded-md border border-control bg-surface text-ink transition-colors data-hovered:border-ink ' +
  'data-focused:border-brand data-focused:outline-2 data-focused:outline-focus data-focused:-outline-offset-1 ' +
  'data-invalid:border-danger data-disabled:bg-sunken data-disabled:text-disabled data-disabled:border-line';

type Words = { label: string; hideLabel?: boolean; help?: ReactNode; error?: string | null };
type Plain<P> = Omit<P, 'children' | 'className' | 'style'> & Words & { className?: string };

export function FieldLabel({ label, hide }: { label: string; hide?: boolean | undefined }) {
  return <Label className={hide ? 'sr-only' : 'mb-1.5 block text-13 font-[560] text-ink'}>{label}</Label>;
}

export function FieldNotes({ help, error }: { help?: ReactNode; error?: string | null | undefined }) {
  return (
    <>
      {help && !error && (
        <Text slot="description" className="mt-1.5 block text-13 text-muted">
          {help}
        </Text>
      )}
      <FieldError className="mt-1.5 flex items-start gap-1.5 text-13 text-danger-ink">
        {({ validationErrors }) => (
          <>
            <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" strokeWidth={1.75} />
            <span>{error || validationErrors.join(' ')}</span>
          </>
        )}
      </FieldError>
    </>
  );
}

export type TextFieldProps = Plain<AriaTextFieldProps> & {
  placeholder?: string;
  ref?: Ref<HTMLInputElement>;
};

export function TextField({
  label,
  hideLabel,
  help,
  error,
  className,
  placeholder,
  ref,
  ...rest
}: TextFieldProps) {
  return (
    <AriaTextField {...rest} isInvalid={Boolean(error) || rest.isInvalid} className={cx('block', className)}>
      <FieldLabel label={label} hide={hideLabel} />
      <Input
        ref={ref}
        placeholder={placeholder}
        className={cx(boxClass, 'h-9 w-full px-3 placeholder:text-faint')}
      />
      <FieldNotes help={help} error={error} />
    </AriaTextField>
  );
}

export type TextAreaProps = Plain<AriaTextFieldProps> & {
  placeholder?: string;
  rows?: number;
  ref?: Ref<HTMLTextAreaElement>;
};

export function TextArea({
  label,
  hideLabel,
  help,
  error,
  className,
  placeholder,
  rows = 4,
  ref,
  ...rest
}: TextAreaProps) {
  return (
    <AriaTextField {...rest} isInvalid={Boolean(error) || rest.isInvalid} className={cx('block', className)}>
      <FieldLabel label={label} hide={hideLabel} />
      <AriaTextArea
        ref={ref}
        rows={rows}
        placeholder={placeholder}
        className={cx(boxClass, 'block w-full resize-y px-3 py-2 placeholder:text-faint')}
      />
      <FieldNotes help={help} error={error} />
    </AriaTextField>
  );
}

export type SearchFieldProps = Plain<AriaSearchFieldProps> & {
  placeholder?: string;
  ref?: Ref<HTMLInputElement>;
};

export function SearchField({
  label,
  hideLabel = true,
  className,
  placeholder,
  ref,
  ...rest
}: SearchFieldProps) {
  const { t } = useTranslation('common');
  return (
    <AriaSearchField {...rest} className={cx('group block', className)}>
      <FieldLabel label={label} hide={hideLabel} />
      <Group className={cx(boxClass, 'flex h-9 items-center')}>
        <Search aria-hidden className="ml-2.5 size-4 shrink-0 text-faint" strokeWidth={1.75} />
        <Input
          ref={ref}
          placeholder={placeholder}
          className="h-full min-w-0 flex-1 bg-transparent px-2 outline-none placeholder:text-faint [&::-webkit-search-cancel-button]:hidden"
        />
        <Button
          aria-label={t('clear')}
          className="mr-1 flex size-7 items-center justify-center rounded-sm text-muted group-data-empty:hidden data-hovered:bg-hover"
        >
          <X aria-hidden className="size-4" strokeWidth={1.75} />
        </Button>
      </Group>
    </AriaSearchField>
  );
}

export type NumberFieldProps = Plain<AriaNumberFieldProps>;

const stepClass =
  'flex h-full w-8 items-center justify-center text-muted data-hovered:bg-hover data-pressed:bg-pressed data-disabled:text-disabled';

export function NumberField({ label, hideLabel, help, error, className, ...rest }: NumberFieldProps) {
  return (
    <AriaNumberField
      {...rest}
      isInvalid={Boolean(error) || rest.isInvalid}
      className={cx('block', className)}
    >
      <FieldLabel label={label} hide={hideLabel} />
      <Group className={cx(boxClass, 'flex h-9 w-44 max-w-full items-center overflow-hidden')}>
        <Input className="tabular h-full min-w-0 flex-1 bg-transparent px-3 outline-none" />
        <Button slot="decrement" className={cx(stepClass, 'border-l border-line')}>
          <Minus aria-hidden className="size-4" strokeWidth={1.75} />
        </Button>
        <Button slot="increment" className={cx(stepClass, 'border-l border-line')}>
          <Plus aria-hidden className="size-4" strokeWidth={1.75} />
        </Button>
      </Group>
      <FieldNotes help={help} error={error} />
    </AriaNumberField>
  );
}

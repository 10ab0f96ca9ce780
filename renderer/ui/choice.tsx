/** Choosing: select, switch, slider, and a radio group of short words side by side. */
import { Check, ChevronDown, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Radio as AriaRadio,
  RadioGroup as AriaRadioGroup,
  type RadioGroupProps as AriaRadioGroupProps,
  Select as AriaSelect,
  type SelectProps as AriaSelectProps,
  Slider as AriaSlider,
  type SliderProps as AriaSliderProps,
  Switch as AriaSwitch,
  type SwitchProps as AriaSwitchProps,
  Button,
  type Key,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
  SliderOutput,
  SliderThumb,
  SliderTrack,
  Text,
} from 'react-aria-components';
import { cx } from './cx.ts';
import { boxClass, FieldLabel, FieldNotes } from './field.tsx';

export type Option<V extends string> = {
  value: V;
  label: string;
  /** A second, quieter line. */
  detail?: string;
  icon?: LucideIcon;
};

export type SelectProps<V extends string> = Omit<
  AriaSelectProps<Option<V>>,
  'children' | 'className' | 'style' | 'value' | 'onChange' | 'selectedKey' | 'onSelectionChange'
> & {
  label: string;
  hideLabel?: boolean;
  help?: ReactNode;
  options: readonly Option<V>[];
  value: V | null;
  onChange: (value: V) => void;
  className?: string;
};

export function Select<V extends string>(props: SelectProps<V>) {
  const { label, hideLabel, help, options, value, onChange, className, ...rest } = props;
  const choose = (key: Key | null) => {
    const chosen = options.find((option) => option.value === key);
    if (chosen) onChange(chosen.value);
  };
  return (
    <AriaSelect {...rest} value={value} onChange={choose} className={cx('block', className)}>
      <FieldLabel label={label} hide={hideLabel} />
      <Button className={cx(boxClass, 'flex h-9 w-full cursor-default items-center gap-2 px-3 text-left')}>
        <SelectValue<Option<V>> className="min-w-0 flex-1 truncate data-placeholder:text-faint">
          {({ defaultChildren, selectedText }) => selectedText || defaultChildren}
        </SelectValue>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-muted" strokeWidth={1.75} />
      </Button>
      <FieldNotes help={help} />
      <Popover
        offset={4}
        className="hairline min-w-(--trigger-width) overflow-auto rounded-md bg-raised p-1 shadow-raised data-entering:animate-[appear_140ms_var(--ease-out)]"
      >
        <ListBox items={options} className="outline-none">
          {(option) => (
            <ListBoxItem
              id={option.value}
              textValue={option.label}
              className="flex cursor-default items-start gap-2 rounded-sm px-2 py-1.5 outline-none data-focused:bg-hover data-focus-visible:outline-2 data-focus-visible:-outline-offset-2"
            >
              {({ isSelected }) => (
                <>
                  <Check
                    aria-hidden
                    strokeWidth={2}
                    className={cx('mt-0.5 size-4 shrink-0 text-brand-ink', !isSelected && 'invisible')}
                  />
                  <span className="min-w-0">
                    <span className="block">{option.label}</span>
                    {option.detail && <span className="block text-13 text-muted">{option.detail}</span>}
                  </span>
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

export type SwitchProps = Omit<AriaSwitchProps, 'children' | 'className' | 'style'> & {
  label: string;
  help?: ReactNode;
  className?: string;
};

export function Switch({ label, help, className, ...rest }: SwitchProps) {
  return (
    <AriaSwitch {...rest} className={cx('group flex cursor-default items-start gap-3', className)}>
      <span className="mt-0.5 flex h-5 w-9 shrink-0 items-center rounded-full border border-control bg-sunken p-0.5 transition-colors group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-focus group-data-selected:border-brand group-data-selected:bg-brand">
        <span className="size-3.5 rounded-full bg-control transition-transform group-data-selected:translate-x-4 group-data-selected:bg-on-brand" />
      </span>
      <span className="min-w-0">
        <span className="block group-data-disabled:text-disabled">{label}</span>
        {help && <span className="mt-0.5 block text-13 text-muted">{help}</span>}
      </span>
    </AriaSwitch>
  );
}

export type SliderProps = Omit<AriaSliderProps<number>, 'children' | 'className' | 'style'> & {
  label: string;
  help?: ReactNode;
  className?: string;
};

export function Slider({ label, help, className, ...rest }: SliderProps) {
  return (
    <AriaSlider {...rest} className={cx('block', className)}>
      <div className="flex items-baseline justify-between">
        <Label className="text-13 font-[560]">{label}</Label>
        <SliderOutput className="tabular text-13 text-muted" />
      </div>
      <SliderTrack className="relative h-7 w-full">
        {({ state }) => (
          <>
            <span className="absolute top-1/2 h-1 w-full -translate-y-1/2 rounded-full bg-control/50" />
            <span
              className="absolute top-1/2 h-1 -translate-y-1/2 rounded-full bg-brand"
              style={{ width: `${state.getThumbPercent(0) * 100}%` }}
            />
            <SliderThumb className="top-1/2 size-5 rounded-full border-2 border-brand bg-surface transition-colors data-dragging:bg-brand-soft data-hovered:bg-brand-soft" />
          </>
        )}
      </SliderTrack>
      {help && (
        <Text slot="description" className="block text-13 text-muted">
          {help}
        </Text>
      )}
    </AriaSlider>
  );
}

export type SegmentedProps<V extends string> = Omit<
  AriaRadioGroupProps,
  'children' | 'className' | 'style' | 'value' | 'onChange'
> & {
  label: string;
  hideLabel?: boolean;
  help?: ReactNode;
  options: readonly Option<V>[];
  value: V;
  onChange: (value: V) => void;
  className?: string;
};

const chooser =
  <V extends string>(options: readonly Option<V>[], onChange: (value: V) => void) =>
  (value: string) => {
    const chosen = options.find((option) => option.value === value);
    if (chosen) onChange(chosen.value);
  };

/** A radio group of two to four short words side by side. */
export function Segmented<V extends string>(props: SegmentedProps<V>) {
  const { label, hideLabel, help, options, onChange, className, ...rest } = props;
  return (
    <AriaRadioGroup
      orientation="horizontal"
      {...rest}
      onChange={chooser(options, onChange)}
      className={cx('block', className)}
    >
      <FieldLabel label={label} hide={hideLabel} />
      <div className="inline-flex max-w-full flex-wrap gap-0.5 rounded-md border border-line bg-sunken p-0.5">
        {options.map(({ value, label: name, icon: Icon }) => (
          <AriaRadio
            key={value}
            value={value}
            className="flex h-8 cursor-default items-center gap-2 rounded-sm border border-transparent px-3 text-muted transition-colors data-hovered:text-ink data-selected:border-control/60 data-selected:bg-surface data-selected:font-[560] data-selected:text-ink"
          >
            {Icon && <Icon aria-hidden className="size-4" strokeWidth={1.75} />}
            {name}
          </AriaRadio>
        ))}
      </div>
      <FieldNotes help={help} />
    </AriaRadioGroup>
  );
}

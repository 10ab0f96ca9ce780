/** Labels a conversation confidential: from then on only models in this program can answer in it. */
import { Lock, LockOpen } from 'lucide-react';
import { ToggleButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { cx, Tooltip } from '../../ui/index.ts';

export type ConfidentialToggleProps = {
  isConfidential: boolean;
  isPending: boolean;
  onChange: (isConfidential: boolean) => void;
};

export function ConfidentialToggle({ isConfidential, isPending, onChange }: ConfidentialToggleProps) {
  const { t } = useTranslation('chat');
  const Icon = isConfidential ? Lock : LockOpen;
  return (
    <Tooltip content={t(isConfidential ? 'confidential.onHelp' : 'confidential.offHelp')}>
      <ToggleButton
        isSelected={isConfidential}
        isDisabled={isPending}
        onChange={onChange}
        aria-label={t('confidential.label')}
        className={cx(
          'flex h-8 shrink-0 cursor-default items-center gap-1.5 rounded-md border px-2.5 text-13 transition-colors',
          isConfidential
            ? 'border-transparent bg-verified-soft font-[560] text-verified-ink'
            : 'border-transparent text-muted data-hovered:bg-hover',
        )}
      >
        <Icon aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
        <span aria-hidden className="narrow:hidden">
          {t(isConfidential ? 'confidential.on' : 'confidential.off')}
        </span>
      </ToggleButton>
    </Tooltip>
  );
}

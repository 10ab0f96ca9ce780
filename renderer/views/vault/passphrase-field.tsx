/** A field for a passphrase, which can be shown to check the typing. */
import { Eye, EyeOff } from 'lucide-react';
import { type Ref, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton, TextField } from '../../ui/index.ts';

type Props = {
  label: string;
  help?: string;
  error?: string | null;
  value: string;
  onChange: (value: string) => void;
  /** `new`: password managers may offer to make one up. */
  kind: 'new' | 'current';
  ref?: Ref<HTMLInputElement>;
  autoFocus?: boolean;
};

export function PassphraseField({ label, help, error, value, onChange, kind, ref, autoFocus }: Props) {
  const { t } = useTranslation('vault');
  const [isShown, setShown] = useState(false);
  return (
    <div className="relative">
      <TextField
        ref={ref}
        label={label}
        help={help}
        error={error}
        value={value}
        onChange={onChange}
        type={isShown ? 'text' : 'password'}
        autoComplete={kind === 'new' ? 'new-password' : 'current-password'}
        autoFocus={autoFocus}
        spellCheck="false"
        className="[&_input]:pr-11"
      />
      <IconButton
        icon={isShown ? EyeOff : Eye}
        label={isShown ? t('hide') : t('show')}
        size="sm"
        onPress={() => setShown(!isShown)}
        className="absolute top-[calc(29rem/15)] right-1"
      />
    </div>
  );
}

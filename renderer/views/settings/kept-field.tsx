/** Text that is stored when the person leaves the field, so that half a word is never a setting. */
import { useState } from 'react';
import { TextArea, TextField } from '../../ui/index.ts';

type Props = {
  label: string;
  help?: string;
  placeholder?: string;
  stored: string;
  onStore: (value: string) => void;
  /** Why it cannot be stored; `null` when it can. */
  check?: (value: string) => string | null;
  rows?: number;
  maxLength?: number;
};

export function KeptField({ stored, onStore, check, rows, ...words }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const value = typed ?? stored;
  const error = typed === null ? null : (check?.(typed) ?? null);
  const leave = () => {
    if (typed === null || error) return;
    if (typed !== stored) onStore(typed);
    setTyped(null);
  };
  const props = { ...words, value, error, onChange: setTyped, onBlur: leave };
  return rows ? <TextArea {...props} rows={rows} /> : <TextField {...props} spellCheck="false" />;
}

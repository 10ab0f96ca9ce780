/** First start without a key store: a passphrase, and plain words about what losing it means. */
import { useMutation } from '@tanstack/react-query';
import { Check, TriangleAlert } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Checkbox } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { minPassphraseLength } from '../../../electron/contract/system.ts';
import { client } from '../../client/client.ts';
import { queryClient } from '../../client/query-client.ts';
import { Button, cx, ErrorNotice } from '../../ui/index.ts';
import { PassphraseField } from './passphrase-field.tsx';
import { VaultPage } from './vault-page.tsx';

/** The contract's number; taken as a type so that the schema library stays out of the first bundle. */
const minLength: typeof minPassphraseLength = 10;

export function CreateVault({ notice }: { notice: ReactNode }) {
  const { t } = useTranslation('vault');
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [understood, setUnderstood] = useState(false);
  const [checked, setChecked] = useState(false);
  const create = useMutation({
    mutationFn: () => client.vault.create({ passphrase }),
    onSuccess: () => queryClient.invalidateQueries(),
  });
  // letters, not code units: an umlaut typed as two counts once
  const missing = minLength - [...passphrase.normalize('NFC')].length;
  const tooShort = missing > 0 ? t('create.tooShort', { missing }) : null;
  const differs = passphrase === again ? null : t('create.mismatch');

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!tooShort && !differs && understood) create.mutate();
  };
  return (
    <VaultPage>
      {notice}
      <h1 className="text-24">{t('create.title')}</h1>
      <p className="mt-2 text-pretty text-muted">{t('create.intro')}</p>
      <div className="mt-5 flex gap-3 rounded-md bg-attention-soft px-4 py-3">
        <TriangleAlert aria-hidden className="mt-0.5 size-5 shrink-0 text-attention-ink" strokeWidth={1.75} />
        <div>
          <h2 className="text-15 text-attention-ink">{t('create.warningTitle')}</h2>
          <p className="mt-0.5 text-pretty">{t('create.warning')}</p>
        </div>
      </div>
      <form onSubmit={submit} className="mt-6 flex flex-col gap-4" noValidate>
        <PassphraseField
          label={t('create.passphrase')}
          help={t('create.passphraseHelp', { minLength })}
          error={checked ? tooShort : null}
          value={passphrase}
          onChange={setPassphrase}
          kind="new"
          autoFocus
        />
        <PassphraseField
          label={t('create.again')}
          error={checked && !tooShort ? differs : null}
          value={again}
          onChange={setAgain}
          kind="new"
        />
        <Checkbox
          isSelected={understood}
          onChange={setUnderstood}
          isInvalid={checked && !understood}
          className="group flex cursor-default items-start gap-3 py-1"
        >
          <span
            className={cx(
              'mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-sm border border-control bg-surface',
              'group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-focus',
              'group-data-invalid:border-danger group-data-selected:border-brand group-data-selected:bg-brand group-data-selected:text-on-brand',
            )}
          >
            {understood && <Check aria-hidden className="size-3.5" strokeWidth={2.5} />}
          </span>
          <span className="group-data-invalid:text-danger-ink">{t('create.understood')}</span>
        </Checkbox>
        {create.error && <ErrorNotice failure={create.error} />}
        <Button
          type="submit"
          variant="primary"
          size="lg"
          isPending={create.isPending}
          className="mt-1 self-start"
        >
          {t('create.submit')}
        </Button>
      </form>
    </VaultPage>
  );
}

/** Opens an existing database with its passphrase. */
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../client/client.ts';
import { queryClient } from '../../client/query-client.ts';
import { Button, ErrorNotice } from '../../ui/index.ts';
import { PassphraseField } from './passphrase-field.tsx';
import { VaultPage } from './vault-page.tsx';

export function UnlockVault({ notice }: { notice: ReactNode }) {
  const { t } = useTranslation('vault');
  const [passphrase, setPassphrase] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const unlock = useMutation({
    mutationFn: () => client.vault.unlock({ passphrase }),
    onSuccess: () => queryClient.invalidateQueries(),
    onError: () => field.current?.select(),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (passphrase) unlock.mutate();
    else field.current?.focus();
  };
  return (
    <VaultPage>
      {unlock.error ? null : notice}
      <h1 className="text-24">{t('unlock.title')}</h1>
      <p className="mt-2 text-pretty text-muted">{t('unlock.intro')}</p>
      <form onSubmit={submit} className="mt-6 flex flex-col gap-4" noValidate>
        <PassphraseField
          ref={field}
          label={t('unlock.passphrase')}
          value={passphrase}
          onChange={setPassphrase}
          kind="current"
          autoFocus
        />
        {unlock.error && <ErrorNotice failure={unlock.error} />}
        <Button type="submit" variant="primary" size="lg" isPending={unlock.isPending} className="self-start">
          {t('unlock.submit')}
        </Button>
      </form>
      <details className="mt-8 border-t border-line pt-4 text-muted">
        <summary className="w-fit cursor-default text-ink">{t('unlock.forgotten')}</summary>
        <p className="mt-2 text-pretty">{t('unlock.forgottenHelp')}</p>
      </details>
    </VaultPage>
  );
}

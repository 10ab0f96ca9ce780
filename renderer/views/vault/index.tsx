/** The lock of the database, before anything else can be shown. */
import { useVault } from '../../client/queries.ts';
import { failureOf } from '../../client/failure.ts';
import { ErrorNotice } from '../../ui/index.ts';
import { CreateVault } from './create-vault.tsx';
import { UnlockVault } from './unlock-vault.tsx';
import { VaultPage } from './vault-page.tsx';

export default function Vault() {
  const { data: status, refetch } = useVault();
  if (!status || status.state === 'open') return null;
  const notice = status.problem && (
    <ErrorNotice failure={failureOf(status.problem)} onRetry={() => void refetch()} className="mb-6" />
  );
  if (status.state === 'new') return <CreateVault notice={notice} />;
  // without a passphrase there is nothing to enter: only the problem and what to do about it
  return status.protection === 'passphrase' ? (
    <UnlockVault notice={notice} />
  ) : (
    <VaultPage>{notice}</VaultPage>
  );
}

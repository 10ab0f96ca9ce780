/** The page around the lock: the mark and one column. */
import type { ReactNode } from 'react';
import { Mark } from '../../app/mark.tsx';

export function VaultPage({ children }: { children: ReactNode }) {
  return (
    <main className="flex h-full flex-col items-center overflow-y-auto p-6">
      <div className="my-auto w-full max-w-120 py-8">
        <Mark className="mb-6 size-11" />
        {children}
      </div>
    </main>
  );
}

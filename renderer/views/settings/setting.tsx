/** The pieces settings pages are made of, and the hook that reads and stores. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings, SettingsPatch } from '../../../electron/contract/settings.ts';
import { useSettings, useUpdateSettings } from '../../client/queries.ts';
import { announce, cx, toastFailure } from '../../ui/index.ts';

type Stored = { settings: Settings; change: (patch: SettingsPatch) => void };

/** `null` while the settings are not read yet. A refused change is taken back and explained. */
export const useStored = (): Stored | null => {
  const { t } = useTranslation('settings');
  const { data } = useSettings();
  const update = useUpdateSettings();
  if (!data) return null;
  const change = (patch: SettingsPatch) =>
    update.mutate(patch, { onSuccess: () => announce(t('saved')), onError: toastFailure });
  return { settings: data, change };
};

/** One setting in a card; several stand under each other with hairlines between. */
export function Setting({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={cx('border-t border-line px-5 py-4 first:border-t-0', className)}>{children}</div>;
}

/** A setting whose control is small enough to stand beside its name. The control brings its own, hidden label. */
export function SettingRow({ title, help, children }: { title: string; help?: string; children: ReactNode }) {
  return (
    <Setting>
      <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-2.5">
        <div className="min-w-0 flex-1 basis-64">
          <p className="font-[560]">{title}</p>
          {help && <p className="mt-0.5 text-13 text-pretty text-muted">{help}</p>}
        </div>
        <div className="max-w-full shrink-0">{children}</div>
      </div>
    </Setting>
  );
}

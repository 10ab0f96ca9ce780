/** Settings of one person, stored per slice. A stored value that no longer parses falls back to the defaults of its slice. */
import {
  type Settings,
  type SettingsPatch,
  type SettingsSlice,
  settingsSlices,
} from '../../../contract/settings.ts';
import type { Db } from '../../db/open.ts';
import type { Log } from '../../kernel/log.ts';

export type Owner = { tenantId: string; userId: string };
export type SettingsService = ReturnType<typeof createSettings>;

export const createSettings = (options: { db: Db; log: Log; onChange: () => void }) => {
  const { db, log, onChange } = options;

  const read = (owner: Owner): Settings => {
    const rows = db.prepare('SELECT slice, value_json FROM settings WHERE user_id = ?').all(owner.userId) as {
      slice: string;
      value_json: string;
    }[];
    const stored = new Map(rows.map((row) => [row.slice, row.value_json]));
    const slice = <S extends SettingsSlice>(name: S): Settings[S] => parseSlice(name, stored.get(name), log);
    return {
      appearance: slice('appearance'),
      chat: slice('chat'),
      models: slice('models'),
      network: slice('network'),
      shortcuts: slice('shortcuts'),
      onboarding: slice('onboarding'),
      knowledge: slice('knowledge'),
      endpoint: slice('endpoint'),
    };
  };

  const update = (owner: Owner, patch: SettingsPatch): Settings => {
    db.transaction(() => {
      const current = read(owner);
      for (const name of Object.keys(patch) as SettingsSlice[]) {
        const value = settingsSlices[name].parse({ ...current[name], ...patch[name] });
        db.prepare(
          'INSERT OR REPLACE INTO settings (tenant_id, user_id, slice, value_json) VALUES (?, ?, ?, ?)',
        ).run(owner.tenantId, owner.userId, name, JSON.stringify(value));
      }
    })();
    onChange();
    return read(owner);
  };

  return { get: read, update };
};

const parseSlice = <S extends SettingsSlice>(name: S, json: string | undefined, log: Log): Settings[S] => {
  const schema = settingsSlices[name];
  if (json !== undefined) {
    try {
      return schema.parse(JSON.parse(json)) as Settings[S];
    } catch (error) {
      log.warn({ slice: name, error }, 'stored settings unreadable, defaults used');
    }
  }
  return schema.parse({}) as Settings[S];
};

/** Log-ins of intranets: cookies per site and host, in the host's secret store and nowhere else. */
import type { SecretStore } from '../../ports/secrets.ts';

const nameOf = (siteId: string, host: string): string => `crawler-session-${siteId}-${host}`;

export type Sessions = ReturnType<typeof createSessions>;

export const createSessions = (secrets: SecretStore) => ({
  write: (siteId: string, host: string, cookies: string): Promise<void> =>
    secrets.write(nameOf(siteId, host), Buffer.from(cookies, 'utf8')),
  remove: (siteId: string, host: string): Promise<void> => secrets.remove(nameOf(siteId, host)),
  read: async (siteId: string, hosts: readonly string[]): Promise<Map<string, string>> => {
    const cookies = new Map<string, string>();
    for (const host of hosts) {
      const stored = await secrets.read(nameOf(siteId, host));
      if (stored !== null)
        cookies.set(
          host,
          Buffer.from(stored)
            .toString('utf8')
            .replace(/[\r\n]/g, ''),
        );
    }
    return cookies;
  },
});

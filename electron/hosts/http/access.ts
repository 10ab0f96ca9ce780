/** Who may talk to the headless host: the right address, the right origin, the right secret. Pure but for its failure count. */
import { createHash, timingSafeEqual } from 'node:crypto';

/** The names this host answers to. Another name means DNS rebinding: a foreign page that resolves to 127.0.0.1. */
export const ownHosts = (port: number): string[] => [`127.0.0.1:${port}`, `localhost:${port}`];

export const isOwnHost = (host: string | undefined, port: number): boolean =>
  host !== undefined && ownHosts(port).includes(host.toLowerCase());

/** The page's own origin. Same site is not enough: other programs serve pages on other ports of this computer. */
export const isOwnOrigin = (origin: string, port: number): boolean =>
  ownHosts(port).some((host) => origin === `http://${host}`);

const digest = (value: string) => createHash('sha256').update(value).digest();

export const sameSecret = (given: string | undefined, expected: string): boolean =>
  given !== undefined && timingSafeEqual(digest(given), digest(expected));

/** RFC 6750. */
export const bearerOf = (header: string | undefined): string | undefined =>
  /^Bearer ([\w.~+/-]+=*)$/i.exec(header ?? '')?.[1];

export type Failures = {
  /** Counts one; returns the milliseconds to wait, 0 while the caller is within the limit. */
  add(address: string): number;
};

/** A sliding window per address. Someone with the right secret is never held up by another's failures. */
export const createFailures = (limit: number, windowMs: number, now: () => number): Failures => {
  const times = new Map<string, number[]>();
  return {
    add(address) {
      const since = now() - windowMs;
      for (const [known, stamps] of times) {
        if ((stamps.at(-1) ?? 0) <= since) times.delete(known);
      }
      const recent = (times.get(address) ?? []).filter((time) => time > since);
      const oldest = recent[0];
      if (recent.length >= limit && oldest !== undefined) return oldest + windowMs - now();
      recent.push(now());
      times.set(address, recent);
      return 0;
    },
  };
};

/**
 * The crawler's guard at the network: only http and https, and no address inside the house unless its host is one the
 * person named. A name is resolved once, judged, and the judged address is the one connected to, so that a name that
 * leads elsewhere a moment later (DNS rebinding) gains nothing.
 */
import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { systemCode } from '../../../kernel/errors.ts';
import { isPrivateAddress, isPrivateHost } from '../../../kernel/private-address.ts';
import { FetchError, type FetchPolicy } from '../kind.ts';

const privateAddressCode = 'EPRIVATE';

const bareHost = (hostname: string): string => hostname.replace(/^\[|\]$/g, '').toLowerCase();

const mayBePrivate = (hostname: string, policy: Pick<FetchPolicy, 'privateHosts'>): boolean =>
  policy.privateHosts.includes(bareHost(hostname));

/** Throws for what can be told from the address alone. WHATWG parsing has already made one form of all IPv4 spellings. */
export const checkAddress = (url: URL, policy: Pick<FetchPolicy, 'privateHosts'>): void => {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new FetchError('scheme', url.protocol);
  if (isPrivateHost(url.hostname) && !mayBePrivate(url.hostname, policy))
    throw new FetchError('private-address', url.hostname);
};

/** For the sockets' own look-up. Literal addresses never come here. */
export const guardedLookup =
  (policy: Pick<FetchPolicy, 'privateHosts'>, resolve: LookupFunction = lookup): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname, options, (error, address, family) => {
      const found = typeof address === 'string' ? [address] : (address ?? []).map((one) => one.address);
      if (error === null && found.some(isPrivateAddress) && !mayBePrivate(hostname, policy)) {
        callback(
          Object.assign(new Error(`${hostname} leads to a private address`), { code: privateAddressCode }),
          '',
        );
      } else callback(error, address, family);
    });
  };

export const isRefusedAddress = (error: unknown): boolean => systemCode(error) === privateAddressCode;

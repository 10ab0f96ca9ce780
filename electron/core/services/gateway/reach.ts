/** How far a provider's address reaches, and whether it may be used at all. Pure. */
import { BlockList, isIP } from 'node:net';
import type { Reach } from '../../../contract/gateway.ts';
import { appError } from '../../kernel/errors.ts';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** RFC 1918, RFC 3927, RFC 4193, RFC 4291: addresses that no internet provider routes. */
const localNetwork = new BlockList();
localNetwork.addSubnet('10.0.0.0', 8, 'ipv4');
localNetwork.addSubnet('172.16.0.0', 12, 'ipv4');
localNetwork.addSubnet('192.168.0.0', 16, 'ipv4');
localNetwork.addSubnet('169.254.0.0', 16, 'ipv4');
localNetwork.addSubnet('fc00::', 7, 'ipv6');
localNetwork.addSubnet('fe80::', 10, 'ipv6');

export const reachOf = (url: string): Exclude<Reach, 'program'> => {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const version = isIP(host);
  if (version !== 0) {
    const family = version === 6 ? 'ipv6' : 'ipv4';
    if (loopback.check(host, family)) return 'computer';
    return localNetwork.check(host, family) ? 'network' : 'internet';
  }
  if (host === 'localhost' || host.endsWith('.localhost')) return 'computer';
  // A name without a dot, and the names reserved for networks of one's own (RFC 6762, RFC 8375, ICANN's `.internal`).
  return !host.includes('.') || /\.(local|lan|internal|home\.arpa)$/.test(host) ? 'network' : 'internet';
};

/** Throws `gateway.BAD_ADDRESS`: keys and prompts cross the internet encrypted or not at all. */
export const checkAddress = (baseUrl: string): void => {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  const plain = url?.protocol === 'http:';
  if (
    url === null ||
    (!plain && url.protocol !== 'https:') ||
    url.username !== '' ||
    url.search !== '' ||
    url.hash !== ''
  )
    throw appError('gateway.BAD_ADDRESS', { problem: 'malformed' });
  if (plain && reachOf(baseUrl) === 'internet')
    throw appError('gateway.BAD_ADDRESS', { problem: 'plain-text' });
};

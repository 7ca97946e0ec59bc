import { isIPv4, isIPv6 } from 'node:net';
import type { SharedAddresses } from '../init.js';
import type { AddressShare } from '../network.js';
import { isLocalAddress } from './address-filter.js';

const GROUPS = 8;
/** Of an IPv4 address inside IPv6: `::ffff:0:0/96`. */
const MAPPED = '0:0:0:0:0:ffff';

/** The share of a multiaddr text; undefined for one that has none. */
export function addressShare(address: string, counted: SharedAddresses): AddressShare | undefined {
  const [, protocol = '', host = ''] = address.split('/');
  if (counted === 'global' && isLocalAddress(address)) return undefined;
  if (protocol === 'ip4' && isIPv4(host)) return shareOfIpv4(host);
  return protocol === 'ip6' && isIPv6(host) ? shareOfIpv6(groupsOf(host)) : undefined;
}

function shareOfIpv4(host: string): AddressShare {
  const prefix = `${host.split('.').slice(0, 3).join('.')}.0/24`;
  return { prefix, site: prefix };
}

function shareOfIpv6(groups: readonly number[]): AddressShare {
  const first = (count: number): string =>
    groups
      .slice(0, count)
      .map((group) => group.toString(16))
      .join(':');
  if (first(6) === MAPPED) return shareOfIpv4(groups.slice(6).flatMap(bytesOf).join('.'));
  return { prefix: `${first(4)}::/64`, site: `${first(3)}::/48` };
}

const bytesOf = (group: number): [number, number] => [group >> 8, group & 255];

/** The eight groups of an IPv6 address that is known to be one. */
function groupsOf(host: string): number[] {
  const [head = '', tail] = host.split('::');
  const [before, after] = [groupsIn(head), groupsIn(tail ?? '')];
  return [...before, ...Array<number>(GROUPS - before.length - after.length).fill(0), ...after];
}

function groupsIn(text: string): number[] {
  if (text === '') return [];
  return text.split(':').flatMap((part) => (part.includes('.') ? groupsInIpv4(part) : [parseInt(part, 16)]));
}

function groupsInIpv4(host: string): number[] {
  const [a = 0, b = 0, c = 0, d = 0] = host.split('.').map(Number);
  return [a * 256 + b, c * 256 + d];
}

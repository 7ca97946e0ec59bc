import { BlockList, isIP } from 'node:net';

/** Ranges that mean nothing on the open internet: IANA's special-purpose registries for IPv4 and IPv6. */
const LOCAL_V4: readonly [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];
const LOCAL_V6: readonly [string, number][] = [
  ['::', 127],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
];

/** What carries an IPv4 in it: IPv4-compatible (RFC 4291 §2.5.5.1), NAT64 (RFC 6052), 6to4 (RFC 3056); `::ffff:` is known. */
const CARRIERS: readonly [within: (v4: string) => string, bits: number][] = [
  [(v4) => `::${v4}`, 96],
  [(v4) => `64:ff9b::${v4}`, 96],
  [(v4) => `2002:${hextets(v4)}::`, 16],
];

const localAddresses = new BlockList();
for (const [net, prefix] of LOCAL_V4) {
  localAddresses.addSubnet(net, prefix, 'ipv4');
  for (const [within, bits] of CARRIERS) localAddresses.addSubnet(within(net), bits + prefix, 'ipv6');
}
for (const [net, prefix] of LOCAL_V6) localAddresses.addSubnet(net, prefix, 'ipv6');

function hextets(v4: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = v4.split('.').map(Number);
  return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}

/** True for an IP that is not globally reachable; IPv4 inside IPv6 counts as that IPv4, in NAT64 and 6to4 as well. */
export function isLocalIp(ip: string): boolean {
  return localAddresses.check(ip, isIP(ip) === 6 ? 'ipv6' : 'ipv4');
}

/** Host part of a multiaddr text: what stands between its first protocol and the next. */
export function hostOf(multiaddr: string): { protocol: string; host: string } {
  const [, protocol = '', host = '', zoned = '', zonedHost = ''] = multiaddr.split('/');
  return protocol === 'ip6zone' ? { protocol: zoned, host: zonedHost } : { protocol, host };
}

/** True when a multiaddr names a host outside the open internet (spec/nox.md §1.2); names are not resolved here. */
export function isLocalAddress(multiaddr: string): boolean {
  const { protocol, host } = hostOf(multiaddr);
  if (protocol === 'ip4' || protocol === 'ip6') return isIP(host) === 0 || isLocalIp(host);
  if (protocol.startsWith('dns')) return host === 'localhost' || host.endsWith('.localhost');
  return true;
}

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLocalAddress, isLocalIp } from '../../src/peers/address-filter.js';

describe('isLocalAddress', () => {
  it.each([
    '/ip4/127.0.0.1/tcp/7777',
    '/ip4/10.1.2.3/tcp/1/ws',
    '/ip4/192.168.0.7/tcp/1',
    '/ip4/172.31.255.255/tcp/1',
    '/ip4/169.254.169.254/tcp/80',
    '/ip4/100.64.0.1/tcp/1',
    '/ip4/0.0.0.0/tcp/1',
    '/ip6/::1/tcp/1',
    '/ip6/::/tcp/1',
    '/ip6/fe80::1/tcp/1',
    '/ip6/fd00::1/tcp/1',
    '/ip6/::ffff:127.0.0.1/tcp/1',
    '/ip6/64:ff9b::127.0.0.1/tcp/1',
    '/ip6/64:ff9b::a9fe:a9fe/tcp/80',
    '/ip6/64:ff9b:1::1/tcp/1',
    '/ip6/2002:7f00:1::1/tcp/1',
    '/ip6/2002:c0a8:7::/tcp/1',
    '/ip6/::127.0.0.1/tcp/1',
    '/ip6/fec0::1/tcp/1',
    '/ip6/2001::1/tcp/1',
    '/ip6zone/eth0/ip6/fe80::1/tcp/1',
    '/dns4/localhost/tcp/1',
    '/memory/5',
    '/unix/tmp/x',
    'nonsense',
  ])('%s is local', (address) => {
    expect(isLocalAddress(address)).toBe(true);
  });

  it.each([
    '/ip4/1.1.1.1/tcp/1',
    '/ip4/172.32.0.1/tcp/1',
    '/ip6/2606:4700::1111/tcp/1',
    '/ip6/64:ff9b::1.1.1.1/tcp/1',
    '/ip6/2002:101:101::1/tcp/1',
    '/ip6/2001:4860:4860::8888/tcp/1',
    '/dns4/example.com/tcp/1/ws',
  ])('%s is global', (address) => {
    expect(isLocalAddress(address)).toBe(false);
  });

  it('judges every IPv4 the same when it comes inside IPv6', () => {
    const hex = (ip: string) => {
      const [a, b, c, d] = ip.split('.').map((byte) => Number(byte).toString(16).padStart(2, '0'));
      return `${a}${b}:${c}${d}`;
    };
    const property = fc.property(fc.ipV4(), (ip) => {
      for (const within of [`::ffff:${ip}`, `64:ff9b::${ip}`, `64:ff9b::${hex(ip)}`, `2002:${hex(ip)}::7`]) {
        expect([within, isLocalIp(within)]).toEqual([within, isLocalIp(ip)]);
      }
    });
    fc.assert(property);
  });
});

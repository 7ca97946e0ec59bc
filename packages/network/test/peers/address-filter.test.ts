import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLocalAddress, isLocalIp, leadsToLocalAddress } from '../../src/peers/address-filter.js';

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
    '/dns4/example.com/tcp/1/ws',
  ])('%s is global', (address) => {
    expect(isLocalAddress(address)).toBe(false);
  });

  it('judges every IPv4 the same when it comes inside IPv6', () => {
    fc.assert(fc.property(fc.ipV4(), (ip) => isLocalIp(ip) === isLocalIp(`::ffff:${ip}`)));
  });
});

describe('leadsToLocalAddress', () => {
  it('looks names up that the static filter must let through', async () => {
    const { hostname } = await import('node:os');
    // A machine's own name resolves to loopback or to its address on the local network.
    expect(isLocalAddress(`/dns4/${hostname()}/tcp/1`)).toBe(false);
    expect(await leadsToLocalAddress(`/dns4/${hostname()}/tcp/1`)).toBe(true);
  });

  it('lets a name through that leads nowhere', async () => {
    expect(await leadsToLocalAddress('/dns4/name.invalid/tcp/1')).toBe(false);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressShare } from '../../src/peers/address-share.js';

const shareOf = (host: string) => addressShare(`/ip${host.includes(':') ? 6 : 4}/${host}/tcp/5`, 'global');

describe('the share of an address', () => {
  it.each([
    { host: '9.8.7.6', prefix: '9.8.7.0/24', site: '9.8.7.0/24' },
    { host: '2606:4700:1:2:3:4:5:6', prefix: '2606:4700:1:2::/64', site: '2606:4700:1::/48' },
    { host: '2606:4700::1', prefix: '2606:4700:0:0::/64', site: '2606:4700:0::/48' },
    { host: '2606:4700:0001:0002::3', prefix: '2606:4700:1:2::/64', site: '2606:4700:1::/48' },
    { host: '::ffff:9.8.7.6', prefix: '9.8.7.0/24', site: '9.8.7.0/24' },
    { host: '::ffff:908:706', prefix: '9.8.7.0/24', site: '9.8.7.0/24' },
  ])('of $host is of $prefix and $site', ({ host, prefix, site }) => {
    expect(shareOf(host)).toEqual({ prefix, site });
  });

  it.each(['127.0.0.1', '::1', '10.1.2.3', '192.168.1.1', 'fe80::1', '::ffff:127.0.0.1'])(
    'of %s there is none, unless local ones count',
    (host) => {
      expect(shareOf(host)).toBeUndefined();
      expect(addressShare(`/ip${host.includes(':') ? 6 : 4}/${host}/tcp/5`, 'all')).toBeDefined();
    },
  );

  it.each(['/dns4/example.org/tcp/1', '/unix/x', '', '/ip4/9.8.7/tcp/1', '/ip6/9.8.7.6/tcp/1'])(
    'of %s there is none',
    (address) => {
      expect(addressShare(address, 'all')).toBeUndefined();
    },
  );

  it('is the same for all of a prefix, and another for another', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.nat(255), (host, last) => {
        const neighbour = host.replace(/\d+$/, `${last}`);
        expect(addressShare(`/ip4/${neighbour}/tcp/1`, 'all')).toEqual(
          addressShare(`/ip4/${host}/tcp/1`, 'all'),
        );
      }),
    );
    fc.assert(
      fc.property(fc.ipV6(), (host) => {
        const share = addressShare(`/ip6/${host}/tcp/1`, 'all')!;
        const own = `/ip6/${share.prefix.replace(/\/64$/, '1')}/tcp/1`;
        if (share.prefix.endsWith('/64')) expect(addressShare(own, 'all')).toEqual(share);
      }),
    );
  });
});

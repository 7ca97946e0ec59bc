import { describe, expect, test } from 'vitest';
import { rpcMultiaddr, rpcUrl } from '../src/multiaddr.js';

describe('an address of an RPC', () => {
  test.each([
    ['/ip4/127.0.0.1/tcp/5001', 'http://127.0.0.1:5001'],
    ['/ip6/::1/tcp/5001', 'http://[::1]:5001'],
    ['/dns4/ipfs.fluence.dev/tcp/5001', 'http://ipfs.fluence.dev:5001'],
    ['/dns4/ipfs.fluence.dev/tcp/443/https', 'https://ipfs.fluence.dev:443'],
    [
      '/ip4/127.0.0.1/tcp/5001/p2p/12D3KooWBM3SdXWqGaawQDGQ6JprtwswEg3FWGvGhmgmMez1vRbR',
      'http://127.0.0.1:5001',
    ],
  ])('%s is %s', (multiaddr, url) => expect(rpcUrl(multiaddr)).toBe(url));

  test.each([
    '',
    'http://x',
    '/ip4/1.2.3.4',
    '/ip4/1.2.3.4/udp/1',
    '/ip4/a b/tcp/1',
    '/ip4/x/tcp/99999999',
    '/__proto__/x/tcp/1',
  ])('%j is refused', (multiaddr) =>
    expect(() => rpcUrl(multiaddr)).toThrow(expect.objectContaining({ code: 'INVALID' })),
  );

  test.each([
    ['http://127.0.0.1:5001', '/ip4/127.0.0.1/tcp/5001'],
    ['http://[::1]:5001', '/ip6/::1/tcp/5001'],
    ['https://example.org', '/dns4/example.org/tcp/443/https'],
  ])('of %s is %s', (url, multiaddr) => expect(rpcMultiaddr(url)).toBe(multiaddr));
});

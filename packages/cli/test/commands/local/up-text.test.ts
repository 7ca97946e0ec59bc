import type { LocalState } from '@noctiluca/local-network/control';
import { expect, it } from 'vitest';
import { upText } from '../../../src/commands/local/up/up-text.js';
import { NO_COLOURS } from '../../../src/output/terminal/palette.js';
import { PLAIN_VIEW } from '../../../src/output/terminal/view.js';

const PEER = '12D3KooWCK4JJSCTbXkBnjxahqRbzi5LBXqmgVDMrQVffBC2sdrg';
const ADDRESS = `/ip4/127.0.0.1/tcp/9991/ws/p2p/${PEER}`;
const state = {
  peers: [{ name: 'nox-0', peerId: PEER, multiaddrs: [ADDRESS], http: 'http://127.0.0.1:18080' }],
  ipfs: { multiaddr: '/ip4/127.0.0.1/tcp/5001' },
  readyMs: 1352,
} as unknown as LocalState;

it('a network that is up tells whole addresses to programs, and in a terminal those that have room', () => {
  expect(upText(state, PLAIN_VIEW)).toContain(`${PEER}  ${ADDRESS}  http://127.0.0.1:18080`);
  const [, , peer] = upText(state, { width: 80, palette: NO_COLOURS }).split('\n');
  expect(peer).toBe('nox-0  12D3KooWCK…VffBC2sdrg  /ip4/127.0.0.1/tcp/9991/ws  http://127.0.0.1:18080');
});

it('and ends with how long it took', () => {
  expect(upText(state, PLAIN_VIEW).split('\n').at(-1)).toBe('READY 1 peers in 1.35 s');
});

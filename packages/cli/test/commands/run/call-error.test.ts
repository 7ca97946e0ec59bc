import { ExpirationError, LostError } from '@noctiluca/client';
import type { LocalPeer } from '@noctiluca/local-network/control';
import { createParticle, generateKeyPair } from '@noctiluca/particle';
import { describe, expect, it } from 'vitest';
import { callError } from '../../../src/commands/run/call-error.js';
import { CliError } from '../../../src/errors.js';

const particle = createParticle({
  script: '(null)',
  ttl: 7000,
  timestampMs: Date.now(),
  keyPair: generateKeyPair(),
});
const nox: LocalPeer = {
  name: 'nox-1',
  peerId: generateKeyPair().peerId,
  multiaddrs: [],
  http: 'http://127.0.0.1:18081',
} as unknown as LocalPeer;
const place = {
  relay: `/ip4/127.0.0.1/tcp/9992/ws/p2p/${nox.peerId}`,
  localPeers: async () => [nox],
};

describe('a call without an answer', () => {
  it('says what its peers said, by their names, and where the rest is', async () => {
    const reason = `peer ${nox.peerId}: no such peer (to x); peer 12D3x: overloaded`;
    expect(await callError(new LostError(particle, reason), 7000, place)).toMatchObject({
      code: 'CALL_TIMEOUT',
      message: `No answer will come: nox-1 (${nox.peerId}): no such peer (to x); peer 12D3x: overloaded. Particle ${particle.id}; what peers know of it: fluence trace ${particle.id}`,
    });
  });

  it('that is late says so, with its particle, whether peers said something or not', async () => {
    const silent = await callError(new ExpirationError(particle), 7000, {
      relay: undefined,
      localPeers: async () => {
        throw new Error('no state');
      },
    });
    expect(silent).toMatchObject({ code: 'CALL_TIMEOUT' });
    expect((silent as Error).message).toMatch(/^No answer within 7000 ms, and no peer said why\. /);
    expect((silent as Error).message).toContain(`<http of a peer>/api/trace/${particle.id}`);
    const told = await callError(new ExpirationError(particle, 'peer x: full'), 7000, place);
    expect((told as Error).message).toMatch(/^No answer within 7000 ms: peer x: full\. Particle /);
  });
});

describe('another failure of a call', () => {
  it.each([
    [new Error('expired milk'), 'The call failed: expired milk'],
    ['a text', 'The call failed: a text'],
    [undefined, 'The call failed: undefined'],
    [{ message: 'of a script' }, 'The call failed: of a script'],
  ])('is one: %s', async (cause, message) => {
    expect(await callError(cause, 7000, place)).toMatchObject({ code: 'CALL_FAILED', message });
  });

  it("is left as it is when it is the command's own", async () => {
    const own = new CliError('RELAY_UNREACHABLE', 'no');
    expect(await callError(own, 7000, place)).toBe(own);
  });
});

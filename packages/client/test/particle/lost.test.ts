import type { Notice } from '@noctiluca/network/client';
import type { Particle } from '@noctiluca/particle';
import { afterEach, describe, expect, it } from 'vitest';
import { runClient } from '../utils/client-double.js';
import { IDENTITY } from '../utils/scripts.js';

/** The same as `IDENTITY` beside a call that never ends. */
const BESIDE = IDENTITY.replace(
  '(xor\n    (call -relay- ("op" "identity") [-s-arg-] ret)',
  '(xor\n    (par (call -relay- ("op" "identity") [-s-arg-] ret) (null))',
);

type Running = Awaited<ReturnType<typeof runClient>>;
let running: Running;
afterEach(() => running.client.stop());

const noticeOf = (particle: Particle, parts: Partial<Notice> = {}): Notice => ({
  particleId: particle.id,
  signature: particle.signature,
  peerId: '12D3KooWKFLRSZAtyR9gQbFyQYcx1Lz4dPsvkqwVcQ6gNB9pgzTq',
  code: 'not-found',
  text: 'no such peer',
  isLost: true,
  ...parts,
});

/** A call whose answer stays with its relay until the test delivers it. */
async function unanswered(script: string, ttl: number) {
  running = await runClient();
  await running.client.start();
  const { relay, wire } = running;
  let deliver: (() => void) | undefined;
  relay.answerTo = (later) => {
    deliver = later;
  };
  const call = running.call(script, { s: 'x' }, { ttl });
  await expect.poll(() => relay.ran).toBe(1);
  return {
    ...call,
    deliver: () => deliver?.(),
    say: (parts?: Partial<Notice>) => wire.say(noticeOf(call.particle, parts), relay.address.peerId),
    relayPeerId: relay.address.peerId,
  };
}

describe('a call of which a peer says that it is lost', () => {
  it('ends long before its time, with what the peer said', async () => {
    const { answer, say, particle } = await unanswered(IDENTITY, 60_000);
    say();
    await expect(answer).rejects.toMatchObject({
      code: 'LOST',
      particleId: particle.id,
      reason: 'peer 12D3KooWKFLRSZAtyR9gQbFyQYcx1Lz4dPsvkqwVcQ6gNB9pgzTq: no such peer',
      message: expect.stringContaining(`Particle was lost (particle id: ${particle.id})`),
    });
  });

  it('takes the answer that comes all the same', async () => {
    const { answer, say, deliver } = await unanswered(IDENTITY, 60_000);
    say();
    deliver();
    expect(await answer).toBe('x');
  });

  it('waits on when something else of it may be under way, and says in the end what was said', async () => {
    const { answer, say, particle } = await unanswered(BESIDE, 1_500);
    say();
    say({ text: 'no such service', isLost: false });
    await expect(answer).rejects.toMatchObject({
      code: 'EXPIRED',
      message: expect.stringMatching(
        `${particle.id}\\); peer 12D3.*: no such peer; peer 12D3.*: no such service`,
      ),
    });
  });

  it('ends when its relay did not take it, whatever the script does beside', async () => {
    const { answer, say, relayPeerId } = await unanswered(BESIDE, 60_000);
    say({ peerId: relayPeerId, code: 'from-the-future', text: 'its timestamp is too far ahead' });
    await expect(answer).rejects.toMatchObject({ code: 'LOST' });
  });

  it('waits on when it was sent twice: the other copy may be under way', async () => {
    const { answer, say, particle, relayPeerId } = await unanswered(IDENTITY, 2_000);
    const { wire, relay } = running;
    const ran = relay.ran;
    wire.cut(relayPeerId);
    await expect.poll(() => relay.ran).toBe(ran + 1);
    say({ peerId: relayPeerId });
    await expect(answer).rejects.toMatchObject({ code: 'EXPIRED', particleId: particle.id });
  });

  it.each([
    ['of another particle of its id', { signature: new Uint8Array(64) }],
    ['that something failed, but not that it is lost', { isLost: false }],
  ])('goes on after a notice %s', async (_, parts) => {
    const { answer, say, deliver } = await unanswered(IDENTITY, 60_000);
    say(parts);
    await new Promise((resolve) => setTimeout(resolve, 900));
    deliver();
    expect(await answer).toBe('x');
  });
});

import { randomBytes } from 'node:crypto';
import { FakeClock } from '@noctiluca/testing';
import { expect, it, onTestFinished } from 'vitest';
import { facadeGeneration } from '../../../src/client/generation.js';
import { peerIdFromChain } from '../../../src/codec/peer-id.js';
import { MIN_RECONNECT_MS, RECONNECTS_FORGIVEN_MS } from '../../../src/constants.js';
import { SocketWatch } from '../../../src/peer/watch/socket-watch.js';
import { startFakeSocket } from '../../utils/fake-socket.js';

it('is tried again soon when it was up for long, and later and later when it was not', async () => {
  const fake = await startFakeSocket();
  const clock = new FakeClock();
  const life = new AbortController();
  onTestFinished(() => life.abort());
  let ups = 0;
  const watch = new SocketWatch(
    { url: fake.url, peerId: peerIdFromChain(randomBytes(32)), pingMs: Number.POSITIVE_INFINITY },
    {
      ...{ generation: facadeGeneration(), clock, random: () => 0, deals: () => new Set<string>() },
      ...{ onDown: () => {}, onBlock: () => {}, onChange: () => {} },
      onUp: () => {
        ups += 1;
      },
    },
  );
  void watch.run(life.signal);
  const pauses: number[] = [];
  for (const [round, upMs] of [0, 0, RECONNECTS_FORGIVEN_MS, 0].entries()) {
    await expect.poll(() => ups).toBe(round + 1);
    clock.advance(upMs);
    fake.connections[0]!.terminate();
    await expect.poll(() => clock.waiting).toHaveLength(1);
    const [pause] = clock.waiting;
    pauses.push(pause!);
    clock.advance(pause!);
  }
  expect(pauses).toEqual([1, 2, 1, 2].map((times) => times * MIN_RECONNECT_MS));
});

import type { Node } from '@noctiluca/node';
import { NO_TRIGGERS } from '@noctiluca/spells';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tcpOf } from '../utils/addresses.js';
import { metric } from '../utils/observe.js';
import { type RestartablePeer, startPeer } from '../utils/peer.js';

/** Runs that a spell which is held back for 10 s after each would take 40 s for: those of nox take 5 (spec/mixed-network.md no. 3). */
const RUNS = 5;
const TOO_SLOW_MS = 35_000;

describe('the pace of a spell', () => {
  let other: RestartablePeer;
  let peer: RestartablePeer;
  let node: Node;

  beforeAll(async () => {
    other = await startPeer();
    peer = await startPeer({ bootstrap_nodes: [tcpOf(other)] }, undefined, (made) => {
      node = made;
    });
  });
  afterAll(async () => {
    await peer?.dispose();
    await other?.dispose();
  });

  it('is that of its clock though its runs end on another peer, as on nox', async () => {
    const here = '(call %init_peer_id% ("op" "noop") [])';
    await node.parts.spells.install({
      ...{ scope: { kind: 'host' }, data: {} },
      script: `(seq ${here} (call "${other.peerId}" ("op" "noop") []))`,
      triggerConfig: { ...NO_TRIGGERS, clock: { start_sec: 1, end_sec: 0, period_sec: 1 } },
    });
    const runs = () => metric(peer, 'spell_particles_created_total');
    await expect.poll(runs, { timeout: TOO_SLOW_MS, interval: 200 }).toBeGreaterThanOrEqual(RUNS);
    expect(await metric(peer, 'spell_triggers_skipped_total', { reason: 'queue-full' })).toBe(0);
  });
});

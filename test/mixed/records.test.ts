import type { ClientPeer } from '@noctiluca/client';
import { createResource, registerNodeProvider, registerProvider } from '@noctiluca/registry';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordsOn } from '../e2e/registry/generated/registry-tools.js';
import { connect, SETTINGS } from '../e2e/registry/registry-network.js';
import { tcpOf } from '../utils/addresses.js';
import { advance } from '../utils/clock.js';
import { untilDeployed } from '../utils/observe.js';
import { type RestartablePeer, startPeer } from '../utils/peer.js';
import { startNoxPeer } from './nox-peer.js';

const HOUR_SEC = 3600;
const SOON = { timeout: 30_000 };
const NOT_SATISFIED = /Invalid record signature for key_id .* Verification equation was not satisfied on /s;

// One story, told in order: one of ours and two nox, then another of ours, then a nox that comes late.
describe('records in a network of nox and ours', { timeout: 180_000 }, () => {
  const peers: RestartablePeer[] = [];
  const clients: ClientPeer[] = [];
  let bound: ClientPeer;
  let resourceId: string;

  const joined = async (start: typeof startNoxPeer, noctiluca?: Record<string, unknown>) => {
    const more = { ...SETTINGS, bootstrap_nodes: peers.map(tcpOf), ...(noctiluca && { noctiluca }) };
    const peer = await start(more);
    peers.push(peer);
    await untilDeployed(peer);
    return peer;
  };
  const clientOf = async (peer: RestartablePeer) => {
    const client = await connect(peer);
    clients.push(client);
    return client;
  };
  const heldBy = async ({ peerId }: RestartablePeer) => {
    const { result } = await recordsOn(bound, peerId, resourceId);
    return result.map(({ metadata }) => metadata.value).sort();
  };

  beforeAll(async () => {
    const ours = await joined(startPeer, { virtual_clock: true });
    for (let n = 0; n < 2; n++) await joined(startNoxPeer);
    bound = await clientOf(ours);
    const [id, errors] = await createResource(bound, 'mixed');
    expect(errors).toEqual([]);
    resourceId = id!;
  });
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.disconnect()));
    await Promise.all(peers.map((peer) => peer.dispose()));
  });

  it('that bind are refused by nox, and their client is told how many took them', async () => {
    const [done, errors] = await registerProvider(bound, resourceId, 'bound', null);
    expect(done).toBe(true);
    expect(errors.filter((error) => NOT_SATISFIED.test(error))).toHaveLength(2);
    expect(errors).toContain('only 1 of 3 peers of the neighbourhood took the record');
    expect(await heldBy(peers[0]!)).toEqual(['bound']);
    for (const nox of peers.slice(1)) expect(await heldBy(nox)).toEqual([]);
  });

  it('of a client whose relay is nox arrive everywhere', async () => {
    const client = await clientOf(peers[1]!);
    expect(await registerProvider(client, resourceId, 'by nox', null)).toEqual([true, []]);
    await expect.poll(() => heldBy(peers[0]!), SOON).toEqual(['bound', 'by nox']);
    await expect.poll(() => heldBy(peers[2]!), SOON).toEqual(['by nox']);
  });

  it('of one of ours that signs as upstream arrive everywhere', async () => {
    const ours = await joined(startPeer, { registry: { record_signature: 'upstream' } });
    const client = await clientOf(ours);
    const [done, errors] = await registerProvider(client, resourceId, 'as upstream', null);
    expect([done, errors.filter((error) => NOT_SATISFIED.test(error))]).toEqual([true, []]);
    for (const nox of peers.slice(1, 3))
      await expect.poll(() => heldBy(nox), SOON).toEqual(['as upstream', 'by nox']);
  });

  it('of both kinds are replicated in two batches: one that nox refuses does not keep the others away', async () => {
    const late = await joined(startNoxPeer);
    await advance([peers[0]!], 2 * HOUR_SEC);
    await expect.poll(() => heldBy(late), SOON).toEqual(['as upstream', 'by nox']);
  });

  it('cannot be made of a nox node by a client, who is told so in a sentence', async () => {
    const [done, errors] = await registerNodeProvider(bound, peers[1]!.peerId, resourceId, 'node', null);
    expect(done).toBe(false);
    expect(errors[0]).toBe(
      `no client can register this node: its registry lacks get_host_record_bytes, as that of every nox peer on ${peers[1]!.peerId}`,
    );
  });
});

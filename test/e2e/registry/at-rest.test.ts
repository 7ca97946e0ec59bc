import { createHash } from 'node:crypto';
import type { ClientPeer } from '@noctiluca/client';
import type { LocalPeer } from '@noctiluca/local-network';
import { generateKeyPair, type KeyPair } from '@noctiluca/particle';
import {
  createResource,
  registerNodeProvider,
  registerProvider,
  resolveProviders,
} from '@noctiluca/registry';
import { base58btc } from 'multiformats/bases/base58';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { advance } from '../../utils/clock.js';
import { type TestNetwork, tcpOf } from '../../utils/network.js';
import { untilDeployed } from '../../utils/observe.js';
import { type RestartablePeer, startPeer } from '../../utils/peer.js';
import { keyOn, recordsOn } from './generated/registry-tools.js';
import { connect, makeRegistryNetwork, SETTINGS } from './registry-network.js';

const HOUR_SEC = 3600;
const SOON = { timeout: 30_000 };

/** A day of five peers is two hundred runs of their spells, beside other tests: this is real time. */
const DAY_MS = 120_000;

// One story, told in order: each part stands on the ones before.
describe('a resource at rest', { timeout: DAY_MS }, () => {
  let network: TestNetwork;
  let client: ClientPeer;
  let host: LocalPeer;
  let left: LocalPeer[];
  let newcomer: RestartablePeer;
  let resourceId: string;

  beforeAll(async () => {
    network = await makeRegistryNetwork(5, { isolate: true });
    client = await connect(network.peers[0]!);
    host = network.peers[3]!;
    left = network.peers.filter((_, index) => index !== 2);
  });
  afterAll(async () => {
    await client?.disconnect();
    await newcomer?.dispose();
    await network?.stop();
  });

  const running = () => [...left, newcomer];

  /** Providers that a peer itself holds. */
  async function heldBy({ peerId }: Pick<LocalPeer, 'peerId'>): Promise<string[]> {
    const { result } = await recordsOn(client, peerId, resourceId);
    return result.map(({ metadata }) => metadata.peer_id).sort();
  }

  async function resolved(ack: number): Promise<string[]> {
    const [providers] = await resolveProviders(client, resourceId, ack);
    return providers.map(({ peer_id }) => peer_id).sort();
  }

  const both = () => [client.getPeerId(), host.peerId].sort();

  it('is stored by every peer of a small network', async () => {
    const [id, errors] = await createResource(client, 'at rest');
    expect(errors).toEqual([]);
    resourceId = id!;
    expect(await registerProvider(client, resourceId, 'mine', null)).toEqual([true, expect.anything()]);
    expect(await registerNodeProvider(client, host.peerId, resourceId, "node's", 'identity')).toEqual([
      true,
      expect.anything(),
    ]);
    // functions are over when one peer has answered; the others come a moment later
    for (const peer of network.peers) await expect.poll(() => heldBy(peer), SOON).toEqual(both());
  });

  it('is still resolved when a peer that stores it is killed', async () => {
    await network.kill(network.peers[2]!);
    expect(await resolved(1)).toEqual(both());
    expect(await resolved(4)).toEqual(both());
  });

  it('is held by a new peer, closer to it than all others, after an hour', async () => {
    // what was registered within the hour is no work for the next run, but for the one after it
    await advance(left, HOUR_SEC);
    newcomer = await startPeer(
      { ...SETTINGS, bootstrap_nodes: left.map(tcpOf), noctiluca: { virtual_clock: true } },
      closerKey(resourceId, network.peers),
    );
    await untilDeployed(newcomer);
    await advance([newcomer], HOUR_SEC);
    expect(await keyOn(client, newcomer.peerId, resourceId)).toMatchObject({ success: false });
    await advance(running(), HOUR_SEC);
    await expect.poll(() => heldBy(newcomer), SOON).toEqual(both());
  });

  it("loses a client's record everywhere after 24 hours without use, and keeps the node's", async () => {
    for (let hour = 0; hour < 25; hour++) await advance(running(), HOUR_SEC);
    for (const peer of running()) await expect.poll(() => heldBy(peer), SOON).toEqual([host.peerId]);
    expect(await resolved(1)).toEqual([host.peerId]);
    const [again] = await registerProvider(client, resourceId, 'mine again', null);
    expect(again).toBe(true);
    expect(await resolved(1)).toEqual(both());
  });
});

/** A key whose peer is closer to a resource than all of these. */
function closerKey(resourceId: string, peers: readonly { peerId: string }[]): KeyPair {
  const id = Buffer.from(resourceId);
  // what `kad.neighborhood` measures from: the text as if it were a sha2-256 digest (spec/nox.md §3.2)
  const target = sha256(Buffer.concat([Buffer.from([0x12, id.length]), id]));
  const distance = (peerId: string) =>
    sha256(base58btc.baseDecode(peerId)).map((byte, index) => byte ^ target[index]!);
  const nearest = peers.map(({ peerId }) => distance(peerId)).sort(Buffer.compare)[0]!;
  for (;;) {
    const keyPair = generateKeyPair();
    if (Buffer.compare(distance(keyPair.peerId), nearest) < 0) return keyPair;
  }
}

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

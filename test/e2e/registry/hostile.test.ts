import type { ClientPeer } from '@noctiluca/client';
import { generateKeyPair } from '@noctiluca/particle';
import {
  createResource,
  registerProvider,
  resolveProviders,
  resolveResource,
  unregisterService,
} from '@noctiluca/registry';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Key,
  type Metadata,
  type RegistryRecord,
  startRegistry,
} from '../../services/registry-peers.js';
import { makeWorkFolder } from '../../services/work-folder.js';
import { advance } from '../../utils/clock.js';
import type { TestNetwork } from '../../utils/network.js';
import {
  addTombstoneOn,
  hostBytesOn,
  keyOn,
  putRecordOn,
  recordsOn,
  registerKeyOn,
  republishKeyOn,
  republishRecordsOn,
  signOn,
} from './generated/registry-tools.js';
import { connect, makeRegistryNetwork } from './registry-network.js';

const SOON = { timeout: 30_000 };
const DAY_SEC = 86_400;

let network: TestNetwork;
let client: ClientPeer;
beforeAll(async () => {
  network = await makeRegistryNetwork(5);
  client = await connect(network.peers[0]!);
});
afterAll(async () => {
  apart.close();
  folder.remove();
  await client?.disconnect();
  await network?.stop();
});

/** What each peer answers. */
const everywhere = <T>(ask: (peerId: string) => Promise<T>): Promise<T[]> =>
  Promise.all(network.peers.map(({ peerId }) => ask(peerId)));

const refusedEverywhere = (error: RegExp) =>
  network.peers.map(() => expect.objectContaining({ success: false, error: expect.stringMatching(error) }));

// What is signed, rightly and wrongly, is made by a registry apart.
const folder = makeWorkFolder();
const apart = startRegistry(folder, generateKeyPair());
const owner = generateKeyPair();
const stranger = generateKeyPair();
const now = Math.floor(Date.now() / 1000);

describe('33 providers of a resource', () => {
  it('leave the latest 32: the first is gone', async () => {
    const [resourceId] = await createResource(client, 'crowded');
    const provide = async (peer: ClientPeer) => {
      expect(await registerProvider(peer, resourceId!, 'me', null)).toEqual([true, expect.anything()]);
      return peer.getPeerId();
    };
    const first = await provide(client);
    const { result } = await recordsOn(client, network.peers[0]!.peerId, resourceId!);
    const at = result[0]!.timestamp_created;
    // the order is that of seconds
    await advance(network.peers, 2);
    const middle = Array.from({ length: 31 }, () => apart.ownRecord(generateKeyPair(), resourceId!, at + 1));
    expect(await everywhere((peer) => republishRecordsOn(client, peer, middle))).toEqual(
      network.peers.map(() => expect.objectContaining({ success: true, updated: 31 })),
    );
    const another = await connect(network.peers[1]!);
    const last = await provide(another);
    await another.disconnect();

    const latest = [...middle.map(({ metadata }) => metadata.peer_id), last].sort();
    expect(latest).not.toContain(first);
    for (const { peerId } of network.peers) {
      const held = async () =>
        (await recordsOn(client, peerId, resourceId!)).result.map(({ metadata }) => metadata.peer_id).sort();
      await expect.poll(held, SOON).toEqual(latest);
    }
    const [providers] = await resolveProviders(client, resourceId!, 5);
    expect(providers.map(({ peer_id }) => peer_id).sort()).toEqual(latest);
  });
});

describe('keys', () => {
  const key = apart.signedKey(owner, 'wanted', now);
  const foreign = apart.signedKey(stranger, 'wanted', now);
  const signature = /^Invalid signature for key_id/;

  const bad: [string, Key, RegExp][] = [
    ['forged: another label', { ...key, label: 'another' }, signature],
    ['forged: another owner', { ...key, owner_peer_id: stranger.peerId }, signature],
    ['foreign-signed', { ...key, signature: foreign.signature }, signature],
    ['replayed with another time', { ...key, timestamp_created: now + 1 }, signature],
    [
      'of a time to come',
      apart.signedKey(owner, 'wanted', now + DAY_SEC),
      /^Key can't be registered in the future/,
    ],
  ];

  it.each(bad)('are refused everywhere when %s', async (_, wrong, error) => {
    expect(await everywhere((peer) => registerKeyOn(client, peer, wrong))).toEqual(refusedEverywhere(error));
    expect(await everywhere((peer) => republishKeyOn(client, peer, wrong))).toEqual(refusedEverywhere(error));
    for (const { id } of [key, foreign, apart.signedKey(owner, 'another', now)]) {
      expect(await everywhere((peer) => keyOn(client, peer, id))).toEqual(
        refusedEverywhere(/does not exist/),
      );
    }
  });

  it('do not go back to an older one that is replayed', async () => {
    const older = apart.signedKey(owner, 'renewed', now - 100);
    const newer = apart.signedKey(owner, 'renewed', now);
    await everywhere((peer) => republishKeyOn(client, peer, newer));
    expect(await everywhere((peer) => registerKeyOn(client, peer, older))).toEqual(
      refusedEverywhere(/already exists with newer timestamp/),
    );
    await everywhere((peer) => republishKeyOn(client, peer, older));
    expect(await everywhere((peer) => keyOn(client, peer, newer.id))).toEqual(
      network.peers.map(() => expect.objectContaining({ key: newer })),
    );
  });
});

describe('records', () => {
  const key = apart.signedKey(owner, 'guarded', now);
  const metadata = apart.metadata(owner, key.id, owner.peerId, now);
  const record = apart.signedRecord(metadata, owner, now);
  const issuer = /^Invalid record metadata signature/;
  const provider = /^Invalid record signature/;

  beforeAll(() => everywhere((peer) => republishKeyOn(client, peer, key)));

  const changed = (change: Partial<Metadata>): RegistryRecord => ({
    ...record,
    metadata: { ...metadata, ...change },
  });
  const signedBy = ({ signature }: RegistryRecord): RegistryRecord => ({ ...record, signature });
  const ofStranger = apart.metadata(owner, key.id, stranger.peerId, now);
  const other = apart.metadata(owner, key.id, owner.peerId, now, 'other');
  const bad: [string, RegistryRecord, RegExp][] = [
    ['forged: another value', changed({ value: 'forged' }), issuer],
    ['forged: another service', changed({ service_id: ['evil'] }), issuer],
    ['issued in the name of another', changed({ issued_by: stranger.peerId }), issuer],
    ['said of a peer that did not sign', apart.signedRecord(ofStranger, owner, now), provider],
    ['foreign-signed', signedBy(apart.signedRecord(metadata, stranger, now)), provider],
    ['with the signature of another record', signedBy(apart.signedRecord(other, owner, now)), provider],
    ['replayed with a later time', { ...record, timestamp_created: now + 10 }, provider],
    ['expired', apart.signedRecord(metadata, owner, now - DAY_SEC - 1), /^Record is already expired/],
    [
      'of a time to come',
      apart.signedRecord(metadata, owner, now + DAY_SEC),
      /^Record can't be registered in the future/,
    ],
  ];

  it.each(bad)('are refused everywhere when %s', async (_, wrong, error) => {
    expect(await everywhere((peer) => putRecordOn(client, peer, wrong))).toEqual(refusedEverywhere(error));
    expect(await everywhere((peer) => republishRecordsOn(client, peer, [wrong]))).toEqual(
      refusedEverywhere(error),
    );
    expect(await resolveResource(client, key.id, 5)).toEqual([[], []]);
  });

  it('are refused everywhere when replayed to another key', async () => {
    const another = apart.signedKey(owner, 'another', now);
    await everywhere((peer) => republishKeyOn(client, peer, another));
    const wrong = changed({ key_id: another.id });
    expect(await everywhere((peer) => putRecordOn(client, peer, wrong))).toEqual(refusedEverywhere(issuer));
  });

  it('of a node are signed by it for nobody but their issuer', async () => {
    const { peerId } = network.peers[2]!;
    const said = apart.metadata(stranger, key.id, peerId, now);
    expect(await hostBytesOn(client, peerId, said, now)).toEqual([]);
    await expect(signOn(client, peerId, said, now)).rejects.toThrow(/is not allowed to sign data/);
  });

  it('that were withdrawn do not come back when they are replayed', async () => {
    const [resourceId] = await createResource(client, 'withdrawn');
    expect(await registerProvider(client, resourceId!, 'v', null)).toEqual([true, expect.anything()]);
    const [found] = await resolveResource(client, resourceId!, 5);
    expect(found).toHaveLength(1);
    expect(await unregisterService(client, resourceId!, client.getPeerId())).toEqual([
      true,
      expect.anything(),
    ]);
    const held = (peerId: string) => recordsOn(client, peerId, resourceId!);
    const gone = network.peers.map(() => expect.objectContaining({ success: true, result: [] }));
    await expect.poll(() => everywhere(held), SOON).toEqual(gone);
    expect(await everywhere((peer) => putRecordOn(client, peer, found![0]!))).toEqual(
      refusedEverywhere(/^Newer record or tombstone/),
    );
    await everywhere((peer) => republishRecordsOn(client, peer, found!));
    expect(await everywhere(held)).toEqual(gone);
  });

  it('are not withdrawn by a stranger', async () => {
    await everywhere((peer) => putRecordOn(client, peer, record));
    const wrong = {
      ...apart.signedTombstone(stranger, key.id, owner.peerId, now + 1),
      issued_by: owner.peerId,
    };
    expect(await everywhere((peer) => addTombstoneOn(client, peer, wrong))).toEqual(
      refusedEverywhere(/^Invalid tombstone signature/),
    );
    expect(await resolveResource(client, key.id, 5)).toEqual([[record], []]);
  });
});

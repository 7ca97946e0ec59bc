import { createHash } from 'node:crypto';
import { generateKeyPair as generateLibp2pKeyPair } from '@libp2p/crypto/keys';
import { peerIdFromPrivateKey } from '@libp2p/peer-id';
import { createService, createServiceRunner } from '@noctiluca/marine';
import { generateKeyPair } from '@noctiluca/particle';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { DONE, type Key, type Peer, type RegistryRecord, refused, startRegistry } from './registry-peers.js';
import { callInMarineJs, PARAMETERS, serviceConfig } from './services.js';
import { makeWorkFolder } from './work-folder.js';

const folder = makeWorkFolder();
afterAll(() => folder.remove());

/** Seconds: the time of the vectors of spec/services.md §2.2. */
const T = 1_649_800_000;
const HOUR = 3600;
const DAY = 24 * HOUR;
const P = '12D3KooWD7CvsYcpF9HE9CCV9aY3SJ317tkXVykjtZnht2EbzDPm';
const H = '12D3KooWHBG9oaVx4i3vi6c1rSBUm7MLBmyGmmbHoZ23pmjDCnvK';
const VECTOR_ID = 'zSzHVcgLaVV5n11c1gn2m4NHJpGNsBR7jsGWwc9oKQg';
const NOTHING = createHash('sha256').digest('hex');

const hex = (bytes: Iterable<number>) => Buffer.from([...bytes]).toString('hex');
const peerIdsOf = (records: RegistryRecord[]) => records.map(({ metadata }) => metadata.peer_id);

/** A peer with a key of libp2p, as nodes and clients of the network have. */
async function libp2pPeer(type: 'Ed25519' | 'secp256k1'): Promise<Peer> {
  const key = await generateLibp2pKeyPair(type);
  return {
    peerId: peerIdFromPrivateKey(key).toString(),
    sign(message) {
      const signature = key.sign(message);
      if (signature instanceof Promise) throw new Error('libp2p signs asynchronously here');
      return signature;
    },
  };
}

/** A peer's registry that holds a key of `owner`. */
function withKey(owner: Peer = generateKeyPair(), now = T) {
  const registry = startRegistry(folder, generateKeyPair());
  const key = registry.signedKey(owner, 'label', now);
  expect(registry.registerKey(key, now)).toEqual({ ...DONE, key_id: key.id });
  return { registry, key, keyId: key.id, owner };
}

describe('what is signed', () => {
  const registry = startRegistry(folder, generateKeyPair());
  const text = (name: string, args: unknown[]) => hex(registry.call(P, name, args));

  it('has the bytes of spec/services.md §2.2', () => {
    expect(registry.call(P, 'get_key_id', ['myLabel', P])).toBe(VECTOR_ID);
    expect(text('get_key_bytes', ['myLabel', [P], T, [], ''])).toBe(
      '5f2247d7e0c482fcc659e52da72be46852c7ac00191f4ba89eb14ac47663221e',
    );
    const metadata = [VECTOR_ID, P, T, 'myValue', P, [H], ['identity'], []];
    expect(text('get_record_metadata_bytes', metadata)).toBe(
      '36a55d7d062f963bb2c86e4b2d8b4b39e7fc5ecf666cff4177be35ce6fb1c013',
    );
    expect(text('get_tombstone_bytes', [VECTOR_ID, P, P, T, []])).toBe(
      'b6e36afa68e812ffcbb13cd5894331260260db27ac47c0db5947bf55c938c6b8',
    );
  });

  it('is of the caller unless an owner is given', () => {
    expect(text('get_key_bytes', ['myLabel', [], T, [], ''])).toBe(
      text('get_key_bytes', ['myLabel', [P], T, [], '']),
    );
  });

  it('is nothing when a length byte would wrap [fault §7.6]', () => {
    expect(text('get_key_bytes', ['x'.repeat(256), [], T, [], ''])).toBe('');
    expect(text('get_key_bytes', ['x'.repeat(255), [], T, [], ''])).toHaveLength(64);
  });

  it("binds a record, and is upstream's constant in its mode only [fault §7.7]", () => {
    const peer = generateKeyPair();
    const record = registry.ownRecord(peer, 'key', T);
    const bytes = () => hex(registry.call(P, 'get_record_bytes', [record.metadata, T]));
    const mode = (name: string) => registry.call(registry.creator, 'set_record_signatures', [name]);
    const bound = bytes();
    expect(bound).not.toBe(NOTHING);
    expect(mode('upstream')).toEqual(DONE);
    expect(bytes()).toBe(NOTHING);
    expect(mode('bound')).toEqual(DONE);
    expect(bytes()).toBe(bound);
  });
});

describe('keys and records', () => {
  it.each(['Ed25519', 'secp256k1'] as const)('are kept as they were: %s keys of libp2p', async (type) => {
    const [owner, provider] = [await libp2pPeer(type), await libp2pPeer(type)];
    const { registry, key, keyId } = withKey(owner);
    const record = registry.signedRecord(
      registry.metadata(owner, keyId, provider.peerId, T),
      provider,
      T + 1,
    );
    expect(registry.putRecord(record, T + 1)).toEqual(DONE);
    expect(registry.call('any', 'get_key_metadata', [keyId])).toEqual({ ...DONE, key });
    expect(registry.records(keyId, T + 1)).toEqual([record]);
    expect(record.metadata).toMatchObject({ relay_id: ['relay'], service_id: ['service'], value: 'value' });
    registry.close();
  });

  it('are there after a restart, whether it ended well or not', () => {
    const host = generateKeyPair();
    const first = startRegistry(folder, host);
    const owner = generateKeyPair();
    const key = first.signedKey(owner, 'label', T);
    first.registerKey(key, T);
    const record = first.ownRecord(owner, key.id, T);
    first.putRecord(record, T);
    first.call(first.creator, 'set_expired_timeout', [2 * DAY]);
    first.close();
    const unclosed = startRegistry(folder, host);
    expect(unclosed.records(key.id, T + DAY)).toEqual([record]);
    const withdrawn = unclosed.signedTombstone(owner, key.id, owner.peerId, T + 1);
    expect(unclosed.addTombstone(withdrawn, T + 1)).toEqual(DONE);
    const last = startRegistry(folder, host);
    expect(last.records(key.id, T + DAY)).toEqual([]);
    expect(last.call('any', 'get_tombstones', [key.id, T + 1], { 1: last.time }).result).toEqual([withdrawn]);
    last.close();
  });

  it('are served on a thread of their own, one call after the other', async () => {
    const runner = createServiceRunner();
    const mappedDirs = folder.mappedDirs('threaded');
    const service = await runner.create(serviceConfig('registry', { mappedDirs }, 'threaded'));
    const ids = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        service.call('get_key_id', JSON.stringify([`label ${i}`, P]), PARAMETERS),
      ),
    );
    expect(new Set(ids).size).toBe(20);
    await runner.close();
  });
});

describe('a key', () => {
  const owner = generateKeyPair();
  const { registry, key } = withKey(owner);
  const { time, weighed, origin } = registry;
  const elsewhere = generateKeyPair().peerId;
  const weightText = 'Invalid weight tetraplet: you should use host trust-graph.get_weight to pass weight: ';
  const timeText = 'Invalid timestamp tetraplet: you should use host peer.timestamp_sec to pass timestamp: ';

  it.each([
    ['no weight', { 7: time }, weightText],
    ["another peer's weight", { 6: origin('trust-graph', 'get_weight', elsewhere), 7: time }, weightText],
    ['the weight of a service id', { 6: origin('b6c1', 'get_weight'), 7: time }, weightText],
    ['no time', { 6: weighed }, timeText],
    ["another peer's time", { 6: weighed, 7: origin('peer', 'timestamp_sec', elsewhere) }, timeText],
    ['milliseconds', { 6: weighed, 7: origin('peer', 'timestamp_ms') }, timeText],
    ['a list of no origins', { 6: weighed, 7: [] }, timeText],
  ])('is refused with %s', (_, origins, text) => {
    const answer = registry.registerKey(key, T, origins);
    expect(answer).toMatchObject({ success: false, key_id: '' });
    expect(answer.error.startsWith(text)).toBe(true);
  });

  it.each<[string, Partial<Key>, RegExp]>([
    ['with another label', { label: 'other' }, /^Invalid signature for key_id /],
    ['of another owner', { owner_peer_id: elsewhere }, /^Invalid signature for key_id /],
    ['of another time', { timestamp_created: T + 1 }, /^Invalid signature for key_id /],
    ['without a signature', { signature: [] }, /^Invalid signature for key_id /],
    [
      'of no peer',
      { owner_peer_id: 'nobody' },
      /public key extraction from peer id failed: peer id parse error/,
    ],
    [
      'of a hashed peer id',
      { owner_peer_id: 'QmYyQSo1c1Ym7orWxLYvCrM2EmxFTANf8wXmmE7DWjhx5N' },
      /not inlined/,
    ],
    ['of the future', registry.signedKey(owner, 'f', T + 100), /^Key can't be registered in the future$/],
    ['with a long label', { label: 'x'.repeat(256) }, /^label is too long: 256 bytes, at most 255$/],
  ])('%s is refused, registered or republished', (_, change, text) => {
    const forged = { ...key, ...change };
    expect(registry.registerKey(forged, T)).toMatchObject(refused(text));
    expect(registry.republishKey(elsewhere, forged, T)).toEqual(refused(text));
  });

  it('is not replaced by a replayed older one', () => {
    const newer = registry.signedKey(owner, 'label', T + 10);
    registry.registerKey(newer, T + 10);
    const text = `Key label for ${owner.peerId} peer_id already exists with newer timestamp`;
    expect(registry.registerKey(key, T + 10)).toMatchObject(refused(text));
    expect(registry.republishKey('neighbour', key, T + 10)).toEqual(DONE);
    expect(registry.call('any', 'get_key_metadata', [key.id])).toEqual({ ...DONE, key: newer });
  });

  it('that one lying peer made up does not win a merge', () => {
    const merge = (keys: Key[]) => registry.call('any', 'merge_keys', [keys]);
    const forged = { ...key, timestamp_created: T + 99 };
    expect(merge([forged, key])).toEqual({ ...DONE, key });
    expect(merge([])).toMatchObject(refused('merge_keys: keys argument is empty'));
  });
});

describe('a record', () => {
  const [issuer, provider, other] = [generateKeyPair(), generateKeyPair(), generateKeyPair()];
  const { registry, keyId } = withKey(issuer);
  const metadata = registry.metadata(issuer, keyId, provider.peerId, T);
  const good = registry.signedRecord(metadata, provider, T);
  const issuerText = /^Invalid record metadata signature for key_id /;
  const peerText = /^Invalid record signature for key_id /;

  it.each<[string, RegistryRecord, RegExp]>([
    ['with another value', { ...good, metadata: { ...metadata, value: 'forged' } }, issuerText],
    ['for another peer', { ...good, metadata: { ...metadata, peer_id: other.peerId } }, issuerText],
    ['of another key', { ...good, metadata: { ...metadata, key_id: 'other' } }, issuerText],
    ['by another issuer', { ...good, metadata: { ...metadata, issued_by: other.peerId } }, issuerText],
    ['signed by another peer', registry.signedRecord(metadata, other, T), peerText],
    ['signed by its issuer', registry.signedRecord(metadata, issuer, T), peerText],
    ['with a signature of another time', { ...good, timestamp_created: T - 1 }, peerText],
    [
      'with a signature of another record',
      {
        ...registry.signedRecord(registry.metadata(issuer, keyId, provider.peerId, T, 'b'), provider, T),
        signature: good.signature,
      },
      peerText,
    ],
    ['that expired', registry.signedRecord(metadata, provider, T - DAY), /^Record is already expired$/],
    [
      'of the future',
      registry.signedRecord(metadata, provider, T + 100),
      /^Record can't be registered in the future$/,
    ],
    [
      'with a long value',
      { ...good, metadata: { ...metadata, value: 'x'.repeat(256) } },
      /^value is too long/,
    ],
  ])('%s is refused, put or republished', (_, record, text) => {
    expect(registry.putRecord(record, T)).toEqual(refused(text));
    expect(registry.republishRecords('neighbour', [good, record], T)).toMatchObject(refused(text));
    expect(registry.records(keyId, T)).toEqual([]);
  });

  it('that was forged loses a merge', () => {
    const forged = { ...good, timestamp_created: T + 50 };
    const { result } = registry.call('any', 'merge_two', [[forged], [good]]);
    expect(result).toEqual([good]);
    expect(registry.call('any', 'merge', [[[good], [good], []]]).result).toEqual([good]);
  });

  it('needs the weight of its issuer, from this host', () => {
    const text = 'Invalid weight tetraplet: you should use host trust-graph.get_weight to pass weight: ';
    expect(registry.putRecord(good, T, { 4: registry.time }).error.startsWith(text)).toBe(true);
    const args = [metadata, T, good.signature, registry.weight(provider.peerId), T];
    const origins = { 3: registry.weighed, 4: registry.time };
    expect(registry.call(provider.peerId, 'put_record', args, origins)).toEqual(
      refused(`Invalid weight peer_id: expected ${issuer.peerId}, found ${provider.peerId}`),
    );
  });

  it('of upstream, with a signature of nothing, is taken unless the registry is strict', () => {
    const signature = [...provider.sign(Buffer.from(NOTHING, 'hex'))];
    const mode = (name: string) => registry.call(registry.creator, 'set_record_signatures', [name]);
    mode('strict');
    expect(registry.putRecord({ ...good, signature }, T)).toEqual(refused(peerText));
    mode('bound');
    expect(registry.putRecord({ ...good, signature }, T)).toEqual(DONE);
  });

  it('of a clock that is ahead is taken as far as is set', () => {
    const ahead = registry.signedRecord(
      registry.metadata(issuer, keyId, provider.peerId, T),
      provider,
      T + 120,
    );
    const skew = (seconds: number) => registry.call(registry.creator, 'set_clock_skew', [seconds]);
    expect(registry.putRecord(ahead, T)).toEqual(refused(/^Record can't be registered in the future$/));
    expect(skew(601)).toEqual(refused('skew_sec must be at most 600, was 601'));
    expect(skew(119)).toEqual(DONE);
    expect(registry.putRecord(ahead, T)).toEqual(refused(/^Record can't be registered in the future$/));
    expect(skew(120)).toEqual(DONE);
    expect(registry.putRecord(ahead, T)).toEqual(DONE);
  });

  it('does not come back after its tombstone', () => {
    const tombstone = registry.signedTombstone(issuer, keyId, provider.peerId, T + 1);
    const foreign = registry.signedTombstone(provider, keyId, provider.peerId, T + 1);
    const forged = { ...foreign, issued_by: issuer.peerId };
    const text = `Invalid tombstone signature for key_id ${keyId} and issued by ${issuer.peerId}: `;
    expect(registry.addTombstone(forged, T + 1).error.startsWith(text)).toBe(true);
    registry.putRecord(good, T);
    expect(registry.addTombstone(tombstone, T + 1)).toEqual(DONE);
    expect(registry.putRecord(good, T + 1)).toEqual(refused(/^Newer record or tombstone for key_id: /));
    expect(registry.republishRecords('neighbour', [good], T + 1)).toEqual({ ...DONE, updated: 0 });
    expect(registry.records(keyId, T + 1)).toEqual([]);
  });
});

describe('providers of a resource', () => {
  it('are 32: of 33 the first is gone, and an own update drives nobody out', () => {
    const { registry, keyId } = withKey();
    const peers = Array.from({ length: 33 }, () => generateKeyPair());
    for (const [i, peer] of peers.slice(0, 32).entries()) {
      expect(registry.putRecord(registry.ownRecord(peer, keyId, T + i), T + i)).toEqual(DONE);
    }
    const again = registry.ownRecord(peers[31]!, keyId, T + 40);
    expect(registry.putRecord(again, T + 40)).toEqual(DONE);
    expect(peerIdsOf(registry.records(keyId, T + 40))).toContain(peers[0]!.peerId);
    const last = registry.ownRecord(peers[32]!, keyId, T + 41);
    expect(registry.putRecord(last, T + 41)).toEqual(DONE);
    const wanted = peers.slice(1).map(({ peerId }) => peerId);
    expect(peerIdsOf(registry.records(keyId, T + 41)).sort()).toEqual(wanted.sort());
    registry.close();
  });

  it('are 32 after a merge too', () => {
    const { registry, keyId } = withKey();
    const records = Array.from({ length: 40 }, (_, i) => registry.ownRecord(generateKeyPair(), keyId, T + i));
    expect(registry.republishRecords('neighbour', records, T + 40)).toEqual({ ...DONE, updated: 32 });
    const kept = peerIdsOf(records.slice(8)).sort();
    expect(peerIdsOf(registry.records(keyId, T + 40)).sort()).toEqual(kept);
    registry.close();
  });
});

describe('a node provider', () => {
  it('is signed by its host for the issuer, renewed by the host, and outlives the day; a client does not', () => {
    const client = generateKeyPair();
    const { registry, keyId } = withKey(client);
    const { host } = registry;
    const metadata = registry.metadata(client, keyId, host.peerId, T);
    const bytes = registry.hostRecordBytes(client.peerId, metadata, T);
    expect(bytes).toHaveLength(32);
    const node = { metadata, timestamp_created: T, signature: [...host.sign(bytes)] };
    expect(registry.putRecord(node, T)).toEqual(DONE);
    expect(registry.putRecord(registry.ownRecord(client, keyId, T), T)).toEqual(DONE);

    const half = T + DAY / 2;
    expect(registry.collect('get_stale_local_records', half - 1).result).toEqual([]);
    const stale: RegistryRecord[] = registry.collect('get_stale_local_records', half).result;
    expect(stale).toEqual([node]);
    const renewed = registry.signedRecord(metadata, host, half);
    const args = [metadata, half, renewed.signature, registry.weight(client.peerId), half];
    const origins = { 3: registry.weighed, 4: registry.time };
    expect(registry.call(host.peerId, 'put_record', args, origins)).toEqual(DONE);

    const cleared = { ...DONE, count_keys: 0, count_records: 1, count_tombstones: 0 };
    expect(registry.collect('clear_expired', T + DAY)).toEqual(cleared);
    expect(registry.records(keyId, T + DAY)).toEqual([renewed]);
    registry.close();
  });

  it('gives so many of the records that its host signs, the oldest first', () => {
    const MOST = 256;
    const client = generateKeyPair();
    const registry = startRegistry(folder, generateKeyPair());
    const { host } = registry;
    for (let n = MOST; n >= 0; n--) {
      const key = registry.signedKey(client, `label ${n}`, T);
      expect(registry.registerKey(key, T)).toMatchObject(DONE);
      const metadata = registry.metadata(client, key.id, host.peerId, T + n);
      const bytes = registry.hostRecordBytes(client.peerId, metadata, T + n);
      const record = { metadata, timestamp_created: T + n, signature: [...host.sign(bytes)] };
      expect(registry.putRecord(record, T + n)).toEqual(DONE);
    }
    const stale: RegistryRecord[] = registry.collect('get_stale_local_records', T + DAY).result;
    expect(stale.map((record) => record.timestamp_created - T)).toEqual([...Array(MOST).keys()]);
    registry.close();
  });

  it('is signed for nobody else, for no other peer and not for days to come', () => {
    const [client, other] = [generateKeyPair(), generateKeyPair()];
    const { registry, keyId } = withKey(client);
    const metadata = registry.metadata(client, keyId, registry.host.peerId, T);
    const none = new Uint8Array();
    expect(registry.hostRecordBytes(other.peerId, metadata, T)).toEqual(none);
    expect(registry.hostRecordBytes(client.peerId, { ...metadata, value: 'x' }, T)).toEqual(none);
    const elsewhere = registry.metadata(client, keyId, other.peerId, T);
    expect(registry.hostRecordBytes(client.peerId, elsewhere, T)).toEqual(none);
    const later = registry.call(client.peerId, 'get_host_record_bytes', [metadata, T + DAY], {}, T);
    expect(later).toEqual([]);
    registry.close();
  });
});

describe('at rest', () => {
  it('gives what is stale until its host confirms that a neighbour has it', () => {
    const [client, gone] = [generateKeyPair(), generateKeyPair()];
    const { registry, key, keyId } = withKey(client);
    const neighbour = startRegistry(folder, generateKeyPair());
    const record = registry.ownRecord(client, keyId, T);
    registry.putRecord(record, T);
    const tombstone = registry.signedTombstone(gone, keyId, gone.peerId, T);
    registry.addTombstone(tombstone, T);
    const given = { ...DONE, results: [{ key, records: [record], tombstones: [tombstone], of_upstream: 0 }] };
    for (const now of [T + HOUR, T + 2 * HOUR]) {
      expect(registry.collect('evict_stale', now)).toEqual(given);
      expect(registry.records(keyId, now)).toEqual([record]);
    }
    const now = T + 2 * HOUR;
    const from = registry.host.peerId;
    expect(neighbour.republishKey(from, key, now)).toEqual(DONE);
    const origins = { 1: neighbour.time };
    expect(neighbour.call(from, 'republish_tombstones', [[tombstone], now], origins)).toEqual(DONE);
    expect(neighbour.republishRecords(from, [record], now)).toEqual({ ...DONE, updated: 1 });
    expect(neighbour.records(keyId, now)).toEqual([record]);
    const withdrawn = registry.ownRecord(gone, keyId, T);
    expect(neighbour.putRecord(withdrawn, now)).toEqual(refused(/^Newer record or tombstone/));

    expect(registry.republishKey(from, key, now)).toEqual(DONE);
    expect(registry.collect('evict_stale', now + HOUR - 1).results).toEqual([]);
    expect(registry.collect('evict_stale', now + HOUR).results).toHaveLength(1);
    const cleared = { ...DONE, count_keys: 1, count_records: 1, count_tombstones: 1 };
    for (const each of [registry, neighbour]) {
      expect(each.collect('clear_expired', T + DAY)).toEqual(cleared);
      each.close();
    }
  });

  it('takes timeouts from its creator and its host only [fault §7.5]', () => {
    const { registry } = withKey();
    const text = 'Only the creator of the registry service and its host may change settings';
    for (const name of ['set_expired_timeout', 'set_stale_timeout']) {
      expect(registry.call(generateKeyPair().peerId, name, [1])).toEqual(refused(text));
      expect(registry.call(registry.creator, name, [0])).toEqual(refused(/^timeout_sec must be from 1 to /));
      expect(registry.call(registry.creator, name, [60])).toEqual(DONE);
      expect(registry.call(registry.host.peerId, name, [70])).toEqual(DONE);
    }
    registry.close();
  });
});

describe('whatever is passed', () => {
  const { registry, keyId } = withKey();
  const bytes = fc.array(fc.nat(255), { maxLength: 80 });
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom(P, H, keyId, ''));
  const time = fc.oneof(fc.nat(), fc.constantFrom(0, T, Number.MAX_SAFE_INTEGER));
  const metadata = fc.record({
    key_id: text,
    issued_by: text,
    peer_id: text,
    timestamp_issued: time,
    solution: bytes,
    value: text,
    relay_id: fc.array(text, { maxLength: 9 }),
    service_id: fc.array(text, { maxLength: 9 }),
    issuer_signature: bytes,
  });
  const record = fc.record({ metadata, timestamp_created: time, signature: bytes });

  it('the service refuses and never dies', () => {
    fc.assert(
      fc.property(record, fc.array(record, { maxLength: 3 }), time, (one, many, now) => {
        expect(registry.putRecord(one, now).success).toBe(false);
        expect(registry.republishRecords('any', [one, ...many], now).success).toBe(false);
        expect(registry.call('any', 'merge', [[many, [one]]])).toEqual({ ...DONE, result: [] });
        const { metadata } = one;
        expect(registry.hostRecordBytes(metadata.issued_by, metadata, now)).toHaveLength(0);
      }),
      { numRuns: 200 },
    );
    expect(registry.records(keyId, T)).toEqual([]);
    expect(registry.rebuilds()).toBe(0);
  });
});

describe('without files', () => {
  it('says so', () => {
    const service = createService(serviceConfig('registry'));
    const answer = JSON.parse(service.callJson('get_key_metadata', '["id"]', PARAMETERS));
    expect(answer).toMatchObject(refused(/^Internal database error: /));
  });

  it("is taken by upstream's runtime, where what needs no files is the same", async () => {
    const call = await callInMarineJs('registry');
    expect(JSON.parse(call('get_key_id', JSON.stringify(['myLabel', P])))).toBe(VECTOR_ID);
    const bytes = JSON.parse(call('get_tombstone_bytes', JSON.stringify([VECTOR_ID, P, P, T, []])));
    expect(hex(bytes)).toBe('b6e36afa68e812ffcbb13cd5894331260260db27ac47c0db5947bf55c938c6b8');
    expect(JSON.parse(call('get_key_metadata', '["id"]'))).toMatchObject({ success: false });
  });
});

// The registry's Aqua (`aqua/registry`), step by step, on simulated peers: whom it asks and what it calls there.
import { K, keyOf } from './kademlia.mjs';

const weight = ({ peerId }) => ({ success: true, weight: 0, peer_id: peerId, error: '' });
const sign = (peer, bytes) => [...peer.keyPair.sign(Uint8Array.from(bytes))];

/** `createResourceAndRegisterProvider` by a client at this relay. */
export function register({ network, registries, find }, { client, relay, label, now }) {
  const on = (peer, name, args, where = {}) => registries.call(peer, client, name, args, { now, ...where });
  const fields = [label, [], now, [], ''];
  const keySignature = sign(client, on(relay, 'get_key_bytes', fields));
  const keyId = on(relay, 'get_key_id', [label, client.peerId]);
  const args = [keyId, client.peerId, now, 'value', client.peerId, [relay.peerId], ['service'], []];
  const metadata = on(relay, 'create_record_metadata', [
    ...args,
    sign(client, on(relay, 'get_record_metadata_bytes', args)),
  ]);
  const signature = sign(client, on(relay, 'get_record_bytes', [metadata, now]));
  const found = find(relay, keyOf(keyId));
  let stored = 0;
  for (const peer of found.peers) {
    network.ask(peer);
    if (!peer.online) continue;
    const key = on(peer, 'register_key', [...fields, keySignature, weight(client), now], {
      timeAt: 7,
      weightAt: 6,
    });
    const put = on(peer, 'put_record', [metadata, now, signature, weight(client), now], {
      timeAt: 4,
      weightAt: 3,
    });
    if (key.success && put.success) stored += 1;
  }
  return { keyId, stored, hops: found.hops, ms: found.ms };
}

/** `resolveProviders` with ack 1 by somebody at this relay: the first answer with a provider counts. */
export function resolve({ network, registries, find }, { relay, keyId, now }) {
  const found = find(relay, keyOf(keyId));
  let firstMs = Number.POSITIVE_INFINITY;
  for (const peer of found.peers) {
    const ms = network.ask(peer);
    if (!peer.online || !registries.has(peer)) continue;
    const { success, result } = registries.call(peer, relay, 'get_records', [keyId, now], { now, timeAt: 1 });
    if (success && result.length > 0) firstMs = Math.min(firstMs, ms);
  }
  return { found: Number.isFinite(firstMs), hops: found.hops, ms: found.ms + firstMs };
}

/** One run of the registry's spell on a peer: each neighbour is visited once with all that is stale, which then is stale no more. */
export function replicate({ network, registries, find }, { peer, now }) {
  const on = (at, name, args, where) => registries.call(at, peer, name, args, { now, ...where });
  const { results } = on(peer, 'evict_stale', [now], { timeAt: 0 });
  const byId = new Map();
  const neighbourhoods = results.map(({ key }) =>
    find(peer, keyOf(key.id))
      .peers.slice(0, K)
      .map((neighbour) => {
        byId.set(neighbour.peerId, neighbour);
        return neighbour.peerId;
      }),
  );
  const { visits } = on(peer, 'plan_replication', [neighbourhoods]);
  for (const { peer_id: id, items } of visits) {
    const neighbour = byId.get(id);
    network.ask(neighbour);
    if (!neighbour.online) continue;
    const taken = items.map((item) => results[item]).filter((item) => bring(on, neighbour, item, now));
    if (taken.length > 0) on(peer, 'confirm_replication', [taken.map(({ key }) => key), now], { timeAt: 1 });
  }
}

/** Whether a neighbour takes a key; its records go with it. */
function bring(on, neighbour, { key, records }, now) {
  const owner = { peerId: key.owner_peer_id };
  const weights = records.map(({ metadata }) => weight({ peerId: metadata.issued_by }));
  const { success } = on(neighbour, 'republish_key', [key, weight(owner), now], { timeAt: 2, weightAt: 1 });
  on(neighbour, 'republish_records', [records, weights, now], { timeAt: 2, weightAt: 1 });
  return success;
}

import { generateKeyPair } from '@noctiluca/particle';
import { createNetwork, keyOf } from './kademlia.mjs';
import { createRandom } from './random.mjs';
import { createRegistries } from './registry-on-peers.mjs';
import { register, replicate, resolve } from './scripts.mjs';

/** A Wednesday in 2023; only differences count. */
const START_SEC = 1_700_000_000;
const HOUR_SEC = 3600;
/** Stale after an hour: the spell finds it at its next run. */
const REPLICATED_AFTER_SEC = HOUR_SEC + 60;

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * A network of so many peers: resources are registered, a share of all peers leaves, they are resolved; the rest replicates
 * for an hour, as many leave again, they are resolved again.
 * @param neighbourhood `table`: nox's, the peer's own routing table; `look-up`: ours, Kademlia is asked
 */
export function simulate({ peers: count, resources, readers, churn, neighbourhood, seed }) {
  const random = createRandom(seed);
  const peers = Array.from({ length: count }, () => {
    const keyPair = generateKeyPair();
    return { keyPair, peerId: keyPair.peerId, key: keyOf(keyPair.peerId), online: true };
  });
  const network = createNetwork(peers, random);
  const registries = createRegistries();
  const find = (origin, target) =>
    neighbourhood === 'table' ? network.local(origin, target) : network.lookUp(origin, target);
  const world = { network, registries, find };
  const leave = () => {
    for (const peer of random.sample(network.online(), Math.floor(network.online().length * churn)))
      peer.online = false;
  };
  try {
    const written = Array.from({ length: resources }, (_, i) => {
      const client = { keyPair: generateKeyPair() };
      client.peerId = client.keyPair.peerId;
      const before = network.counters.messages;
      const made = register(world, {
        client,
        relay: random.pick(network.online()),
        label: `resource ${i}`,
        now: START_SEC,
      });
      return { ...made, messages: network.counters.messages - before };
    });
    const read = (now) =>
      written.flatMap(({ keyId }) =>
        Array.from({ length: readers }, () => {
          const before = network.counters.messages;
          const answer = resolve(world, { relay: random.pick(network.online()), keyId, now });
          return { ...answer, messages: network.counters.messages - before };
        }),
      );
    const fresh = read(START_SEC + 1);
    leave();
    const churned = read(START_SEC + 2);
    const now = START_SEC + REPLICATED_AFTER_SEC;
    network.refresh();
    for (const peer of network.online().filter(registries.has)) replicate(world, { peer, now });
    leave();
    const replicated = read(now + 1);
    return {
      peers: count,
      neighbourhood,
      churn,
      copies: mean(written.map(({ stored }) => stored)),
      registering: {
        hops: mean(written.map(({ hops }) => hops)),
        messages: mean(written.map(({ messages }) => messages)),
      },
      resolving: summary(fresh),
      afterChurn: summary(churned),
      afterReplication: summary(replicated),
      services: registries.size,
    };
  } finally {
    registries.clear();
  }
}

function summary(reads) {
  const found = reads.filter((one) => one.found);
  return {
    success: found.length / reads.length,
    hops: mean(reads.map(({ hops }) => hops)),
    messages: mean(reads.map(({ messages }) => messages)),
    ms: found.length === 0 ? null : mean(found.map(({ ms }) => ms)),
  };
}

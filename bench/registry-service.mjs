import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createService } from '@noctiluca/marine';
import { generateKeyPair } from '@noctiluca/particle';
import { quantile } from './lib/stats.mjs';

const WASM = new URL('../services/registry/registry.wasm', import.meta.url);
const PROVIDERS = 20;
const NOW = 1_700_000_000;
const DAY = 86_400;

/** Calls of the registry service on this thread while its database grows, file on the local disk. */
export async function bench({ quick, progress }) {
  const records = quick ? 1000 : 10_000;
  const folder = await mkdtemp(join(tmpdir(), 'noctiluca-bench-registry-'));
  try {
    const wasm = new Uint8Array(await readFile(WASM));
    const load = {
      records,
      keys: records / PROVIDERS,
      peers: Array.from({ length: PROVIDERS }, generateKeyPair),
    };
    return await run({ wasm, folder, load, progress });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function run({ wasm, folder, load, progress }) {
  const host = generateKeyPair();
  const times = {};
  const start = () => open({ wasm, folder, host, times });
  const first = start();
  progress(`${load.keys} keys, ${load.records} records`);
  const keyIds = registerKeys(first, load);
  const all = load.peers.flatMap((peer) => keyIds.map((keyId) => put(first, peer, keyId)));
  for (const keyId of keyIds) first.timed('get_records', [keyId, NOW], 1);
  progress('replication, a restart, expiry');
  const batch = all.filter(({ metadata }) => metadata.key_id === keyIds[0]);
  const weights = batch.map(({ metadata }) => weight(metadata.issued_by));
  for (let i = 0; i < 20; i++) first.timed('republish_records', [batch, weights, NOW], 2, 1);
  for (let i = 0; i < 20; i++) first.timed('merge', [[batch, batch, batch]]);
  for (let i = 0; i < 20; i++) first.timed('evict_stale', [NOW + DAY / 2], 0);
  const bytes = (await stat(join(folder, 'registry.redb'))).size;
  first.close();
  const again = start();
  again.timed('get_records, the first after a restart', [keyIds[0], NOW], 1);
  again.timed('clear_expired, of all', [NOW + DAY], 0);
  again.close();
  return { ...load, peers: PROVIDERS, bytes, calls: summary(times) };
}

function open({ wasm, folder, host, times }) {
  const config = { name: 'registry', mappedDirs: { '/storage': folder } };
  const service = createService({ serviceId: 'registry', modules: [{ config, wasm }] });
  const origin = (serviceId, functionName) => [{ peerPk: host.peerId, serviceId, functionName, lens: '' }];
  const time = origin('peer', 'timestamp_sec');
  const weighed = Array.from({ length: PROVIDERS }, () => origin('trust-graph', 'get_weight')[0]);
  const particle = {
    id: 'p',
    timestamp: NOW * 1000,
    ttl: 60_000,
    script: '',
    signature: new Uint8Array(),
    token: '',
  };
  /** Arguments that are checked: where the time and where the weights stand. */
  const parameters = (init, count, timeAt, weightAt) => ({
    particle: { ...particle, initPeerId: init },
    serviceId: 'registry',
    serviceCreatorPeerId: host.peerId,
    hostId: host.peerId,
    workerId: host.peerId,
    tetraplets: Array.from({ length: count }, (_, i) =>
      i === timeAt ? time : i === weightAt ? weighed : [],
    ),
  });
  const call = (name, args, timeAt, weightAt, init = host.peerId) => {
    const [fn] = name.split(',');
    const answer = service.callJson(
      fn,
      JSON.stringify(args),
      parameters(init, args.length, timeAt, weightAt),
    );
    const value = JSON.parse(answer);
    if (value.success === false) throw new Error(`${name}: ${value.error}`);
    return value;
  };
  const timed = (name, ...rest) => {
    const startedAt = performance.now();
    const value = call(name, ...rest);
    times[name] ??= [];
    times[name].push(performance.now() - startedAt);
    return value;
  };
  return { call, timed, close: () => service.close() };
}

const weight = (peerId) => ({ success: true, weight: 0, peer_id: peerId, error: '' });

function registerKeys({ call, timed }, { keys, peers: [owner] }) {
  return Array.from({ length: keys }, (_, i) => {
    const signed = [`label ${i}`, [owner.peerId], NOW, [], ''];
    const signature = [...owner.sign(Uint8Array.from(call('get_key_bytes', signed)))];
    return timed('register_key', [...signed, signature, weight(owner.peerId), NOW], 7, 6).key_id;
  });
}

function put({ call, timed }, peer, keyId) {
  const args = [keyId, peer.peerId, NOW, 'value', peer.peerId, ['relay'], ['service'], []];
  const signed = (name, ...rest) => [...peer.sign(Uint8Array.from(call(name, ...rest)))];
  const metadata = call('create_record_metadata', [...args, signed('get_record_metadata_bytes', args)]);
  const signature = signed('get_record_bytes', [metadata, NOW]);
  timed('put_record', [metadata, NOW, signature, weight(peer.peerId), NOW], 4, 3);
  return { metadata, timestamp_created: NOW, signature };
}

function summary(times) {
  return Object.entries(times).map(([name, values]) => {
    const sorted = [...values].sort((a, b) => a - b);
    const at = (q) => quantile(sorted, q);
    return {
      name,
      count: values.length,
      milliseconds: { median: at(0.5), p99: at(0.99), max: sorted.at(-1) },
    };
  });
}

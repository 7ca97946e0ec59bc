// Uses one package in a process in which nothing else was imported: `node alone.mjs <package> <address of a peer>`. Prints what
// came out of it; test/nodes/nodes.test.ts knows what that is.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const [name, relay] = process.argv.slice(2);
const folder = await mkdtemp(path.join(tmpdir(), 'noctiluca-alone-'));
const { signal } = new AbortController();
const greeting = () =>
  readFile(new URL('../../services/greeter/phrasebook/phrasebook.wasm', import.meta.url));

async function keyPairOf() {
  const { generateKeyPair } = await import('@noctiluca/particle');
  return generateKeyPair();
}

async function withStore(use) {
  const { createBlobStore, createStore } = await import('@noctiluca/store');
  const store = createStore({ dir: path.join(folder, 'store') });
  const blobs = createBlobStore({ dir: path.join(folder, 'blobs') });
  for (const part of [store, blobs]) await part.start(signal);
  try {
    return await use(store, blobs);
  } finally {
    for (const part of [store, blobs]) await part.stop(signal);
  }
}

/** A node with nothing but what its own code needs. */
const LONE = {
  ...{ listen_ip: '127.0.0.1', tcp_port: 0, websocket_port: 0, http_port: 0 },
  ...{ allow_local_addresses: true, base_dir: folder, noctiluca: { log_level: 'silent' } },
};

const uses = {
  async aquamarine() {
    const { createAquamarine, createTraceRing } = await import('@noctiluca/aquamarine');
    const { createAvmPool } = await import('@noctiluca/avm');
    const { createParticle } = await import('@noctiluca/particle');
    const [keyPair, avm, trace] = [await keyPairOf(), createAvmPool({ threads: 1 }), createTraceRing()];
    let hear;
    const heard = new Promise((resolve) => {
      hear = resolve;
    });
    const host = {
      name: 'host',
      scopeOf: (peerId) => (peerId === keyPair.peerId ? { kind: 'host' } : undefined),
      async call({ argsJson, args }) {
        hear(args ?? argsJson);
        return { kind: 'empty' };
      },
    };
    const network = {
      onConnectionEvent: () => () => {},
      isConnected: () => false,
      newestConnection: () => 0,
    };
    const aquamarine = createAquamarine({ keyPair }, { avm, host, network, trace });
    await avm.start(signal);
    await aquamarine.start(signal);
    const script = `(call "${keyPair.peerId}" ("alone" "hear") ["it runs"])`;
    void aquamarine.execute(createParticle({ keyPair, script, ttl: 20_000, timestampMs: Date.now() }));
    const args = await heard;
    await aquamarine.stop(signal);
    await avm.stop(signal);
    return args;
  },
  async avm() {
    const { createAvmPool } = await import('@noctiluca/avm');
    const { peerId, seed } = await keyPairOf();
    const pool = createAvmPool({ threads: 1, nativeSignatures: true });
    await pool.start(signal);
    const empty = new Uint8Array(0);
    const { callRequests } = await pool.run(
      {
        ...{ particleId: 'p-1', initPeerId: peerId, timestamp: Date.now(), ttl: 7000, currentPeerId: peerId },
        ...{ script: `(call "${peerId}" ("op" "identity") ["it runs"] x)`, seed },
        ...{ prevData: empty, data: empty, callResults: new Map() },
      },
      'p-1',
    );
    await pool.stop(signal);
    return callRequests[0].args;
  },
  async cli() {
    const { loadProject, main, table } = await import('@noctiluca/cli');
    await main(['--version']);
    return [typeof loadProject, table(['peer'], [['it runs']]).includes('it runs')];
  },
  async client() {
    const { createClient } = await import('@noctiluca/client');
    const client = await createClient(relay);
    await client.disconnect();
    await client.connect();
    await client.close();
    return client.connectionState;
  },
  async deployment() {
    const { desiredAliases, desiredState, plan } = await import('@noctiluca/deployment');
    const wasm = await greeting();
    const { cidOf } = await import('@noctiluca/store');
    const modules = [{ name: 'phrasebook', cid: await cidOf(wasm), bytes: async () => wasm }];
    const packages = [{ name: 'p', version: '1', services: [{ name: 'phrasebook', modules }], spells: [] }];
    const desired = desiredState(packages, { prune: true });
    const nothing = { peerId: 'p', life: 'one', items: [], journal: {} };
    return [desiredAliases(desired), plan(desired, nothing).packages[0].steps.map(({ action }) => action)];
  },
  async host() {
    const { createHost } = await import('@noctiluca/host');
    const { createServiceRunner } = await import('@noctiluca/marine');
    const keyPair = await keyPairOf();
    return withStore(async (store, blobs) => {
      const connectivity = { isConnected: () => false, getContact: () => undefined };
      const runner = createServiceRunner();
      const host = createHost({}, { keyPair, store, blobs, runner, connectivity });
      await host.start(signal);
      const { modules, blueprints } = host.services;
      const cid = await modules.add('phrasebook', await greeting());
      const blueprintId = await blueprints.add({ name: 'phrasebook', dependencies: [cid] });
      const id = await host.services.create({
        ...{ scope: { kind: 'host' }, blueprintId, ownerId: host.hostPeerId },
      });
      await host.stop(signal);
      return [typeof id];
    });
  },
  async ipfs() {
    const { createKuboClient, createKuboRpc, IpfsStore } = await import('@noctiluca/ipfs');
    const store = new IpfsStore({ dir: folder });
    const rpc = createKuboRpc({ port: 0 }, { store, peerId: (await keyPairOf()).peerId });
    await store.start(signal);
    await rpc.start(signal);
    const client = createKuboClient({ api: rpc.multiaddr });
    const cid = await client.add(new TextEncoder().encode('it runs'));
    const text = new TextDecoder().decode(await client.cat(cid));
    await rpc.stop(signal);
    await store.stop(signal);
    return text;
  },
  async lifecycle() {
    const { createCompositeService } = await import('@noctiluca/lifecycle');
    const done = [];
    const part = (name, dependsOn = []) => ({
      ...{
        name,
        dependsOn,
        start: async () => done.push(`${name} up`),
        stop: async () => done.push(`${name} down`),
      },
    });
    const node = createCompositeService({ name: 'node', services: [part('b', ['a']), part('a')] });
    await node.start();
    await node.stop();
    return done;
  },
  async 'local-network'() {
    const { createLocalNetwork } = await import('@noctiluca/local-network');
    const settings = { system_services: { enable: 'none' } };
    const network = createLocalNetwork({ fluenceDir: folder, peers: 2, freePorts: true, settings });
    await network.start(signal);
    const { length } = network.peers;
    await network.stop(signal);
    return length;
  },
  async marine() {
    const { createService, createServiceRunner } = await import('@noctiluca/marine');
    const wasm = await greeting();
    const config = { serviceId: 'p', modules: [{ config: { name: 'phrasebook' }, wasm }] };
    const here = createService(config).call('languages', []);
    const runner = createServiceRunner({ threads: 1 });
    const service = await runner.create(config);
    const particle = { id: 'p', initPeerId: 'i', timestamp: 0, ttl: 0, signature: new Uint8Array(0) };
    const parameters = { particle, hostId: 'h', workerId: 'h', serviceCreatorPeerId: 'i', tetraplets: [] };
    const there = JSON.parse(await service.call('languages', '[]', parameters));
    await runner.close();
    return [here.length > 0, JSON.stringify(here) === JSON.stringify(there)];
  },
  async 'marine-tools'() {
    const { embed, readSections } = await import('@noctiluca/marine-tools');
    const wasm = await greeting();
    return [Buffer.compare(embed(wasm), wasm), readSections(wasm).length > 0];
  },
  async network() {
    const { createNetwork } = await import('@noctiluca/network');
    const { createParticle } = await import('@noctiluca/particle');
    const answers = [];
    const [one, other] = [await keyPairOf(), await keyPairOf()].map((keyPair) =>
      createNetwork({ keyPair, allowLocalAddresses: true }),
    );
    let hear;
    const heard = new Promise((resolve) => {
      hear = resolve;
    });
    one.onParticle(async () => {});
    other.onParticle(async ({ particle }) => hear(particle.script));
    for (const network of [one, other]) await network.start(signal);
    for (const kind of ['/tcp/', '/ws']) {
      const addresses = other
        .listenAddresses()
        .filter((address) => address.includes(kind))
        .slice(-1);
      const particle = createParticle({
        ...{ keyPair: await keyPairOf(), script: '(null)', ttl: 20_000, timestampMs: Date.now() },
      });
      answers.push((await one.send({ peerId: other.peerId, addresses }, particle)).status);
      await one.disconnect(other.peerId);
    }
    answers.push(await heard);
    for (const network of [one, other]) await network.stop(signal);
    return answers;
  },
  async node() {
    const { checkConfig, createLogger, createNode, resolveConfig } = await import('@noctiluca/node');
    const { settings } = checkConfig({ ...LONE, system_services: { enable: 'none' } });
    const config = await resolveConfig(settings, { name: 'peer', keyPair: await keyPairOf() });
    const node = createNode(config, { logger: createLogger({ level: 'silent', name: 'peer' }) });
    await node.start(signal);
    const { status } = await fetch(`${node.httpUrl}/peer_id`);
    await node.stop(signal);
    return status;
  },
  async particle() {
    const { createParticle, decodePayload, encodeFrame, FrameReader, verifyParticle } = await import(
      '@noctiluca/particle'
    );
    const particle = createParticle({
      ...{ keyPair: await keyPairOf(), script: '(null)', ttl: 7000, timestampMs: Date.now() },
    });
    const [payload] = [...new FrameReader().push(encodeFrame(particle))];
    return verifyParticle(decodePayload(payload).particle).ok;
  },
  async registry() {
    const { createResource } = await import('@noctiluca/registry');
    const { createClient } = await import('@noctiluca/client');
    const client = await createClient(relay);
    const [resourceId, errors] = await createResource(client, `of ${process.version} ${Date.now()}`);
    await client.close();
    return [typeof resourceId, errors];
  },
  async spells() {
    const { createSpells } = await import('@noctiluca/spells');
    return withStore(async (store) => {
      const connections = () => () => {};
      const spells = createSpells({}, { store, host: {}, aquamarine: {}, connections });
      return spells.builtins.flatMap(({ functions }) => Object.keys(functions));
    });
  },
  async store() {
    return withStore(async (store) => {
      const table = store.table('alone');
      await store.transaction(() => table.put('key', { value: 'it runs' }));
      return table.get('key').value;
    });
  },
  async 'system-services'() {
    const { defaultPackages, effectorsOf } = await import('@noctiluca/system-services');
    const packages = defaultPackages({});
    return [packages.map((each) => each.name), Object.keys(effectorsOf(packages)).length > 0];
  },
};

try {
  const result = await uses[name]();
  console.log(JSON.stringify(result));
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}
// What holds the process up is a fault, but not this test's.
await delay(0);
process.exit();

// One whole peer, as `createNode` builds it, with its log in a file and free ports on loopback.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { checkConfig, createLogger, createNode, resolveConfig } from '@noctiluca/node';
import { generateKeyPair, parseKey } from '@noctiluca/particle';
import { createProfiler } from './profiler.mjs';
import { serve } from './serve.mjs';

let node;
const profiler = createProfiler();

/** @param secretKey of the peer; undefined: a new one @param noctiluca more of its settings */
async function start({ directory, bootstrapNodes = [], secretKey, noctiluca = {} }) {
  const { settings } = checkConfig({
    listen_ip: '127.0.0.1',
    tcp_port: 0,
    websocket_port: 0,
    http_port: 0,
    bootstrap_nodes: bootstrapNodes,
    allow_local_addresses: true,
    base_dir: directory,
    // `bench system` measures those.
    system_services: { enable: 'none' },
    noctiluca,
  });
  const keyPair = secretKey === undefined ? generateKeyPair() : parseKey(secretKey);
  const config = await resolveConfig(settings, { keyPair });
  const level = settings.noctiluca.log_level;
  const logger = createLogger({ level, name: 'peer', file: path.join(directory, 'peer.log') });
  node = createNode(config, { logger });
  await node.start(new AbortController().signal);
  const addresses = node.parts.network.listenAddresses();
  return {
    peerId: node.peerId,
    http: node.httpUrl,
    addresses: addresses.filter((address) => !address.includes('/ws')),
    webSocket: addresses.find((address) => address.includes('/ws')),
  };
}

/** Modules and blueprint of the sample service. */
async function addGreeter() {
  const { services } = node.parts.host;
  const moduleOf = async (name, file) =>
    services.modules.add(name, await readFile(new URL(`../../services/greeter/${file}`, import.meta.url)));
  const dependencies = [
    await moduleOf('phrasebook', 'phrasebook/phrasebook.wasm'),
    await moduleOf('greeter', 'greeter.wasm'),
  ];
  return services.blueprints.add({ name: 'greeter', dependencies });
}

const scope = { kind: 'host' };

/** The sample service under the alias `greeter`, as the host itself would put it there. */
async function deployGreeter() {
  const { services, hostPeerId: ownerId } = node.parts.host;
  await services.create({ scope, blueprintId: await addGreeter(), ownerId, alias: 'greeter' });
}

/** Many of them. */
async function createGreeters({ count }) {
  const { services, hostPeerId: ownerId } = node.parts.host;
  const blueprintId = await addGreeter();
  for (let n = 0; n < count; n++) await services.create({ scope, blueprintId, ownerId });
}

/** Waits until the services of the last life are up. */
async function restored() {
  const failures = await node.parts.host.restored();
  if (failures.length > 0)
    throw new Error(`${failures.length} did not start, such as: ${failures[0].reason}`);
}

/** A call of each service there is. */
async function callGreeters() {
  const { services, hostPeerId } = node.parts.host;
  for (const { serviceId } of services.list(scope)) {
    await services.calls.callAsHost(scope, serviceId, {
      functionName: 'greeting',
      args: ['Bob'],
      initPeerId: hostPeerId,
    });
  }
}

serve(
  {
    start,
    deployGreeter,
    createGreeters,
    callGreeters,
    restored,
    state: () => node.parts.aquamarine.describe(),
    connectedPeers: () => node.parts.network.connectedPeers(),
    startProfile: () => profiler.start(),
    stopProfile: (parameters) => profiler.stop(parameters),
  },
  async () => node?.stop(AbortSignal.timeout(5000)),
);

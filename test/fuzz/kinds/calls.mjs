// Arguments of calls: every row of the host's table and the functions of a service, by those who may and those who
// may not. The host runs on its real store, blobs and threads.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createHost, HOST_SCOPE } from '@noctiluca/host';
import { createServiceRunner, parseJson, printJson } from '@noctiluca/marine';
import { createParticle, keyPairFromSeed } from '@noctiluca/particle';
import { createBlobStore, createStore } from '@noctiluca/store';
import { randomJson, randomNumber, randomText } from '../json.mjs';
import { codeOf } from '../typed-error.mjs';

const [HOST, MANAGER, STRANGER] = [1, 2, 3].map((fill) => keyPairFromSeed(new Uint8Array(32).fill(fill)));
const ALIAS = 'tetra';
const DAY_MS = 86_400_000;
/** Each particle expires so long after its call: `peer.timeout` waits for that when it is asked to. */
const LIFE_MS = 100;
const CALL_DEADLINE_MS = 2_000;

/** The network is another package's: one neighbour, whom everybody can reach. */
const connectivity = {
  isConnected: (peerId) => peerId === STRANGER.peerId,
  getContact: (peerId) =>
    peerId === STRANGER.peerId ? { peerId, addresses: ['/ip4/127.0.0.1/tcp/1'] } : undefined,
  connect: async ({ peerId }) => peerId === STRANGER.peerId,
  neighborhood: async (_key, count) => [STRANGER.peerId].slice(0, count),
};

export async function create({ dir }) {
  const errors = [];
  const host = await startHost(dir, (error) => errors.push(error));
  const tetra = await deployTetra(host.host);
  const rows = [...builtinRows(host.host), ...serviceRows(tetra.functions), UNKNOWN];
  const particles = [MANAGER, STRANGER].map((keyPair) =>
    createParticle({ script: '(null)', ttl: DAY_MS, timestampMs: Date.now(), keyPair }),
  );
  const known = [tetra.serviceId, tetra.blueprintId, ...tetra.modules, ALIAS, HOST.peerId, MANAGER.peerId];
  return {
    make(random) {
      const { serviceId, functionName, types } = random.pick(rows);
      const args = types.map((type) => argument(random, type, known));
      if (random.chance(0.1)) args.splice(random.below(args.length + 1), random.below(2), randomJson(random));
      const by = random.below(particles.length);
      const name = functionName ?? randomText(random);
      return { call: { serviceId, functionName: name, args, tetraplets: tetraplets(random, args) }, by };
    },
    async run({ call, by }) {
      const context = { particle: particles[by], scope: HOST_SCOPE, currentPeerId: HOST.peerId };
      const expiry = new AbortController();
      const timer = setTimeout(() => expiry.abort(), LIFE_MS);
      const outcome = await host.host.call(call, { ...context, signal: expiry.signal });
      clearTimeout(timer);
      const reading = 'json' in outcome ? readingOf(outcome.json) : '';
      for (const error of errors.splice(0)) codeOf(error);
      return `${call.serviceId} ${outcome.kind}${reading}`;
    },
    close: () => host.stop(),
  };
}

/** JSON always, though lists of what is nested as deep as can be are nested deeper than AquaVM reads. */
function readingOf(json) {
  try {
    parseJson(json);
    return '';
  } catch (error) {
    if (codeOf(error) !== 'JSON_DEPTH') throw error;
    return ', deeper than AquaVM reads';
  }
}

const UNKNOWN = { serviceId: 'no-such-service', functionName: undefined, types: [] };

async function startHost(dir, onError) {
  const life = new AbortController();
  const keep = ({ err }) => err !== undefined && onError(err);
  const nothing = () => {};
  const logger = {
    trace: nothing,
    info: nothing,
    warn: nothing,
    debug: keep,
    error: keep,
    child: () => logger,
  };
  const store = createStore({ dir: path.join(dir, 'store') });
  const blobs = createBlobStore({ dir: path.join(dir, 'blobs') });
  const directories = Object.fromEntries(
    ['storage', 'ephemeral', 'vault'].map((name) => [name, path.join(dir, name)]),
  );
  const host = createHost(
    {
      managementPeerId: MANAGER.peerId,
      directories,
      callDeadlineMs: CALL_DEADLINE_MS,
      serviceMemoryLimitBytes: 32 * 1024 * 1024,
      quotas: { servicesPerScope: 4 },
    },
    { keyPair: HOST, store, blobs, runner: createServiceRunner({ threads: 1 }), connectivity, logger },
  );
  for (const part of [store, blobs, host]) await part.start(life.signal);
  return {
    host,
    async stop() {
      for (const part of [host, blobs, store]) await part.stop(life.signal);
      life.abort();
    },
  };
}

async function deployTetra({ services, hostPeerId }) {
  const wasmOf = (name) => readFile(new URL(`../../../services/tetra/${name}.wasm`, import.meta.url));
  const modules = [
    await services.modules.add('relay', await wasmOf('relay/relay')),
    await services.modules.add('tetra', await wasmOf('tetra')),
  ];
  const blueprintId = await services.blueprints.add({ name: 'tetra', dependencies: modules });
  const serviceId = await services.create({ scope: HOST_SCOPE, blueprintId, ownerId: hostPeerId });
  await services.addAlias(HOST_SCOPE, ALIAS, serviceId, hostPeerId);
  const functions = (await services.interfaceOf(HOST_SCOPE, serviceId)).function_signatures;
  return { serviceId, blueprintId, modules, functions };
}

function builtinRows({ builtins }) {
  return builtins.flatMap(({ id, functions, fallback }) => [
    ...Object.entries(functions).map(([name, row]) => rowOf(id, name, row)),
    ...(fallback === undefined ? [] : [rowOf(id, undefined, fallback)]),
  ]);
}

function rowOf(serviceId, functionName, { parameters }) {
  const types = parameters.flatMap(({ type, kind }) => (kind === 'rest' ? [type, type] : [type]));
  return { serviceId, functionName, types };
}

function serviceRows(signatures) {
  return signatures.map(({ name, arguments: args }) => ({
    serviceId: ALIAS,
    functionName: name,
    types: args.map(([, type]) => type),
  }));
}

/** Mostly of the type that the documentation shows. */
function argument(random, type, known) {
  if (random.chance(0.2)) return randomJson(random);
  if (type.startsWith('?')) return random.list(2, () => argument(random, type.slice(1), known));
  if (type.startsWith('[]')) return random.list(6, () => argument(random, type.slice(2), known));
  if (/^[ui]\d+$|^f\d+$|^s\d+$/.test(type)) return randomNumber(random);
  if (type === 'bool') return random.chance(0.5);
  if (type === 'string' || type === 'PeerId')
    return random.chance(0.4) ? random.pick(known) : randomText(random);
  if (type === 'Multiaddr')
    return random.pick(['/ip4/127.0.0.1/tcp/1', '/', '/dns4/', '/ip4/1.2.3.4/tcp/99999']);
  return random.chance(0.3) ? printJson(randomJson(random)) : randomJson(random);
}

function tetraplets(random, args) {
  if (random.chance(0.05)) return [];
  const one = () => ({ peerPk: HOST.peerId, serviceId: randomText(random), functionName: 'f', lens: '' });
  return args.map(() => random.list(2, one));
}

// A peer that creates, names and removes services and adds and removes modules, until it is killed. Every change is
// announced, made and then acknowledged, each message in the pipe before the next step. `services-kill.test.ts` asks.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { HOST_SCOPE } from '@noctiluca/host';
import { checkConfig, createLogger, createNode, resolveConfig } from '@noctiluca/node';
import { keyPairFromSeed } from '@noctiluca/particle';
import { seededRandom } from './seeded-random.mjs';

const [dir, wasmFile] = process.argv.slice(2);
const { settings } = checkConfig({
  listen_ip: '127.0.0.1',
  tcp_port: 0,
  websocket_port: 0,
  http_port: 0,
  allow_local_addresses: true,
  base_dir: dir,
  system_services: { enable: 'none' },
});
const config = await resolveConfig(settings, { name: 'peer', keyPair: keyPairFromSeed(new Uint8Array(32)) });
const { directories } = config;
const logger = createLogger({ level: 'warn', name: 'peer', file: path.join(dir, 'nox.log') });
const node = createNode(config, { logger });
await node.start(new AbortController().signal);
const { services, hostPeerId: ownerId } = node.parts.host;
const wasm = await readFile(wasmFile);

/** Resolves when the message is in the pipe: what was said before a kill is heard. */
const say = (message) =>
  new Promise((sent, failed) => process.send(message, (error) => (error ? failed(error) : sent())));

const changes = {
  async create({ blueprintId }) {
    const id = await services.create({ scope: HOST_SCOPE, blueprintId, ownerId });
    await writeFile(path.join(directories.services, id, 'data'), id);
    return id;
  },
  remove: ({ id }) => services.remove(HOST_SCOPE, id, ownerId),
  alias: ({ alias, id }) => services.addAlias(HOST_SCOPE, alias, id, ownerId),
  addModule: ({ mark }) => services.modules.add('marked', marked(mark)),
  removeModule: ({ cid }) => services.modules.remove(cid),
};

/** Another module that does the same: a custom section makes it one of another CID. */
function marked(mark) {
  const content = [4, ...new TextEncoder().encode('mark'), ...new TextEncoder().encode(mark)];
  return Buffer.concat([wasm, Uint8Array.from([0, content.length, ...content])]);
}

async function churn(lane, { ids, cids, aliases, seed, blueprintId }) {
  const random = seededRandom(seed);
  const pick = (items) => items[Math.floor(random() * items.length)];
  for (let count = 0; ; count++) {
    const change = nextChange();
    await say({ lane, begun: change });
    const result = await changes[change.verb](change);
    if (change.verb === 'create') ids.push(result);
    if (change.verb === 'remove') ids.splice(ids.indexOf(change.id), 1);
    if (change.verb === 'addModule') cids.push(result);
    if (change.verb === 'removeModule') cids.splice(cids.indexOf(change.cid), 1);
    await say({ lane, done: { ...change, result } });

    function nextChange() {
      const chance = random();
      if (chance < 0.1) return { verb: 'addModule', mark: `${seed}-${count}` };
      if (chance < 0.2 && cids.length > 0) return { verb: 'removeModule', cid: pick(cids) };
      if (ids.length === 0 || (ids.length < 4 && chance < 0.5)) return { verb: 'create', blueprintId };
      if (ids.length === 4 || chance < 0.7) return { verb: 'remove', id: pick(ids) };
      return { verb: 'alias', alias: pick(aliases), id: pick(ids) };
    }
  }
}

/** Everything that can be seen of services, modules and their files. */
async function look(names) {
  const failures = await node.parts.host.restored();
  const records = services.list(HOST_SCOPE);
  const seen = records.map(async ({ serviceId, aliases }) => {
    await services.interfaceOf(HOST_SCOPE, serviceId);
    await services.memory(HOST_SCOPE, serviceId);
    const data = await readFile(path.join(directories.services, serviceId, 'data'), 'utf8').catch(() => null);
    return { id: serviceId, aliases, data };
  });
  const modules = services.modules.list().map(({ cid }) => cid);
  await Promise.all(modules.map((cid) => services.modules.load(cid)));
  return {
    failures,
    services: await Promise.all(seen),
    modules,
    resolved: names.map((name) => services.resolveAlias(HOST_SCOPE, name)?.serviceId ?? null),
    storage: await readdir(directories.services),
    ephemeral: await readdir(directories.servicesEphemeral),
    blobs: await readdir(directories.modules),
  };
}

const requests = {
  async deploy() {
    const cid = await services.modules.add('phrasebook', wasm);
    return services.blueprints.add({ name: 'phrasebook', dependencies: [cid] });
  },
  look: ({ names }) => look(names),
  async churn({ lanes }) {
    const failed = (error) => say({ failed: String(error?.stack ?? error) });
    for (const [lane, plan] of lanes.entries()) churn(lane, plan).catch(failed);
  },
  async stop() {
    await node.stop(AbortSignal.timeout(20_000));
    process.disconnect();
  },
};

process.on('message', async ({ request, argument }) => {
  try {
    const answer = await requests[request](argument);
    if (process.connected) await say({ answer });
  } catch (error) {
    await say({ failed: String(error?.stack ?? error) });
  }
});
process.once('disconnect', () => process.exit(0));
await say({ ready: true });

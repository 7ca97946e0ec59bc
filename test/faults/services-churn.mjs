// A peer that creates, names and removes services and adds and removes modules; `services-kill.test.ts` asks.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { HOST_SCOPE } from '@noctiluca/host';
import { churn, goOn, serve, startPeer } from './churn.mjs';
import { seededRandom } from './seeded-random.mjs';

const [dir, wasmFile] = process.argv.slice(2);
const { node, directories } = await startPeer(dir);
const { services, hostPeerId: ownerId } = node.parts.host;
const wasm = await readFile(wasmFile);

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

function laneOf({ ids, cids, aliases, seed, blueprintId }) {
  const random = seededRandom(seed);
  const pick = (items) => items[Math.floor(random() * items.length)];
  let count = 0;

  function next() {
    const chance = random();
    count++;
    if (chance < 0.1) return { verb: 'addModule', mark: `${seed}-${count}` };
    if (chance < 0.2 && cids.length > 0) return { verb: 'removeModule', cid: pick(cids) };
    if (ids.length === 0 || (ids.length < 4 && chance < 0.5)) return { verb: 'create', blueprintId };
    if (ids.length === 4 || chance < 0.7) return { verb: 'remove', id: pick(ids) };
    return { verb: 'alias', alias: pick(aliases), id: pick(ids) };
  }

  function follow({ verb, id, cid }, result) {
    if (verb === 'create') ids.push(result);
    if (verb === 'remove') ids.splice(ids.indexOf(id), 1);
    if (verb === 'addModule') cids.push(result);
    if (verb === 'removeModule') cids.splice(cids.indexOf(cid), 1);
  }

  return { changes, next, follow };
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

await serve(node, {
  async deploy() {
    const cid = await services.modules.add('phrasebook', wasm);
    return services.blueprints.add({ name: 'phrasebook', dependencies: [cid] });
  },
  look: ({ names }) => look(names),
  async churn({ lanes }) {
    for (const [lane, plan] of lanes.entries()) goOn(churn(lane, laneOf(plan)));
  },
});

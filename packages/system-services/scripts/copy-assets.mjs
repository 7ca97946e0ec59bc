// Copies what the packages deploy into dist/assets, so that an installed npm package has it: the wasm of the services,
// checked against services/manifest.json, and the compiled scripts of the spells. Writes an index beside it.
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cidOf } from '@noctiluca/store';

const SERVICES = ['aqua-ipfs', 'trust-graph', 'registry'];
/** Alias of a spell to its compiled script in `air/`. */
const SPELLS = {
  'registry-spell': 'registry.main.air',
  decider: 'decider.main.air',
  // What the command line gives workers that no deal asked for is what the decider gives those of deals.
  'worker-spell': 'worker_spell.deal_install.air',
};

const root = fileURLToPath(new URL('../../../', import.meta.url));
const air = fileURLToPath(new URL('../air/', import.meta.url));
const assets = fileURLToPath(new URL('../dist/assets/', import.meta.url));
const { artifacts } = JSON.parse(await readFile(path.join(root, 'services/manifest.json'), 'utf8'));

await rm(assets, { recursive: true, force: true });
await mkdir(assets, { recursive: true });
const index = { services: {}, spells: {} };
for (const service of SERVICES) index.services[service] = await copyService(service);
for (const [alias, file] of Object.entries(SPELLS)) {
  index.spells[alias] = await readFile(path.join(air, file), 'utf8');
}
await writeFile(path.join(assets, 'index.json'), `${JSON.stringify(index, undefined, 2)}\n`);

/** Modules in link order, the facade last. */
async function copyService(service) {
  const yaml = await readFile(path.join(root, 'services', service, 'service.yaml'), 'utf8');
  const entries = [...yaml.matchAll(/^ {2}(\S+):\n {4}get: (\S+)$/gm)].map(([, key, get]) => ({ key, get }));
  const facadeLast = [
    ...entries.filter(({ key }) => key !== 'facade'),
    ...entries.filter(({ key }) => key === 'facade'),
  ];
  return Promise.all(facadeLast.map(({ get }) => copyModule(path.posix.join(service, get))));
}

async function copyModule(folder) {
  const yaml = await readFile(path.join(root, 'services', folder, 'module.yaml'), 'utf8');
  const name = /^name: (\S+)$/m.exec(yaml)?.[1];
  const artifact = path.posix.join(folder, `${name}.wasm`);
  const file = path.join(root, 'services', artifact);
  const wasm = await readFile(file);
  const sha256 = createHash('sha256').update(wasm).digest('hex');
  if (sha256 !== artifacts[artifact]) {
    throw new Error(
      `services/${artifact} is not what services/manifest.json names: run services/build-in-trixie.sh`,
    );
  }
  await mkdir(path.join(assets, path.dirname(artifact)), { recursive: true });
  await cp(file, path.join(assets, artifact));
  return { name, file: artifact, cid: cidOf(wasm), sha256 };
}

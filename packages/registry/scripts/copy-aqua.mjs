// Copies the Aqua of aqua/registry into the package's root, where `@noctiluca/registry/resources-api.aqua` is looked for,
// with the declarations of the service beside it under the name they have upstream.
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('../', import.meta.url));
const sources = path.join(here, '../../aqua');
const SERVICE = '../services/registry.aqua';

for (const file of await aquaFiles(here)) await rm(path.join(here, file));
for (const file of await aquaFiles(path.join(sources, 'registry'))) {
  const text = await readFile(path.join(sources, 'registry', file), 'utf8');
  await writeFile(path.join(here, file), text.replaceAll(`"${SERVICE}"`, '"registry-service.aqua"'));
}
const service = await readFile(path.join(sources, 'registry', SERVICE), 'utf8');
await writeFile(path.join(here, 'registry-service.aqua'), service);

async function aquaFiles(folder) {
  return (await readdir(folder)).filter((file) => file.endsWith('.aqua'));
}

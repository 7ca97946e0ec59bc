// Writes docs/reference/builtins.md from the tables of built-in functions. Run it with `npm run reference`, which builds
// first; a test fails while the page is stale.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createHost, renderBuiltinsPage } from '@noctiluca/host';
import { createServiceRunner } from '@noctiluca/marine';
import { generateKeyPair } from '@noctiluca/particle';
import { createSpells } from '@noctiluca/spells';
import { createBlobStore, createStore } from '@noctiluca/store';
import { systemServicesBuiltins } from '@noctiluca/system-services';

const page = fileURLToPath(new URL('../docs/reference/builtins.md', import.meta.url));

// Building does no I/O: the directories are never made, and nobody is connected.
const store = createStore({ dir: 'unused' });
const host = createHost(
  {},
  {
    keyPair: generateKeyPair(),
    store,
    blobs: createBlobStore({ dir: 'unused' }),
    runner: createServiceRunner(),
    connectivity: {
      isConnected: () => false,
      getContact: () => undefined,
      connect: async () => false,
      neighborhood: async () => [],
    },
  },
);
const spells = createSpells(
  {},
  {
    store,
    host,
    // Nothing runs while a page is written.
    aquamarine: { name: 'aquamarine' },
    connections: () => () => {},
  },
);

const nothing = () => {
  throw new Error('nothing is called while a page is written');
};
const system = systemServicesBuiltins({
  system: {},
  mayAdminister: nothing,
  hasModule: nothing,
  settings: nothing,
});

mkdirSync(dirname(page), { recursive: true });
writeFileSync(page, renderBuiltinsPage([...host.builtins, ...spells.builtins, system]));
console.log(page);

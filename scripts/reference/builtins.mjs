// From the tables of built-in functions.
import { createHost, renderBuiltinsPage } from '@noctiluca/host';
import { createServiceRunner } from '@noctiluca/marine';
import { generateKeyPair } from '@noctiluca/particle';
import { createSpells } from '@noctiluca/spells';
import { createBlobStore, createStore } from '@noctiluca/store';
import { systemServicesBuiltins } from '@noctiluca/system-services';

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

export const pages = () => ({
  'reference/builtins.md': renderBuiltinsPage([...host.builtins, ...spells.builtins, system]),
});

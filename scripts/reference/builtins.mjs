// From the tables of built-in functions.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createHost, renderBuiltinsPage } from '@noctiluca/host';
import { createServiceRunner } from '@noctiluca/marine';
import { createNode } from '@noctiluca/node';
import { generateKeyPair } from '@noctiluca/particle';
import { createSpells } from '@noctiluca/spells';
import { createBlobStore, createStore } from '@noctiluca/store';
import { systemServicesBuiltins } from '@noctiluca/system-services';
import { chainPeerConfig } from './chain-peer.mjs';

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

/** Of a peer with a chain: what it has besides. */
async function connector() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'noctiluca-builtins-'));
  try {
    const node = createNode(await chainPeerConfig(folder));
    // Two parts of the peer have a table of that name.
    const [first, ...others] = node.parts.host.builtins.filter(({ id }) => id === 'connector');
    const functions = Object.assign({}, first.functions, ...others.map((table) => table.functions));
    return [{ ...first, functions }];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function pages() {
  const tables = [...host.builtins, ...spells.builtins, system, ...(await connector())];
  return { 'reference/builtins.md': renderBuiltinsPage(tables) };
}

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServiceRunner, type JsonValue, parseJson, type Tetraplet } from '@noctiluca/marine';
import {
  createParticle,
  generateKeyPair,
  type KeyPair,
  keyPairFromSeed,
  type Particle,
} from '@noctiluca/particle';
import { createBlobStore, createStore } from '@noctiluca/store';
import { errorOf, resultOf as resultIn } from '@noctiluca/testing';
import { Registry } from 'prom-client';
import { HOST_SCOPE } from '../../src/access/peer-scope.js';
import { createHost, type HostComponents, type HostInit } from '../../src/create-host.js';
import type { FunctionOutcome, HostConnectivity } from '../../src/host.js';
import { notesService } from './notes.js';

/** Seed of the host in tests; what it signs and names is the same in every run. */
const HOST_SEED = Buffer.from('7h48PQ/f1rS9TxacmgODxbD42Il9B3KC117jvOPppPE=', 'base64');

export const REMOTE_PEER = '12D3KooWLLF7gQKb77xXHVZn3KXa14xp3RBiAkbnK2UBRpDaR8Kb';
export const REMOTE_ADDRESS = '/ip4/127.0.0.1/tcp/7771';

/** A network of one connected peer: the network itself is another package's. */
export const connectivity: HostConnectivity = {
  isConnected: (peerId) => peerId === REMOTE_PEER,
  getContact: (peerId) => (peerId === REMOTE_PEER ? { peerId, addresses: [REMOTE_ADDRESS] } : undefined),
  connect: async ({ peerId }) => peerId === REMOTE_PEER,
  neighborhood: async (_key, count) => [REMOTE_PEER].slice(0, count),
};

export interface CallOptions {
  /** Author of the particle. @default somebody without rights */
  readonly by?: KeyPair;
  readonly particle?: Particle;
  readonly tetraplets?: readonly (readonly Tetraplet[])[];
  readonly signal?: AbortSignal;
  /** Worker whose scope the call is made in. @default the host's */
  readonly worker?: string;
}

/** Where a test's host keeps files. */
export const directoriesIn = (dir: string) => ({
  storage: join(dir, 'storage'),
  ephemeral: join(dir, 'ephemeral'),
  vault: join(dir, 'vault'),
});

export type TestHost = Awaited<ReturnType<typeof startTestHost>>;

/** A host on the real store, blob store and service runner, in a directory of its own. */
export async function startTestHost(
  init: HostInit = {},
  options: { dir?: string; noFiles?: boolean } & Partial<HostComponents> = {},
) {
  const { dir = await mkdtemp(join(tmpdir(), 'noctiluca-host-')), noFiles = false, ...replaced } = options;
  const { keyPair = keyPairFromSeed(HOST_SEED) } = options;
  const management = generateKeyPair();
  const stranger = generateKeyPair();
  const registry = new Registry();
  const store = createStore({ dir: join(dir, 'store') });
  const blobs = createBlobStore({ dir: join(dir, 'blobs') });
  const runner = createServiceRunner();
  const life = new AbortController();
  const host = createHost(
    {
      managementPeerId: management.peerId,
      nativeServices: [notesService({ store })],
      ...(noFiles ? {} : { directories: directoriesIn(dir) }),
      ...init,
    },
    { keyPair, store, blobs, runner, connectivity, registry, ...replaced },
  );
  async function stop(): Promise<void> {
    await host.stop();
    await blobs.stop(life.signal);
    await store.stop(life.signal);
    life.abort();
  }
  await store.start(life.signal);
  await blobs.start(life.signal);
  try {
    await host.start(life.signal);
  } catch (error) {
    await stop();
    throw error;
  }

  function particleBy(author: KeyPair, ttl = 60_000): Particle {
    return createParticle({ script: '(null)', ttl, timestampMs: Date.now(), keyPair: author });
  }
  function call(service: string, name: string, args: readonly JsonValue[], how: CallOptions = {}) {
    const { by = stranger, particle = particleBy(by), tetraplets = [], signal = life.signal, worker } = how;
    const place =
      worker === undefined
        ? { scope: HOST_SCOPE, currentPeerId: keyPair.peerId }
        : { scope: { kind: 'worker', workerId: worker } as const, currentPeerId: worker };
    return host.call(
      { serviceId: service, functionName: name, args, tetraplets },
      { particle, ...place, signal },
    );
  }

  return {
    host,
    keyPair,
    management,
    stranger,
    dir,
    registry,
    store,
    particleBy,
    call,
    /** The value a call answers; throws when it fails. */
    async result(service: string, name: string, args: readonly JsonValue[], how: CallOptions = {}) {
      return resultOf(await call(service, name, args, how));
    },
    /** The error text of a call; throws when it succeeds. */
    async error(service: string, name: string, args: readonly JsonValue[], how: CallOptions = {}) {
      return errorOf(await call(service, name, args, how));
    },
    /** Damages the state: the bytes of a module are gone. */
    removeBlob: (cid: string) => blobs.remove(cid),
    /** Stops; the directory stays, for a host that takes over. */
    stop,
    async destroy() {
      await stop();
      await rm(dir, { recursive: true });
    },
  };
}

export const resultOf = (outcome: FunctionOutcome): JsonValue => resultIn(outcome, parseJson);

export function fixture(name: 'greeting' | 'effector'): Promise<Buffer> {
  return readFile(new URL(`../fixtures/${name}.wasm`, import.meta.url));
}

/** Another module that does the same: the fixture with a custom section more, and so of another CID. */
export async function variantOfEffector(mark = 0): Promise<Uint8Array> {
  const name = 'mark';
  const section = [0, name.length + 2, name.length, ...new TextEncoder().encode(name), mark];
  return Buffer.concat([await fixture('effector'), Uint8Array.from(section)]);
}

/** Adds both fixture modules and their blueprint. */
export async function addGreetingBlueprint({ host }: Pick<TestHost, 'host'>) {
  const effector = await host.services.modules.add('effector', await fixture('effector'));
  const greeting = await host.services.modules.add('greeting', await fixture('greeting'));
  const dependencies = [effector, greeting];
  const blueprintId = await host.services.blueprints.add({ name: 'greeting', dependencies });
  return { effector, greeting, blueprintId };
}

/** A running greeting service under an alias. */
export async function addGreetingService(at: Pick<TestHost, 'host'>, alias: string) {
  const { host } = at;
  const blueprint = await addGreetingBlueprint(at);
  const serviceId = await host.services.create({
    scope: HOST_SCOPE,
    blueprintId: blueprint.blueprintId,
    ownerId: host.hostPeerId,
  });
  await host.services.addAlias(HOST_SCOPE, alias, serviceId, host.hostPeerId);
  return { ...blueprint, serviceId };
}

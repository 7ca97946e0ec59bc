import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ParticleRun } from '@noctiluca/aquamarine';
import type { DeployTarget } from '@noctiluca/deployment';
import { LocalTarget } from '@noctiluca/deployment/peer';
import { createHost, HOST_SCOPE, type HostInit } from '@noctiluca/host';
import { createServiceRunner, type JsonValue, parseJson } from '@noctiluca/marine';
import { createParticle, generateKeyPair, type KeyPair, keyPairFromSeed } from '@noctiluca/particle';
import { createSpells } from '@noctiluca/spells';
import { createBlobStore, createStore } from '@noctiluca/store';
import { FakeClock, unconnected } from '@noctiluca/testing';
import {
  createSystemServices,
  type SystemServices,
  type SystemServicesComponents,
  type SystemServicesInit,
} from '../../src/create-system-services.js';
import { effectorsOf } from '../../src/packages/default-packages.js';
import { ReadinessGate } from '../../src/readiness-gate.js';
import { systemServicesBuiltins } from '../../src/remote/builtins.js';

export interface RealPeerOptions {
  /** State of an earlier peer. @default a new folder */
  readonly dir?: string;
  readonly host?: HostInit;
  /** Stands before the target. @default nothing */
  readonly wrap?: (target: DeployTarget) => DeployTarget;
  /** @default true */
  readonly start?: boolean;
}

const SEED = Buffer.from('7h48PQ/f1rS9TxacmgODxbD42Il9B3KC117jvOPppPE=', 'base64');

export type RealPeer = Awaited<ReturnType<typeof startRealPeer>>;

/** Store, host and spells as they are; no network, and no AquaVM: scripts of spells are not run. Time is the test's. */
export async function startRealPeer(init: SystemServicesInit, options: RealPeerOptions = {}) {
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), 'noctiluca-system-')));
  const keyPair = keyPairFromSeed(SEED);
  const management = generateKeyPair();
  const stranger = generateKeyPair();
  const life = new AbortController();
  const clock = new FakeClock();
  const gate = new ReadinessGate();
  const store = createStore({ dir: join(dir, 'store') });
  const blobs = createBlobStore({ dir: join(dir, 'blobs') });
  const runs: string[] = [];
  const run = ({ id }: { id: string }): ParticleRun => {
    runs.push(id);
    return {
      idle: Promise.resolve(),
      over: Promise.resolve({ ended: 'quiet' }),
      isHere: false,
      resting: () => Promise.resolve(),
    };
  };
  const host = createHost(
    {
      managementPeerId: management.peerId,
      directories: {
        storage: join(dir, 'storage'),
        ephemeral: join(dir, 'ephemeral'),
        vault: join(dir, 'vault'),
      },
      effectors: effectorsOf(init.packages),
      gate,
      ...options.host,
    },
    {
      keyPair,
      store,
      blobs,
      runner: createServiceRunner(),
      connectivity: unconnected,
    },
  );
  const aquamarine = { name: 'aquamarine', run };
  const spells = createSpells({}, { store, host, aquamarine, connections: () => () => {} });
  let scheduled = 0;
  const port: SystemServicesComponents['spells'] = {
    install: (spell) => spells.install(spell),
    update: (scope, id, change) => spells.update(scope, id, change),
    remove: (scope, id) => spells.remove(scope, id),
    get: (scope, id) => spells.get(scope, id),
    startScheduling() {
      scheduled += 1;
    },
  };
  const local = new LocalTarget(
    { hostPeerId: keyPair.peerId, life: `life-${Math.random()}`, callTimeoutMs: 60_000 },
    { services: host.services, spells: port, store },
  );
  const target = options.wrap?.(local) ?? local;
  const system: SystemServices = createSystemServices(init, {
    host,
    spells: port,
    store,
    gate,
    clock,
    now: () => clock.monotonicMs(),
    target,
  });
  const remote = systemServicesBuiltins({
    system,
    mayAdminister: (peerId) => host.access.isHostOrManagement(peerId),
    hasModule: (cid) => host.services.modules.get(cid) !== undefined,
    settings: () => ({ prune: true }),
  });
  host.extend({ nativeServices: [spells.service], builtins: [...spells.builtins, remote] });
  for (const part of [store, blobs, host, spells]) await part.start(life.signal);
  if (options.start !== false) await system.start(life.signal);

  const peer = {
    dir,
    host,
    spells,
    store,
    system,
    clock,
    gate,
    local,
    keyPair,
    management,
    stranger,
    life,
    /** Times spells were let run. */
    get scheduled() {
      return scheduled;
    },
    state: (name: string) => system.status().packages.find((each) => each.name === name)!,
    states: () => Object.fromEntries(system.status().packages.map(({ name, state }) => [name, state])),
    holder: (alias: string) => host.services.resolveAlias(HOST_SCOPE, alias),
    /** Calls a service as the host. */
    async ask(alias: string, functionName: string, ...args: JsonValue[]): Promise<JsonValue> {
      const call = { functionName, args, initPeerId: keyPair.peerId };
      return parseJson(await host.services.calls.callAsHost(HOST_SCOPE, alias, call));
    },
    /** Calls by a particle. */
    call(service: string, functionName: string, args: readonly JsonValue[], by: KeyPair = stranger) {
      const particle = createParticle({
        script: '(null)',
        ttl: 60_000,
        timestampMs: Date.now(),
        keyPair: by,
      });
      return host.call(
        { serviceId: service, functionName, args, tetraplets: [] },
        { particle, scope: HOST_SCOPE, currentPeerId: keyPair.peerId, signal: life.signal },
      );
    },
    /** The folder stays, for a peer that takes over. */
    async stop() {
      await system.stop(life.signal);
      await spells.stop(life.signal);
      await host.stop();
      await blobs.stop(life.signal);
      await store.stop(life.signal);
      life.abort();
    },
    async destroy() {
      await peer.stop();
      await rm(dir, { recursive: true });
    },
  };
  return peer;
}

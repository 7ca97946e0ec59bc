import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { createHost, type PeerScope } from '@noctiluca/host';
import { createServiceRunner, type JsonValue, parseJson } from '@noctiluca/marine';
import { createParticle, generateKeyPair, type KeyPair, type Particle } from '@noctiluca/particle';
import { createSpells } from '@noctiluca/spells';
import { createBlobStore, createStore } from '@noctiluca/store';
import { FakeClock, ScriptedAquamarine, tempDir, unconnected } from '@noctiluca/testing';
import { onTestFinished } from 'vitest';
import { deploymentBuiltins } from '../../src/worker/builtins.js';
import { STATUS_KEY, WORKER_SPELL } from '../../src/worker/constants.js';
import type { WorkerRequest } from '../../src/worker/request.js';
import { createWorkerDeployments, type WorkerDeployments } from '../../src/worker/worker-deployments.js';
import { mortalStore } from './mortal-store.js';
import { DEAL, type Files, requestFor, type Wants } from './worker-wants.js';

export const IPFS = '/ip4/127.0.0.1/tcp/5001';

/** Who a peer is, and what outlives it. */
interface Past {
  readonly dir: string;
  readonly keyPair: KeyPair;
  readonly management: KeyPair;
  readonly creator: KeyPair;
  readonly stranger: KeyPair;
  readonly clock: FakeClock;
  readonly files: Files;
}

export interface WorkerPeerOptions {
  readonly past?: Past;
  /** @default true */
  readonly openWorkers?: boolean;
  /** Longest wait for a run of the worker spell, milliseconds. */
  readonly suspendMs?: number;
}

export type WorkerPeer = Awaited<ReturnType<typeof startWorkerPeer>>;

/**
 * Store, host and spells as they are, and workers anyone may make; no network and no AquaVM: runs of spells end when the
 * test says. Time is the test's, IPFS a map. The peer goes with the test.
 */
export async function startWorkerPeer(options: WorkerPeerOptions = {}) {
  const past = options.past ?? newPast();
  const { dir, keyPair, management, creator, stranger, clock, files } = past;
  const life = new AbortController();
  const store = mortalStore(createStore({ dir: join(dir, 'store') }));
  const blobs = createBlobStore({ dir: join(dir, 'blobs') });
  const aquamarine = new ScriptedAquamarine<Particle>();
  const host = createHost(
    {
      managementPeerId: management.peerId,
      openWorkers: options.openWorkers ?? true,
      directories: {
        storage: join(dir, 'storage'),
        ephemeral: join(dir, 'ephemeral'),
        vault: join(dir, 'vault'),
      },
    },
    {
      keyPair,
      store,
      blobs,
      runner: createServiceRunner(),
      connectivity: unconnected,
    },
  );
  const spells = createSpells({}, { store, host, aquamarine, connections: () => () => {}, clock });
  const fetched: string[] = [];
  const deployments: WorkerDeployments = createWorkerDeployments(
    {
      life: `life-${Math.random()}`,
      now: clock.nowMs,
      ...(options.suspendMs === undefined ? {} : { suspendMs: options.suspendMs }),
    },
    {
      host,
      spells,
      ipfs: () => IPFS,
      async fetch(cid) {
        await peer.onFetch(cid);
        fetched.push(cid);
        const bytes = files.get(cid);
        if (bytes === undefined) throw new Error('block was not found');
        return bytes;
      },
    },
  );
  host.extend({
    nativeServices: [spells.service],
    builtins: [...spells.builtins, deploymentBuiltins(deployments)],
  });
  const parts = [store, blobs, host, spells];
  for (const part of parts) await part.start(life.signal);
  spells.startScheduling();

  let isOver = false;
  const peer = {
    options: { ...options, past },
    dir,
    host,
    spells,
    store,
    blobs,
    clock,
    files,
    fetched,
    aquamarine,
    deployments,
    keyPair,
    management,
    creator,
    stranger,
    /** Stands before every reading of a file. */
    onFetch: async (_cid: string): Promise<void> => {},
    requestFor: (wants: Wants): Promise<WorkerRequest> => requestFor(wants, files),
    /** Deploys as the creator, and answers what went well. */
    async deploy(wants: Wants, by = creator, signal = life.signal) {
      return deployments.deploy(await requestFor(wants, files), by.peerId, signal);
    },
    get workerId(): string {
      return host.workers.requireOfDeal(DEAL).workerId;
    },
    get scope(): PeerScope {
      return { kind: 'worker', workerId: peer.workerId };
    },
    spell: (alias: string) => spells.get(peer.scope, alias)!,
    get workerSpell() {
      return peer.spell(WORKER_SPELL);
    },
    holder: (alias: string) => host.services.resolveAlias(peer.scope, alias),
    services: () => host.services.list(peer.scope).filter(({ serviceType }) => serviceType === 'service'),
    /** States the installation has been in, newest last. */
    states: () =>
      peer.workerSpell.list(STATUS_KEY).map((status) => (JSON.parse(status) as { state: string }).state),
    /** Calls a service of the worker, as the worker. */
    async ask(alias: string, functionName: string, ...args: JsonValue[]): Promise<JsonValue> {
      const call = { functionName, args, initPeerId: peer.workerId };
      return parseJson(await host.services.calls.callAsHost(peer.scope, alias, call));
    },
    keep: (key: string, value: string) => peer.ask('svc', 'put', key, value),
    kept: async (key: string) => ((await peer.ask('svc', 'get', key)) as { value: string }).value,
    /** Calls a built-in function by a particle. */
    call(service: string, functionName: string, args: readonly JsonValue[], by = creator, scope?: PeerScope) {
      const particle = createParticle({
        script: '(null)',
        ttl: 60_000,
        timestampMs: Date.now(),
        keyPair: by,
      });
      const currentPeerId = scope?.kind === 'worker' ? scope.workerId : keyPair.peerId;
      return host.call(
        { serviceId: service, functionName, args, tetraplets: [] },
        { particle, scope: scope ?? { kind: 'host' }, currentPeerId, signal: life.signal },
      );
    },
    async stop() {
      if (isOver) return;
      isOver = true;
      for (const part of [...parts].reverse()) await part.stop(life.signal);
      life.abort();
    },
  };
  onTestFinished(() => peer.stop());
  return peer;
}

/** The same peer again, on what it left. */
export async function restarted(peer: WorkerPeer): Promise<WorkerPeer> {
  await peer.stop();
  return startWorkerPeer(peer.options);
}

/** The same peer again, on a copy of what one that is stopped left. */
export async function copyOf(peer: WorkerPeer): Promise<WorkerPeer> {
  const dir = tempDir('worker');
  await cp(peer.dir, dir, { recursive: true });
  return startWorkerPeer({ ...peer.options, past: { ...peer.options.past, dir } });
}

function newPast(): Past {
  const dir = tempDir('worker');
  const [keyPair, management, creator, stranger] = Array.from({ length: 4 }, () => generateKeyPair());
  const people = { keyPair: keyPair!, management: management!, creator: creator!, stranger: stranger! };
  return { dir, ...people, clock: new FakeClock(), files: new Map() };
}

/** The actions of a report in short: `install service svc`; what was kept is left out. */
export function doneIn({
  steps,
}: {
  steps: readonly { action: string; kind?: string; alias?: string }[];
}): string[] {
  return steps
    .filter(({ action }) => action !== 'keep')
    .map(({ action, kind, alias }) => [action, kind, alias].join(' ').trim());
}

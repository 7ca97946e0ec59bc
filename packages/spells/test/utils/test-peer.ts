import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHost, type FunctionOutcome, HOST_SCOPE, type HostInit, type PeerScope } from '@noctiluca/host';
import { createServiceRunner, type JsonValue, parseJson } from '@noctiluca/marine';
import { createParticle, generateKeyPair, type KeyPair, type Particle } from '@noctiluca/particle';
import { createBlobStore, createStore } from '@noctiluca/store';
import {
  errorOf,
  FakeClock,
  flush,
  resultOf as resultIn,
  ScriptedAquamarine,
  unconnected,
} from '@noctiluca/testing';
import { Registry } from 'prom-client';
import {
  createSpells,
  NO_TRIGGERS,
  type SpellClock,
  type SpellsInit,
  type TriggerConfig,
} from '../../src/index.js';

export interface CallOptions {
  /** Author of the particle. @default somebody without rights */
  readonly by?: KeyPair;
  readonly particle?: Particle;
  /** @default the host */
  readonly scope?: PeerScope;
}

export interface TestPeerOptions {
  readonly init?: SpellsInit;
  readonly host?: HostInit;
  readonly clock?: SpellClock;
  readonly dir?: string;
  readonly keyPair?: KeyPair;
  readonly management?: KeyPair;
  /** @default true */
  readonly scheduling?: boolean;
}

export type TestPeer = Awaited<ReturnType<typeof startTestPeer>>;

/** A script for where no script runs. */
export const SCRIPT = '(null)';

export const every = (periodSec: number, startSec = 1, endSec = 0): TriggerConfig => ({
  ...NO_TRIGGERS,
  clock: { start_sec: startSec, end_sec: endSec, period_sec: periodSec },
});

export const onBlocks = (first: number, last = 0): TriggerConfig => ({
  ...NO_TRIGGERS,
  blockchain: { start_block: first, end_block: last },
});
export const onConnections = (connect: boolean, disconnect: boolean): TriggerConfig => ({
  ...NO_TRIGGERS,
  connections: { connect, disconnect },
});

/** Spells on the real host and store; aquamarine and the connections are the test's. */
export async function startTestPeer(options: TestPeerOptions = {}) {
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), 'noctiluca-spells-')));
  const { keyPair = generateKeyPair(), management = generateKeyPair(), scheduling = true } = options;
  const stranger = generateKeyPair();
  const clock = options.clock ?? new FakeClock();
  const registry = new Registry();
  const aquamarine = new ScriptedAquamarine<Particle>();
  const life = new AbortController();
  const store = createStore({ dir: join(dir, 'store') });
  const blobs = createBlobStore({ dir: join(dir, 'blobs') });
  let connect: (event: { kind: 'connected' | 'disconnected'; peerId: string }) => void = () => {};
  let tellBlock: (event: { block: number }) => void = () => {};
  const host = createHost(
    {
      managementPeerId: management.peerId,
      openWorkers: true,
      ...options.host,
    },
    {
      keyPair,
      store,
      blobs,
      runner: createServiceRunner(),
      connectivity: unconnected,
      registry,
    },
  );
  const spells = createSpells(options.init ?? {}, {
    store,
    host,
    aquamarine,
    connections(listener) {
      connect = listener;
      return () => {
        connect = () => {};
      };
    },
    blocks(listener) {
      tellBlock = listener;
      return () => {
        tellBlock = () => {};
      };
    },
    clock,
    registry,
  });
  host.extend({ nativeServices: [spells.service], builtins: spells.builtins });
  const parts = [store, blobs, host, spells];
  for (const part of parts) await part.start(life.signal);
  if (scheduling) spells.startScheduling();

  const particleBy = (author: KeyPair, id?: string): Particle =>
    createParticle({
      script: SCRIPT,
      ttl: 60_000,
      timestampMs: Date.now(),
      keyPair: author,
      ...(id === undefined ? {} : { id }),
    });
  function call(service: string, name: string, args: readonly JsonValue[], how: CallOptions = {}) {
    const { by = stranger, particle = particleBy(by), scope = HOST_SCOPE } = how;
    const currentPeerId = scope.kind === 'host' ? keyPair.peerId : scope.workerId;
    return host.call(
      { serviceId: service, functionName: name, args, tetraplets: [] },
      { particle, scope, currentPeerId, signal: life.signal },
    );
  }

  const peer = {
    dir,
    host,
    spells,
    store,
    clock,
    registry,
    aquamarine,
    keyPair,
    management,
    stranger,
    particleBy,
    call,
    connect: (event: { kind: 'connected' | 'disconnected'; peerId: string }) => connect(event),
    block: (block: number) => tellBlock({ block }),
    /** The value a call answers; throws when it fails. */
    async result(service: string, name: string, args: readonly JsonValue[], how: CallOptions = {}) {
      return resultOf(await call(service, name, args, how));
    },
    /** The error text of a call; throws when it succeeds. */
    async error(service: string, name: string, args: readonly JsonValue[], how: CallOptions = {}) {
      return errorOf(await call(service, name, args, how));
    },
    /** A spell on the host, as the node itself installs one. */
    install: (triggerConfig: TriggerConfig = NO_TRIGGERS, alias?: string) =>
      spells.install({ scope: HOST_SCOPE, script: SCRIPT, data: {}, triggerConfig, alias }),
    /** A worker that `stranger` made, and its scope. */
    async newWorker(dealId = 'deal') {
      const workerId = await host.workers.create({ dealId, creatorPeerId: stranger.peerId });
      const workerKey = host.keyPairOf({ kind: 'worker', workerId });
      if (workerKey === undefined) throw new Error('the worker has no key');
      return { workerId, scope: { kind: 'worker', workerId } as const, keyPair: workerKey };
    },
    /** How a particle of a spell on the host comes to call. */
    asSpell: (spellId: string, author = keyPair): CallOptions => ({
      particle: particleBy(author, `spell_${spellId}_0`),
    }),
    async metric(name: string, labels: Record<string, string> = {}): Promise<number> {
      const found = await registry.getSingleMetric(name)?.get();
      const series = found?.values.filter((value) =>
        Object.entries(labels).every(([label, expected]) => value.labels[label] === expected),
      );
      return series?.reduce((sum, { value }) => sum + value, 0) ?? 0;
    },
    /** All that was begun has been written, and what follows from it has begun. */
    async settled(rounds = 2) {
      for (let i = 0; i < rounds; i++) {
        await store.transaction(() => {});
        await flush(2);
      }
    },
    /** Stops; the directory stays. */
    async stop() {
      for (const part of [...parts].reverse()) await part.stop(life.signal);
      life.abort();
    },
    /** The same peer again, on what it left. */
    async restart(changes: Partial<TestPeerOptions> = {}) {
      await peer.stop();
      return startTestPeer({ ...options, dir, keyPair, management, clock, ...changes });
    },
    async destroy() {
      await peer.stop();
      await rm(dir, { recursive: true });
    },
  };
  return peer;
}

export const resultOf = (outcome: FunctionOutcome): JsonValue => resultIn(outcome, parseJson);

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AvmPoolInit, createAvmPool } from '@noctiluca/avm';
import { builtin, createHost, rest } from '@noctiluca/host';
import { createServiceRunner, type JsonValue } from '@noctiluca/marine';
import { createNetwork } from '@noctiluca/network';
import { createParticle, generateKeyPair } from '@noctiluca/particle';
import { createBlobStore, createStore } from '@noctiluca/store';
import { afterEach } from 'vitest';
import { type AquamarineInit, createAquamarine, type Recordings } from '../../src/index.js';

const running: { stop(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((peer) => peer.stop()));
});

export type RealPeer = Awaited<ReturnType<typeof startRealPeer>>;

/** Values that scripts hand to `test.put`, with a way to wait for the next. */
class Outbox {
  readonly #values: JsonValue[] = [];
  #waiting: ((values: JsonValue) => void)[] = [];

  put(value: JsonValue): void {
    const resolve = this.#waiting.shift();
    if (resolve === undefined) this.#values.push(value);
    else resolve(value);
  }

  next(): Promise<JsonValue> {
    const value = this.#values.shift();
    return value === undefined
      ? new Promise((resolve) => this.#waiting.push(resolve))
      : Promise.resolve(value);
  }
}

/** A whole peer on loopback: AquaVM on its thread, built-ins, libp2p. Stopped after the test. */
export async function startRealPeer(
  init: { aquamarine?: Partial<AquamarineInit>; avm?: AvmPoolInit; recordings?: Recordings } = {},
) {
  const dir = await mkdtemp(join(tmpdir(), 'noctiluca-aquamarine-'));
  const keyPair = generateKeyPair();
  const life = new AbortController();
  const outbox = new Outbox();
  const put = builtin({
    doc: 'Hands its first argument to the test.',
    args: rest('values'),
    returns: '',
    call: ([value]) => {
      outbox.put(value ?? null);
      return undefined;
    },
  });
  const network = createNetwork({ keyPair, allowLocalAddresses: true });
  const avm = createAvmPool({ threads: 1, ...init.avm });
  const store = createStore({ dir: join(dir, 'store') });
  const blobs = createBlobStore({ dir: join(dir, 'blobs') });
  const host = createHost(
    { builtins: [{ id: 'test', doc: 'For tests.', functions: { put } }] },
    { keyPair, store, blobs, runner: createServiceRunner(), connectivity: network },
  );
  const aquamarine = createAquamarine(
    { keyPair, ...init.aquamarine },
    { avm, host, network, recordings: init.recordings },
  );
  network.onParticle((inbound) => aquamarine.ingest(inbound));
  const parts = [store, blobs, avm, network, host, aquamarine];
  for (const part of parts) await part.start(life.signal);

  const peer = {
    peerId: keyPair.peerId,
    keyPair,
    aquamarine,
    network,
    outbox,
    contact: () => ({ peerId: keyPair.peerId, addresses: network.listenAddresses() }),
    /** Runs a script as a particle of this peer. @returns its id */
    async run(script: string, ttl = 10_000): Promise<string> {
      const particle = createParticle({ script, ttl, timestampMs: Date.now(), keyPair });
      await aquamarine.execute(particle);
      return particle.id;
    },
    async stop() {
      for (const part of [...parts].reverse()) await part.stop(AbortSignal.timeout(10_000));
      life.abort();
      await rm(dir, { recursive: true });
    },
  };
  running.push(peer);
  return peer;
}

import { createParticle, generateKeyPair, type Particle } from '@noctiluca/particle';
import { afterEach } from 'vitest';
import { createNetwork } from '../../src/create-network.js';
import type { NetworkComponents, NetworkInit } from '../../src/init.js';
import type { Contact, InboundParticle, Network, ParticleRoom, ParticleSource } from '../../src/network.js';

export interface TestNetwork {
  readonly network: Network;
  readonly received: Inbox;
  contact(transport?: 'tcp' | 'ws'): Contact;
}

export interface TestInit extends Partial<NetworkInit> {
  readonly components?: NetworkComponents;
  readonly handler?: (inbound: InboundParticle) => Promise<void>;
  /** Hears whose particles room is asked for; there always is. */
  readonly room?: (source: ParticleSource) => void;
}

const running: Network[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((network) => network.stop(AbortSignal.timeout(5000))));
});

/** A network on loopback with whatever arrives in its inbox; stopped after the test. */
export function makeNetwork({ components, handler, room, ...init }: TestInit = {}): TestNetwork {
  const network = createNetwork(
    { keyPair: generateKeyPair(), allowLocalAddresses: true, ...init },
    components,
  );
  const received = new Inbox();
  network.onParticle(async (inbound) => {
    received.put(inbound);
    await handler?.(inbound);
  }, room && roomFor(room));
  running.push(network);
  const contact = (transport?: 'tcp' | 'ws'): Contact => ({
    peerId: network.peerId,
    addresses: network
      .listenAddresses()
      .filter((address) => transport === undefined || address.includes('/ws') === (transport === 'ws')),
  });
  return { network, received, contact };
}

function roomFor(heard: (source: ParticleSource) => void): ParticleRoom {
  const hasRoom = (source: ParticleSource): boolean => {
    heard(source);
    return true;
  };
  return { hasRoom, onRoom: () => () => {} };
}

export async function startNetwork(init: TestInit = {}): Promise<TestNetwork> {
  const made = makeNetwork(init);
  await made.network.start(new AbortController().signal);
  return made;
}

export async function startNetworks(...inits: TestInit[]): Promise<TestNetwork[]> {
  return Promise.all(inits.map(startNetwork));
}

const author = generateKeyPair();

export function makeParticle(dataBytes = 10): Particle {
  const fields = { script: '(null)', ttl: 7000, timestampMs: Date.now(), keyPair: author };
  return { ...createParticle(fields), data: new Uint8Array(dataBytes).fill(7) };
}

/** What a network received, with a way to wait for more. */
export class Inbox {
  readonly all: InboundParticle[] = [];
  readonly #waiting = new Set<() => void>();

  put(inbound: InboundParticle): void {
    this.all.push(inbound);
    for (const check of this.#waiting) check();
  }

  /** Resolves when at least `count` particles have arrived. */
  async count(count: number): Promise<InboundParticle[]> {
    await new Promise<void>((resolve) => {
      const check = (): void => {
        if (this.all.length < count) return;
        this.#waiting.delete(check);
        resolve();
      };
      this.#waiting.add(check);
      check();
    });
    return this.all;
  }
}

/** Resolves with the first connection event of this kind, and peer if given. */
export function connectionEvent(
  network: Network,
  kind: 'connected' | 'disconnected',
  peerId?: string,
): Promise<string> {
  return new Promise((resolve) => {
    const unsubscribe = network.onConnectionEvent((event) => {
      if (event.kind !== kind || (peerId !== undefined && event.peerId !== peerId)) return;
      unsubscribe();
      resolve(event.peerId);
    });
  });
}

import type { LocalPeer } from '@noctiluca/local-network';
import { type Contact, createNetwork, type MuxerName, type SendResult } from '@noctiluca/network';
import { createParticle, generateKeyPair, type KeyPair, type Particle } from '@noctiluca/particle';
import { argumentsOf, borrowAvm, returnAvm } from './avm.js';

/** A client that makes its particles by hand and hides nothing: what it sends is what goes over the wire. */
export interface TestClient {
  readonly peerId: string;
  readonly keyPair: KeyPair;
  /** Particles that came so far. */
  readonly received: number;
  /** A signed particle of this client, not sent. */
  particle(air: string, options?: { ttl?: number; timestampMs?: number }): Particle;
  /** Sends a particle to the relay as it is. */
  send(particle: Particle): Promise<SendResult>;
  /** The next particle of that id that comes back; one that came already counts. */
  receive(particleId: string): Promise<Particle>;
  /**
   * Runs a script from the relay on and answers with the arguments of the call it makes on this client.
   * @throws Error when nothing came back within the ttl
   */
  execute(air: string, options?: { ttl?: number }): Promise<unknown[]>;
  stop(): Promise<void>;
}

export interface ClientOptions {
  /** @default tcp */
  readonly transport?: 'tcp' | 'ws';
  readonly muxers?: readonly MuxerName[];
}

/** Long enough for a machine that does other things meanwhile. Milliseconds. */
const DEFAULT_TTL_MS = 20_000;

interface Inbox {
  readonly arrived: Particle[];
  readonly waiting: ((particle: Particle) => void)[];
}

/** Connects to a peer as a client does: it listens nowhere and takes no part in the peers' Kademlia. */
export async function connectClient(
  relay: Pick<LocalPeer, 'peerId' | 'multiaddrs'>,
  { transport = 'tcp', muxers }: ClientOptions = {},
): Promise<TestClient> {
  const keyPair = generateKeyPair();
  const { peerId } = keyPair;
  const networkId = `client-${peerId}`;
  const network = createNetwork({
    keyPair,
    listen: [],
    networkId,
    allowLocalAddresses: true,
    ...(muxers && { muxers }),
  });
  const addresses = relay.multiaddrs.filter((address) => address.includes('/ws') === (transport === 'ws'));
  const contact: Contact = { peerId: relay.peerId, addresses };
  const inboxes = new Map<string, Inbox>();
  let received = 0;

  function inbox(particleId: string): Inbox {
    const found = inboxes.get(particleId) ?? { arrived: [], waiting: [] };
    inboxes.set(particleId, found);
    return found;
  }

  network.onParticle(async ({ particle }) => {
    received++;
    const { arrived, waiting } = inbox(particle.id);
    const next = waiting.shift();
    if (next) next(particle);
    else arrived.push(particle);
  });
  await network.start(new AbortController().signal);
  const avm = await borrowAvm();
  const stop = async () => {
    await network.stop(AbortSignal.timeout(10_000));
    await returnAvm();
  };
  if (!(await network.connect(contact))) {
    await stop();
    throw new Error(`cannot connect to ${addresses.join(', ')}`);
  }

  const client: TestClient = {
    peerId,
    keyPair,
    get received() {
      return received;
    },
    particle: (script, { ttl = DEFAULT_TTL_MS, timestampMs = Date.now() } = {}) =>
      createParticle({ script, ttl, timestampMs, keyPair }),
    send: (particle) => network.send(contact, particle),
    receive(particleId) {
      const { arrived, waiting } = inbox(particleId);
      const first = arrived.shift();
      return first ? Promise.resolve(first) : new Promise((resolve) => waiting.push(resolve));
    },
    async execute(air, options) {
      const particle = client.particle(air, options);
      const answer = client.receive(particle.id);
      const sent = await client.send(particle);
      if (sent.status !== 'ok') throw new Error(`particle ${particle.id} was not sent: ${sent.status}`);
      const [first] = await argumentsOf(avm, await inTime(answer, particle), keyPair);
      inboxes.delete(particle.id);
      if (first === undefined) throw new Error(`particle ${particle.id} came back without a call`);
      return first;
    },
    stop,
  };
  return client;
}

async function inTime(answer: Promise<Particle>, { id, ttl }: Particle): Promise<Particle> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`particle ${id} was not answered within ${ttl} ms`)), ttl);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

// A process that holds networks without a peer around them; `startNetworkProcess` talks to it.
import { createNetwork } from '@noctiluca/network';
import { createParticle, generateKeyPair } from '@noctiluca/particle';

const keyPair = generateKeyPair();
const networks = new Map();

const commands = {
  /** One network per variant, all with the identity of this process. */
  async start({ variant, init }) {
    const network = createNetwork({ keyPair, allowLocalAddresses: true, ...init });
    const received = [];
    const waiting = [];
    network.onParticle(async ({ particle, from }) => {
      const event = { id: particle.id, from };
      const next = waiting.shift();
      if (next) next(event);
      else received.push(event);
    });
    await network.start(new AbortController().signal);
    networks.set(variant, { network, received, waiting });
    return { peerId: network.peerId, addresses: network.listenAddresses() };
  },
  /** Peers in the Kademlia routing table. */
  async known({ variant }) {
    return networks.get(variant).network.describe().routingTable;
  },
  async find({ variant, peerId }) {
    return networks.get(variant).network.resolveContact(peerId);
  },
  async send({ variant, contact, script }) {
    const particle = createParticle({ script, ttl: 20_000, timestampMs: Date.now(), keyPair });
    const result = await networks.get(variant).network.send(contact, particle);
    return { id: particle.id, status: result.status };
  },
  async receive({ variant }) {
    const { received, waiting } = networks.get(variant);
    return received.shift() ?? new Promise((resolve) => waiting.push(resolve));
  },
};

process.on('message', async ({ request, command, argument }) => {
  try {
    process.send({ request, result: await commands[command](argument) });
  } catch (error) {
    process.send({ request, error: String(error) });
  }
});
process.once('disconnect', () => process.exit(0));

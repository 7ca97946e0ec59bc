// The network alone: every particle goes back to where it came from, through the same codec and the same stack.
import { createNetwork } from '@noctiluca/network';
import { generateKeyPair } from '@noctiluca/particle';
import { serve } from './serve.mjs';

let network;

async function start({ fastPath = true }) {
  network = createNetwork({
    keyPair: generateKeyPair(),
    listen: ['/ip4/127.0.0.1/tcp/0'],
    allowLocalAddresses: true,
    fastPath,
  });
  network.onParticle(async ({ particle, from }) => {
    void network.send({ peerId: from, addresses: [] }, particle);
  });
  await network.start(new AbortController().signal);
  return { peerId: network.peerId, addresses: network.listenAddresses() };
}

serve({ start }, async () => network?.stop(AbortSignal.timeout(5000)));

// One connection that does to a peer what `lib/attacks.mjs` says.
import { setTimeout as wait } from 'node:timers/promises';
import { createNetwork } from '@noctiluca/network';
import { createParticle, generateKeyPair } from '@noctiluca/particle';
import { ATTACKS } from '../lib/attacks.mjs';
import { serve } from './serve.mjs';

const keyPair = generateKeyPair();
const network = createNetwork({ keyPair, listen: [], allowLocalAddresses: true });
let goesOn = false;
let sent = 0;

async function attack({ to, kind }) {
  const { script, burst, pauseMs, ttl, keys } = ATTACKS[kind];
  const air = script(to.peerId);
  goesOn = true;
  while (goesOn) {
    const sends = Array.from({ length: burst }, () => {
      const author = keys === 'new' ? generateKeyPair() : keyPair;
      return createParticle({ script: air, ttl, timestampMs: Date.now(), keyPair: author });
    }).map((particle) => network.send(to, particle).then(({ status }) => (sent += Number(status === 'ok'))));
    // A peer that holds it back is not to hold the bench up.
    await Promise.race([Promise.allSettled(sends), wait(2_000)]);
    await wait(pauseMs);
  }
}

serve(
  {
    async start() {
      network.onParticle(async () => {});
      await network.start(new AbortController().signal);
      return { peerId: network.peerId };
    },
    async begin({ to, kind }) {
      if (!(await network.connect(to))) throw new Error(`no connection to ${to.addresses}`);
      void attack({ to, kind });
    },
    end() {
      goesOn = false;
      return { sent };
    },
  },
  () => network.stop(AbortSignal.timeout(5000)),
);

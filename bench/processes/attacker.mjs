// Who does to a peer what `lib/attacks.mjs` says, by one connection, or `lib/wire-attacks.mjs`.
import { setTimeout as wait } from 'node:timers/promises';
import { createNetwork } from '@noctiluca/network';
import { createParticle, generateKeyPair } from '@noctiluca/particle';
import { ATTACKS } from '../lib/attacks.mjs';
import { WIRE_ATTACKS } from '../lib/wire-attacks.mjs';
import { serve } from './serve.mjs';

const keyPair = generateKeyPair();
const network = createNetwork({ keyPair, listen: [], allowLocalAddresses: true });
let goesOn = false;
let sent = 0;
/** What ends an attack below particles, and tells how much it was. */
let endWire;

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

function attackWire({ to, http, kind }) {
  const end = new AbortController();
  const attacking = WIRE_ATTACKS[kind]({ to, http, signal: end.signal });
  endWire = async () => {
    end.abort();
    return { sent: await attacking };
  };
}

serve(
  {
    async start() {
      network.onParticle(async () => {});
      await network.start(new AbortController().signal);
      return { peerId: network.peerId };
    },
    async begin({ to, http, kind }) {
      if (Object.hasOwn(WIRE_ATTACKS, kind)) {
        attackWire({ to, http, kind });
        return;
      }
      if (!(await network.connect(to))) throw new Error(`no connection to ${to.addresses}`);
      void attack({ to, kind });
    },
    end() {
      goesOn = false;
      return endWire?.() ?? { sent };
    },
  },
  () => network.stop(AbortSignal.timeout(5000)),
);

// The parts of a particle's way that no peer can do without, called one after the other with nothing around them.
import {
  AvmInstance,
  DEFAULT_LIMITS,
  DEFAULT_RECYCLE_ABOVE_BYTES,
  encodeCallResults,
  loadAvmModule,
} from '@noctiluca/avm';
import { createParticle, generateKeyPair, verifyParticle } from '@noctiluca/particle';
import { serve } from './serve.mjs';

const EMPTY = new Uint8Array(0);
const NO_RESULTS = encodeCallResults(new Map());
const host = generateKeyPair();
const client = generateKeyPair();
let instance;
let runs = 0;

function cpuMs(action) {
  const before = process.cpuUsage();
  action();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Both invocations of AquaVM for one particle: the one that asks for the call and the one that gets its result. */
function pair(script, callResults) {
  const request = {
    particleId: `bare-${++runs}`,
    initPeerId: client.peerId,
    currentPeerId: host.peerId,
    timestamp: Date.now(),
    ttl: 8000,
    script,
    seed: host.seed,
    data: EMPTY,
  };
  const first = instance.invoke({ ...request, prevData: EMPTY }, NO_RESULTS);
  const second = instance.invoke({ ...request, prevData: first.data }, callResults);
  if (second.retCode !== 0 || second.nextPeerIds[0] !== client.peerId) throw new Error(second.errorMessage);
}

serve({
  async start() {
    const module = await loadAvmModule();
    instance = new AvmInstance({
      module,
      limits: DEFAULT_LIMITS,
      recycleAboveBytes: DEFAULT_RECYCLE_ABOVE_BYTES,
    });
    return { host: host.peerId, client: client.peerId };
  },
  /** CPU milliseconds of a pair of invocations. @param result JSON text that the call answers */
  invocations({ script, result, count }) {
    const callResults = encodeCallResults(new Map([[1, { retCode: 0, result }]]));
    const spent = cpuMs(() => {
      for (let i = 0; i < count; i++) pair(script, callResults);
    });
    return spent / count;
  },
  /** CPU milliseconds of checking one signature. */
  signatures({ script, count }) {
    const particles = Array.from({ length: count }, () =>
      createParticle({ script, ttl: 8000, timestampMs: Date.now(), keyPair: client }),
    );
    const spent = cpuMs(() => {
      for (const particle of particles) if (!verifyParticle(particle).ok) throw new Error('not genuine');
    });
    return spent / count;
  },
});

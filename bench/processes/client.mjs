// A client that calls `op.identity` at its relay, as a compiled function does.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { serve } from './serve.mjs';

const MIB = 2 ** 20;

const TTL_MS = 60_000;

/** What the Aqua compiler makes of `func ident(s: string) -> string: on HOST_PEER_ID: r <- Op.identity(s)`. */
const SCRIPT = `
(xor
 (seq
  (seq
   (seq
    (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
    (call %init_peer_id% ("getDataSrv" "s") [] -s-arg-)
   )
   (xor
    (call -relay- ("op" "identity") [-s-arg-] ret)
    (fail :error:)
   )
  )
  (call %init_peer_id% ("callbackSrv" "response") [ret])
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

const STRING = { tag: 'scalar', name: 'string' };
const DEFINITION = {
  functionName: 'ident',
  arrow: {
    tag: 'arrow',
    domain: { tag: 'labeledProduct', fields: { s: STRING } },
    codomain: { tag: 'unlabeledProduct', items: [STRING] },
  },
  names: {
    relay: '-relay-',
    getDataSrv: 'getDataSrv',
    callbackSrv: 'callbackSrv',
    responseSrv: 'callbackSrv',
    responseFnName: 'response',
    errorHandlingSrv: 'errorHandlingSrv',
    errorFnName: 'error',
  },
};

let client;
let call;

/** @param library the module with js-client's API @param literal whether calls are sent without a run here */
async function start({ library, relay, literal = false, nativeSignatures = true }) {
  const { createClient, v5_callFunction } = await import(library);
  client = await createClient(relay, {}, { nativeSignatures });
  const config = { ttl: TTL_MS, ...(literal && { literal }) };
  call = (text) => v5_callFunction([client, text, config], DEFINITION, SCRIPT);
}

/** So many calls, so many at a time. @returns milliseconds and CPU milliseconds of this process, threads included */
async function run({ calls, inFlight, bytes }) {
  const text = 'x'.repeat(bytes);
  let left = calls;
  const one = async () => {
    while (left-- > 0) {
      if ((await call(text)) !== text) throw new Error('the relay answered something else');
    }
  };
  const before = process.cpuUsage();
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: inFlight }, one));
  const { user, system } = process.cpuUsage(before);
  return { ms: performance.now() - startedAt, cpuMs: (user + system) / 1000 };
}

/** What is left after a collection of garbage. */
function held() {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  for (let i = 0; i < 3; i++) collect();
  const { heapUsed, external, rss } = process.memoryUsage();
  const resources = process.getActiveResourcesInfo().length;
  return { heapMiB: (heapUsed + external) / MIB, rssMiB: rss / MIB, resources };
}

// js-client listens once for each call under way, which Node.js takes for a leak.
process.removeAllListeners('warning');
process.on('warning', () => {});

serve({ start, run, held }, async () => client?.disconnect());

import { type ClientPeer, callAquaFunction, createClient, type RuntimeOptions } from '@noctiluca/client';
import { echoOnRelay } from '../../interop/generated/client/interop.js';

/** A fold over a list in a fold over it in a fold over it: minutes, as the list is long. */
const ENDLESS = `(seq (call %init_peer_id% ("getDataSrv" "xs") [] xs)
  (fold xs x (seq (fold xs y (seq (fold xs z (seq (null) (next z))) (next y))) (next x))))`;

/** How deep AquaVM recurses is how long the list is. */
const FOLD = `
(xor
 (seq (seq (call %init_peer_id% ("getDataSrv" "xs") [] xs) (fold xs x (seq (null) (next x))))
      (call %init_peer_id% ("callbackSrv" "response") [xs.length]))
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error:]))`;

const numbers = (count: number) => ({ xs: Array.from({ length: count }, (_, i) => i) });

/** What the tests do in a page. */
const app = {
  /** A page's first call, from nothing: milliseconds until the client is connected and until it has its answer. */
  async firstCall(relay: string, runtime: RuntimeOptions = {}) {
    const begun = performance.now();
    const client = await createClient(relay, {}, runtime);
    const connectedMs = performance.now() - begun;
    const answer = await echoOnRelay(client, 'hello from a page');
    const answeredMs = performance.now() - begun;
    return { answer, connectedMs, answeredMs, client };
  },

  /** What becomes of an endless script, and of a call that waits behind it. */
  async endless(relay: string, deadlineMs: number) {
    const client = await createClient(relay, { defaultTtlMs: 60_000 }, { avm: { deadlineMs } });
    const args = { xs: Array.from({ length: 300 }, (_, i) => i) };
    const endless = callAquaFunction({
      peer: client,
      script: ENDLESS,
      config: {},
      args,
      fireAndForget: false,
    });
    const outcome = endless.then(
      String,
      (error: Error & { code: string }) => `${error.code}: ${error.message}`,
    );
    await new Promise((resolve) => setTimeout(resolve, deadlineMs / 2));
    const behind = await echoOnRelay(client, 'behind it');
    await client.disconnect();
    return [await outcome, behind];
  },

  async fold(relay: string, count: number) {
    const client = await createClient(relay);
    const call = { peer: client, config: {}, args: numbers(count), fireAndForget: false };
    const length = await callAquaFunction({ ...call, script: FOLD });
    await client.disconnect();
    return length;
  },

  /** Calls with literals by a client that is there. */
  async more(client: ClientPeer, count: number, inFlight: number) {
    let left = count;
    const one = async () => {
      while (left-- > 0) await echoOnRelay(client, 'x', { ttl: 60_000, literal: true } as { ttl: number });
    };
    await Promise.all(Array.from({ length: inFlight }, one));
  },

  async many(relay: string, count: number, inFlight: number, runtime: RuntimeOptions = {}) {
    const client = await createClient(relay, { defaultTtlMs: 60_000 }, runtime);
    await echoOnRelay(client, 'warm');
    const begun = performance.now();
    let left = count;
    const one = async () => {
      while (left-- > 0) await echoOnRelay(client, 'x');
    };
    await Promise.all(Array.from({ length: inFlight }, one));
    const perSecond = (count * 1000) / (performance.now() - begun);
    await client.disconnect();
    return Math.round(perSecond);
  },
};

export type App = typeof app;
Object.assign(globalThis, { app });

import { createClient, type RuntimeOptions } from '@noctiluca/client';
import { echoOnRelay } from '../../interop/generated/interop-ours.js';

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

// Clients whose connections are cut, in a process of their own: `cut-client.ts` asks it. Its clock can be made to jump.
import { setTimeout as delay } from 'node:timers/promises';
import v8 from 'node:v8';
import { callAquaFunction, createClient, registerService } from '@noctiluca/client';

const SCRIPT = `
(xor
 (seq
  (seq
   (seq
    (seq
     (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
     (call %init_peer_id% ("getDataSrv" "s") [] -s-arg-)
    )
    (call -relay- ("peer" "timeout") [WORK_MS -s-arg-] ret)
   )
   (call %init_peer_id% ("cuts" "answered") [ret])
  )
  (call %init_peer_id% ("callbackSrv" "response") [ret])
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)`;

const clock = Date.now;
let aheadMs = 0;
Date.now = () => clock() + aheadMs;

const clients = [];
/** Answers of each call: taken by the service, and by its caller. */
const taken = new Map();
const leaks = [];
process.on('warning', ({ name, message }) => {
  if (name !== 'ExperimentalWarning') leaks.push(`${name}: ${message}`);
});

const count = (list, id) => list.set(id, (list.get(id) ?? 0) + 1);

async function call(peer, s, { ttl, workMs, literal }) {
  const script = SCRIPT.replace('WORK_MS', `${workMs}`);
  const begun = performance.now();
  try {
    await callAquaFunction({ script, peer, args: { s }, config: { ttl, literal }, fireAndForget: false });
    return { s, answers: taken.get(s) ?? 0 };
  } catch (error) {
    return {
      s,
      answers: taken.get(s) ?? 0,
      error: `${error.code}: ${error.message}`,
      ms: performance.now() - begun,
    };
  }
}

const requests = {
  async connect({ addresses }) {
    for (const address of addresses) {
      const client = await createClient(address, { connectionOptions: { dialTimeoutMs: 3000 } });
      registerService({
        peer: client,
        serviceId: 'cuts',
        service: { answered: ({ args: [s] }) => count(taken, s) },
      });
      clients.push(client);
    }
  },
  /** Calls by each client, one after the other begun within some time. @returns what became of each */
  async calls({ name, each, withinMs, ...how }) {
    const calls = clients.flatMap((client, at) =>
      Array.from({ length: each }, async (_, i) => {
        await delay((withinMs * i) / each);
        return call(client, `${name}.${at}.${i}`, { ...how, literal: i % 2 === 1 });
      }),
    );
    const ended = await Promise.all(calls);
    // A second answer would come soon after the first.
    await delay(20);
    return ended.map(({ s, ...rest }) => ({ ...rest, s, answers: taken.get(s) ?? 0 }));
  },
  /** As when the machine slept for so long. */
  jump({ ms }) {
    aheadMs = ms;
  },
  states: () => clients.map((client) => client.connectionState),
  /** What is alive after a collection of garbage. */
  left() {
    taken.clear();
    const alive = (kind) => v8.queryObjects(kind, { format: 'count' });
    const counts = { signals: alive(AbortSignal), targets: alive(EventTarget), promises: alive(Promise) };
    const { heapUsed } = process.memoryUsage();
    return { ...counts, resources: process.getActiveResourcesInfo().length, heapUsed, leaks };
  },
  async stop() {
    await Promise.all(clients.map((client) => client.close()));
    process.disconnect();
  },
};

process.on('message', async ({ id, request, argument }) => {
  try {
    const answer = await requests[request](argument);
    if (process.connected) process.send({ id, answer });
  } catch (error) {
    process.send({ id, failed: String(error?.stack ?? error) });
  }
});
process.once('disconnect', () => process.exit(0));
process.send({ id: 0 });

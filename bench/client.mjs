import { createClient as createStock } from '@fluencelabs/js-client';
import { createClient as createOurs } from '@noctiluca/client';
import { createStage } from './lib/stage.mjs';
import { spreadOf } from './lib/stats.mjs';

const FULL = { rounds: 5, calls: 300 };
const QUICK = { rounds: 2, calls: 60 };
const TEXT_BYTES = 100_000;

/** js-client as it is and on our runtime, taking turns at the same relay: one call after the other, as a user waits. */
export async function bench({ quick, progress }) {
  const { rounds, calls } = quick ? QUICK : FULL;
  const stage = await createStage();
  const clients = {};
  try {
    progress('starting a peer and two clients');
    const peer = await stage.peer();
    const relay = peer.webSocket;
    clients.stock = await createStock(relay);
    clients.ours = await createOurs(relay);
    return {
      'op.identity': await takeTurns(clients, { rounds, calls, text: 'x' }, progress),
      'op.identity of 100 kB': await takeTurns(
        clients,
        { rounds, calls: Math.ceil(calls / 10), text: 'x'.repeat(TEXT_BYTES) },
        progress,
      ),
    };
  } finally {
    await Promise.all(Object.values(clients).map((client) => client.disconnect()));
    await stage.clear();
  }
}

async function takeTurns(clients, { rounds, calls, text }, progress) {
  for (const client of Object.values(clients)) await callMany(client, text, Math.ceil(calls / 3));
  const rows = [];
  for (let round = 1; round <= rounds; round++) {
    progress(`round ${round} of ${rounds}`);
    const row = {};
    for (const name of round % 2 === 0 ? ['stock', 'ours'] : ['ours', 'stock']) {
      row[name] = await callMany(clients[name], text, calls);
    }
    rows.push(row);
  }
  const of = (name) => ({
    ms: spreadOf(rows, (row) => row[name].ms),
    cpuMs: spreadOf(rows, (row) => row[name].cpuMs),
  });
  return {
    stock: of('stock'),
    ours: of('ours'),
    msRatio: spreadOf(rows, ({ stock, ours }) => stock.ms / ours.ms),
    cpuRatio: spreadOf(rows, ({ stock, ours }) => stock.cpuMs / ours.cpuMs),
  };
}

/** Milliseconds of each call, and CPU of this process, threads included. */
async function callMany(client, text, calls) {
  const before = process.cpuUsage();
  const startedAt = performance.now();
  for (let n = 0; n < calls; n++) await identityOnRelay(client, text);
  const { user, system } = process.cpuUsage(before);
  return { ms: (performance.now() - startedAt) / calls, cpuMs: (user + system) / 1000 / calls };
}

/** What `fluence aqua` makes of a function that calls `op.identity` on the relay. */
async function identityOnRelay(client, text) {
  const { internals } = client;
  const script = `
    (xor
     (seq
      (call %init_peer_id% ("getDataSrv" "-relay-") [] relay)
      (seq
       (call %init_peer_id% ("getDataSrv" "text") [] text)
       (seq
        (call relay ("op" "identity") [text] answer)
        (call %init_peer_id% ("callbackSrv" "response") [answer]))))
     (call %init_peer_id% ("errorHandlingSrv" "error") [%last_error% 0]))`;
  const particle = await internals.createNewParticle(script);
  const answer = await new Promise((resolve, reject) => {
    const on = (serviceId, fnName, handler) =>
      internals.regHandler.forParticle(particle.id, serviceId, fnName, ({ args }) => {
        const result = handler(args);
        return { retCode: 0, result: result ?? {} };
      });
    on('getDataSrv', '-relay-', () => client.getRelayPeerId());
    on('getDataSrv', 'text', () => text);
    on('callbackSrv', 'response', ([value]) => resolve(value));
    on('errorHandlingSrv', 'error', ([error]) => reject(new Error(error.message)));
    internals.initiateParticle(particle, () => {}, reject);
  });
  if (answer !== text) throw new Error('the relay answered something else');
}

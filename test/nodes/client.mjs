// What an app does with the client: `node client.mjs <secret key, base64> <address of a relay> …`. Prints what came out of it by
// each, as JSON.
import { createClient, fromBase64Sk } from '@noctiluca/client';
import { addOn, echoOnRelay, registerCalculator } from '../interop/generated/client-js/interop.js';

const [secretKey, ...addresses] = process.argv.slice(2);

/** Calls, with and without literals, through a relay, and a call of one client's service by another. */
async function used(address, runtime) {
  const keyPair = { type: 'Ed25519', source: (await fromBase64Sk(secretKey)).toEd25519PrivateKey() };
  const client = await createClient(address, { keyPair }, runtime);
  const other = await createClient(address);
  registerCalculator(client, { add: (x, y) => x + y });
  const answers = [
    await echoOnRelay(client, 'echo'),
    await echoOnRelay(client, 'literal', { literal: true }),
    await addOn(other, client.getPeerId(), client.getRelayPeerId(), 2, 3),
  ];
  const peerId = client.getPeerId();
  await client.close();
  await other.close();
  return { peerId, answers };
}

const all = [];
// By turns on a thread of its own and on this one.
for (const [i, address] of addresses.entries()) all.push(await used(address, i % 2 === 0 ? {} : { avm: {} }));
console.log(JSON.stringify(all));

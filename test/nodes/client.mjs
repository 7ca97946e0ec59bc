// What an app does with the client: `node client.mjs <peer's tcp address> <its ws address> <secret key, base64>`. Prints what came
// out of it as JSON.
import { createClient, fromBase64Sk } from '@noctiluca/client';
import { addOn, echoOnRelay, registerCalculator } from '../interop/generated/interop-js-ours.js';

const [tcp, ws, secretKey] = process.argv.slice(2);

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

console.log(JSON.stringify({ tcp: await used(tcp, { avm: {} }), ws: await used(ws, {}) }));

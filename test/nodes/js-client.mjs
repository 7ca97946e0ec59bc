// An app that keeps js-client, with a stored key: `node js-client.mjs <peer's ws address> <secret key, base64>`. Prints what came
// out of it as JSON.
import '../../packages/cli/templates/quickstart/src/node-24.js';
import { Fluence, fromBase64Sk } from '@fluencelabs/js-client';
import { echoOnRelay } from '../interop/generated/js-client-js/interop.js';

const [relay, secretKey] = process.argv.slice(2);
const source = (await fromBase64Sk(secretKey)).toEd25519PrivateKey();
await Fluence.connect(relay, { keyPair: { type: 'Ed25519', source } });
const answer = await echoOnRelay('echo');
console.log(JSON.stringify({ peerId: Fluence.getClient().getPeerId(), answer }));
await Fluence.disconnect();
process.exit();

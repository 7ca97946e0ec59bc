import { Fluence } from '@fluencelabs/js-client';
import { echoOn, echoOnRelay } from './generated/js-client-js/interop.js';

const [relay, otherPeerId] = process.argv.slice(2);

await Fluence.connect(relay);
console.log(await echoOnRelay('hello, relay'));
console.log(await echoOn(otherPeerId, 'hello, peer'));
await Fluence.disconnect();

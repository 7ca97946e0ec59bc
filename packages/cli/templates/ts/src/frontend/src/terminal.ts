import { connect, disconnect, greetings } from './greet.js';

await connect();
for (const { peerId, text } of await greetings('from all workers')) console.log(peerId, text);
await disconnect();

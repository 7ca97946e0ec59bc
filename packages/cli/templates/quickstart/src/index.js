import './node-24.js';
import { readFile } from 'node:fs/promises';
import { Fluence } from '@fluencelabs/js-client';
import { greetEverywhere } from './compiled-aqua/main.js';

// What `fluence local up` wrote down; `fluence default peers` prints the addresses.
const { peers } = JSON.parse(await readFile(new URL('../.fluence/local.json', import.meta.url), 'utf8'));
const relay = peers[0].multiaddrs.find((address) => address.includes('/ws'));

await Fluence.connect(relay);
for (const { host_id, text } of await greetEverywhere('from all workers')) console.log(host_id, text);
await Fluence.disconnect();
process.exit();

import { Fluence } from '@fluencelabs/js-client';
import { greetEverywhere } from './compiled-aqua/main.js';
import relays from './relays.json';

/** Connects to one of the project's peers. */
export async function connect() {
  const relay = relays[Math.floor(Math.random() * relays.length)];
  if (relay === undefined) throw new Error('relays.json names no peer: run "fluence local up"');
  await Fluence.connect(relay.multiaddr);
}

/** What each worker says, and the peer that it is on: calls the service. Nobody answers before "fluence deploy". */
export async function greetings(name) {
  const answers = await greetEverywhere(name);
  return answers.map(({ host_id, text }) => ({ peerId: host_id, text }));
}

export async function disconnect() {
  await Fluence.disconnect();
}

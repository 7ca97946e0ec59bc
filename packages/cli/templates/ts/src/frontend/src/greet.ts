import { Fluence } from '@fluencelabs/js-client';
import { greetEverywhere } from './compiled-aqua/main.js';
import relays from './relays.json';

/** What a worker said, and the peer that it is on. */
export interface Greeting {
  readonly peerId: string;
  readonly text: string;
}

/** Connects to one of the project's peers. */
export async function connect(): Promise<void> {
  const relay = relays[Math.floor(Math.random() * relays.length)];
  if (relay === undefined) throw new Error('relays.json names no peer: run "fluence local up"');
  await Fluence.connect(relay.multiaddr);
}

/** Calls the service on each worker; nobody answers before "fluence deploy". */
export async function greetings(name: string): Promise<Greeting[]> {
  const answers = await greetEverywhere(name);
  return answers.map(({ host_id, text }) => ({ peerId: host_id, text }));
}

export async function disconnect(): Promise<void> {
  await Fluence.disconnect();
}

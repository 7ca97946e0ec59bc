import { createClient } from '@noctiluca/client';
import { createResource, registerProvider, resolveProviders } from '@noctiluca/registry';
import { registerChat, say } from './generated/chat.js';

/** What somebody said: the name is what they call themselves, the peer id is whose key signed it. */
export interface Heard {
  readonly from: string;
  readonly text: string;
  readonly peerId: string;
}

export interface Room {
  readonly id: string;
  /** Tells everybody inside, oneself too. */
  say(text: string): Promise<void>;
  /** The names of those who came, who has left included: the registry keeps them for a day. */
  inside(): Promise<string[]>;
  leave(): Promise<void>;
}

export interface Visit {
  /** Multiaddr of a peer. */
  readonly relay: string;
  readonly name: string;
  readonly hear: (heard: Heard) => void;
  /** @default a new room */
  readonly room?: string;
  readonly onState?: (state: string) => void;
}

/** The registry asks many peers: milliseconds. */
const TTL_MS = 30_000;

/** Enters a room, or opens one. The same in browsers and in Node. @throws Error when the registry does not answer */
export async function enter({ relay, name, hear, room, onState }: Visit): Promise<Room> {
  const client = await createClient(relay, { defaultTtlMs: TTL_MS });
  onState?.(client.onConnectionStateChange((state) => onState(state)));
  registerChat(client, { hear: (from, text, { initPeerId }) => hear({ from, text, peerId: initPeerId }) });
  const [opened, reasons] = room === undefined ? await createResource(client, 'chat') : [room, []];
  if (opened === null) throw new Error(`no room could be opened: ${reasons.join('; ')}`);
  const [isInside, errors] = await registerProvider(client, opened, name, 'chat');
  if (!isInside) throw new Error(`the room ${opened} could not be entered: ${errors.join('; ')}`);
  return {
    id: opened,
    async say(text) {
      await say(client, opened, name, text);
    },
    async inside() {
      const [people] = await resolveProviders(client, opened, 1);
      return people.map(({ value }) => value);
    },
    leave: () => client.close(),
  };
}

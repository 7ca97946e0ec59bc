import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { LocalPeer } from '@noctiluca/local-network';

/**
 * Advances the virtual clocks of peers together. Answers when all that fell due on the way has been done: a spell's script
 * has run, its particle has come home.
 */
export async function advance(peers: readonly Pick<LocalPeer, 'http'>[], seconds: number): Promise<void> {
  await Promise.all(peers.map(({ http }) => post(`${http}/api/clock/advance`, { seconds })));
}

/** On a connection of its own: an idle one may end at the very moment it is used, and this must not be sent twice. */
async function post(url: string, body: unknown): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const sent = request(url, { method: 'POST', headers, agent: false }).end(JSON.stringify(body));
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const answer = await text(response);
  if (response.statusCode !== 200) throw new Error(`POST ${url} answered ${response.statusCode}: ${answer}`);
}

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** How the calls of a peer to its chain end. */
export type Mood =
  /** As they should. */
  | 'well'
  /** Many of them with an error, and some transactions are taken and lost. */
  | 'flaky'
  /** None is answered. */
  | 'away';

/** An RPC between a peer and its chain, in a mood. */
export class FlakyRpc {
  mood: Mood = 'well';
  readonly #target: string;
  readonly #random: () => number;
  readonly #server = createServer(async (request, response) => {
    const body = await text(request);
    const answer = await this.#answer(body);
    if (answer === undefined) response.writeHead(503);
    response.end(answer);
  });

  constructor(target: string, random: () => number) {
    this.#target = target;
    this.#random = random;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #answer(body: string): Promise<string | undefined> {
    if (this.mood === 'away' || (this.mood === 'flaky' && this.#random() < 0.2)) return undefined;
    if (this.mood === 'flaky' && body.includes('eth_sendRawTransaction') && this.#random() < 0.5)
      return lost(body);
    const headers = { 'content-type': 'application/json' };
    try {
      return await (await fetch(this.#target, { method: 'POST', headers, body })).text();
    } catch {
      // The chain is not up.
      return undefined;
    }
  }
}

/** What a chain says that has taken a transaction, which nobody will ever see. */
function lost(body: string): string {
  const call = JSON.parse(body) as { id: number } | { id: number }[];
  const answerTo = ({ id }: { id: number }) => ({ jsonrpc: '2.0', id, result: `0x${'0'.repeat(63)}1` });
  return JSON.stringify(Array.isArray(call) ? call.map(answerTo) : answerTo(call));
}

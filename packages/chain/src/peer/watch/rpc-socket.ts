import type { Clock } from '@noctiluca/common/clock';
import { messageOf } from '@noctiluca/common/thrown';
import { WebSocket } from 'ws';
import { MAX_WS_MESSAGE_BYTES, REQUEST_TIMEOUT_MS, WS_PING_MS } from '../../constants.js';
import { ChainError } from '../../errors.js';
import { type Answer, outcomeOf } from '../../rpc.js';

export interface RpcSocketInit {
  readonly url: string;
  /** Milliseconds between pings. @default 10000 */
  readonly pingMs?: number;
  /** Until it is open, and until a call is answered, milliseconds. @default 10000 */
  readonly timeoutMs?: number;
}

export interface RpcSocketComponents {
  readonly clock: Clock;
  /** Takes what subscriptions tell. @throws ChainError ends the connection */
  readonly onNotice: (notice: unknown) => void;
}

interface OpenCall {
  readonly done: (answer: Answer) => void;
  readonly failed: (error: ChainError) => void;
}

/** A JSON-RPC over one WebSocket, with subscriptions. Its errors do not say where it is: an address may carry a token. */
export class RpcSocket {
  /** Resolves, with what ended it. */
  readonly closed: Promise<ChainError>;
  readonly #init: RpcSocketInit;
  readonly #components: RpcSocketComponents;
  readonly #socket: WebSocket;
  readonly #calls = new Map<number, OpenCall>();
  #lastId = 0;
  #isAlive = true;
  #stopPings: () => void = () => {};
  #end!: (error: ChainError) => void;

  private constructor(init: RpcSocketInit, components: RpcSocketComponents) {
    this.#init = init;
    this.#components = components;
    this.closed = new Promise((resolve) => {
      this.#end = resolve;
    });
    this.#socket = socketTo(init);
    this.#socket.on('message', (data) => this.#guarded(() => this.#hear(String(data))));
    this.#socket.on('pong', () => {
      this.#isAlive = true;
    });
    this.#socket.once('close', () => this.#fail(lost('it was closed')));
    // One after the first would be nobody's, and end the process.
    this.#socket.on('error', (error) => this.#fail(lost(messageOf(error))));
  }

  /**
   * @param signal ends it, whether it is open yet or not
   * @throws ChainError `UNREACHABLE`, `INVALID` for an address that is none
   */
  static async open(
    init: RpcSocketInit,
    components: RpcSocketComponents,
    signal: AbortSignal,
  ): Promise<RpcSocket> {
    const socket = new RpcSocket(init, components);
    const close = () => socket.close();
    signal.addEventListener('abort', close, { once: true });
    socket.closed.then(() => signal.removeEventListener('abort', close));
    if (signal.aborted) close();
    const opened = new Promise<undefined>((resolve) => socket.#socket.once('open', () => resolve(undefined)));
    const error = await Promise.race([opened, socket.closed]);
    if (error !== undefined) throw error;
    socket.#ping();
    return socket;
  }

  /** @throws ChainError as `Rpc.call` */
  async call(method: string, ...params: unknown[]): Promise<unknown> {
    this.#lastId += 1;
    const id = this.#lastId;
    const answer = new Promise<Answer>((done, failed) => this.#calls.set(id, { done, failed }));
    const { timeoutMs = REQUEST_TIMEOUT_MS } = this.#init;
    const late = () => this.#calls.get(id)?.failed(lost('it took too long'));
    const cancel = this.#components.clock.schedule(late, timeoutMs);
    try {
      this.#socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }), (error) => {
        if (error != null) this.#fail(lost(messageOf(error)));
      });
      const outcome = outcomeOf(await Promise.race([answer, this.closed.then(thrown)]));
      if (outcome.ok) return outcome.result;
      throw outcome.error;
    } finally {
      cancel();
      this.#calls.delete(id);
    }
  }

  close(): void {
    this.#fail(lost('it was given up'));
  }

  #fail(error: ChainError): void {
    this.#end(error);
    this.#stopPings();
    this.#socket.terminate();
  }

  #guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#fail(error instanceof ChainError ? error : lost(messageOf(error)));
    }
  }

  #hear(text: string): void {
    const message = parsed(text);
    this.#isAlive = true;
    if (message.method === 'eth_subscription') this.#components.onNotice(message.params?.result);
    else if (typeof message.id === 'number') this.#calls.get(message.id)?.done(message);
  }

  #ping(): void {
    const { pingMs = WS_PING_MS } = this.#init;
    this.#stopPings = this.#components.clock.schedule(() => {
      if (!this.#isAlive) return this.#fail(lost('it answers no ping'));
      this.#isAlive = false;
      this.#socket.ping();
      this.#ping();
    }, pingMs);
  }
}

interface Message extends Answer {
  readonly method?: unknown;
  readonly params?: { readonly result?: unknown };
}

function parsed(text: string): Message {
  try {
    const message: unknown = JSON.parse(text);
    if (typeof message === 'object' && message !== null) return message;
  } catch {
    // The same as for what is no object.
  }
  throw new ChainError('INVALID', 'The WebSocket of the chain tells what is no JSON-RPC');
}

function socketTo({ url, timeoutMs = REQUEST_TIMEOUT_MS }: RpcSocketInit): WebSocket {
  try {
    const bounds = { maxPayload: MAX_WS_MESSAGE_BYTES, handshakeTimeout: timeoutMs };
    return new WebSocket(url, { ...bounds, perMessageDeflate: false });
  } catch {
    throw new ChainError('INVALID', 'The WebSocket of the chain has an address that is none');
  }
}

const lost = (reason: string): ChainError =>
  new ChainError('UNREACHABLE', `The WebSocket of the chain: ${reason.slice(0, 200)}`);

const thrown = (error: ChainError): never => {
  throw error;
};

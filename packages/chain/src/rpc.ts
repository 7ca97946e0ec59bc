import { messageOf } from '@noctiluca/common/thrown';
import { MAX_ANSWER_BYTES, REQUEST_TIMEOUT_MS } from './constants.js';
import { ChainError } from './errors.js';

/** One call of the JSON-RPC. */
export interface RpcCall {
  readonly method: string;
  readonly params?: readonly unknown[];
}

/** What came of one call of a batch. */
export type RpcOutcome =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly error: ChainError };

/** An Ethereum JSON-RPC over HTTP. */
export interface Rpc {
  readonly url: string;
  /** @throws ChainError `UNREACHABLE`, `RPC_FAILED`, `REVERTED`, `INVALID`, `LIMIT` */
  call(method: string, ...params: unknown[]): Promise<unknown>;
  /** Outcomes in the order of the calls. @throws ChainError `UNREACHABLE`, `INVALID`, `LIMIT` */
  batch(calls: readonly RpcCall[]): Promise<RpcOutcome[]>;
}

export interface RpcInit {
  readonly url: string;
  /** Milliseconds. @default 10000 */
  readonly timeoutMs?: number;
  /** Ends requests that are under way. */
  readonly signal?: AbortSignal;
  /** Bytes. @default 64 MiB */
  readonly maxAnswerBytes?: number;
}

/** EIP-1474, and what anvil says of a transaction that would fail. */
const EXECUTION_REVERTED = 3;

export function createRpc(init: RpcInit): Rpc {
  async function batch(calls: readonly RpcCall[]): Promise<RpcOutcome[]> {
    if (calls.length === 0) return [];
    const asked = calls.map(({ method, params = [] }, id) => ({ jsonrpc: '2.0', id, method, params }));
    return inOrder(calls.length, await post(init, asked));
  }
  return {
    url: init.url,
    batch,
    async call(method, ...params) {
      const [outcome] = await batch([{ method, params }]);
      if (outcome?.ok) return outcome.result;
      throw outcome!.error;
    },
  };
}

async function post(init: RpcInit, body: unknown): Promise<unknown> {
  const signals = [AbortSignal.timeout(init.timeoutMs ?? REQUEST_TIMEOUT_MS), init.signal ?? []].flat();
  try {
    const answer = await fetch(init.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.any(signals),
    });
    return JSON.parse(await textOf(answer, init.maxAnswerBytes ?? MAX_ANSWER_BYTES));
  } catch (cause) {
    if (cause instanceof ChainError) throw cause;
    if (cause instanceof SyntaxError)
      throw new ChainError('INVALID', `${init.url} answers no JSON`, { cause });
    throw new ChainError('UNREACHABLE', `${init.url} does not answer: ${reasonOf(cause)}`, { cause });
  }
}

/** `fetch` hides what happened in the cause. */
function reasonOf(error: unknown): string {
  const { cause } = error as { cause?: unknown };
  return messageOf(cause ?? error);
}

async function textOf(answer: Response, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new ChainError('LIMIT', `The answer is longer than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

interface Answer {
  readonly id?: unknown;
  readonly result?: unknown;
  readonly error?: unknown;
}

/** Servers may answer a batch in any order, and with one error for all of it. */
function inOrder(count: number, answer: unknown): RpcOutcome[] {
  if (!Array.isArray(answer)) throw errorOf((answer as { error?: unknown } | null)?.error);
  const byId = new Map(answer.map((one: Answer | null) => [one?.id, one]));
  return Array.from({ length: count }, (_, id) => outcomeOf(byId.get(id)));
}

function outcomeOf(answer: Answer | null | undefined): RpcOutcome {
  if (answer?.error === undefined && answer?.result !== undefined) return { ok: true, result: answer.result };
  return { ok: false, error: errorOf(answer?.error) };
}

function errorOf(error: unknown): ChainError {
  const { code, message, data } = (error ?? {}) as { code?: unknown; message?: unknown; data?: unknown };
  if (typeof message !== 'string')
    return new ChainError('INVALID', 'The RPC answered neither result nor error');
  const thrown = typeof data === 'string' ? { data } : {};
  return code === EXECUTION_REVERTED
    ? new ChainError('REVERTED', message.replace(/^execution reverted: /, ''), thrown)
    : new ChainError('RPC_FAILED', message, thrown);
}

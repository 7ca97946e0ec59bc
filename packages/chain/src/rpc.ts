import { MAX_ERROR_TEXT } from './constants.js';
import { ChainError } from './errors.js';
import { type PostInit, postJson } from './post-json.js';

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

/** Where an RPC is, and what a request to it may take. */
export type RpcInit = PostInit;

/** EIP-1474, and what anvil says of a transaction that would fail. */
const EXECUTION_REVERTED = 3;

/** What anvil says of a read while a block came: it is about the block before, and that is all there is to it. */
const OVERTAKEN = /BlockOutOfRangeError/;
/** More blocks than come while one read is answered. Ours. */
const MAX_OVERTAKEN = 5;

export function createRpc(init: RpcInit): Rpc {
  async function batch(calls: readonly RpcCall[], again = MAX_OVERTAKEN): Promise<RpcOutcome[]> {
    const outcomes = await once(calls);
    const overtaken = calls.filter((_, at) => again > 0 && isOvertaken(outcomes[at]!));
    const repeated = overtaken.length === 0 ? [] : await batch(overtaken, again - 1);
    return outcomes.map((outcome) => (isOvertaken(outcome) ? (repeated.shift() ?? outcome) : outcome));
  }

  async function once(calls: readonly RpcCall[]): Promise<RpcOutcome[]> {
    if (calls.length === 0) return [];
    const asked = calls.map(({ method, params = [] }, id) => ({ jsonrpc: '2.0', id, method, params }));
    return inOrder(calls.length, await postJson(init, asked));
  }
  return {
    url: init.url,
    batch: (calls) => batch(calls),
    async call(method, ...params) {
      const [outcome] = await batch([{ method, params }]);
      if (outcome?.ok) return outcome.result;
      throw outcome!.error;
    },
  };
}

const isOvertaken = (outcome: RpcOutcome): boolean => !outcome.ok && OVERTAKEN.test(outcome.error.message);

/** What answers a call. */
export interface Answer {
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

/** What an answer says. */
export function outcomeOf(answer: Answer | null | undefined): RpcOutcome {
  if (answer?.error === undefined && answer?.result !== undefined) return { ok: true, result: answer.result };
  return { ok: false, error: errorOf(answer?.error) };
}

function errorOf(error: unknown): ChainError {
  const { code, message, data } = (error ?? {}) as { code?: unknown; message?: unknown; data?: unknown };
  if (typeof message !== 'string')
    return new ChainError('INVALID', 'The RPC answered neither result nor error');
  const words = message.slice(0, MAX_ERROR_TEXT);
  const thrown = typeof data === 'string' ? { data } : {};
  return code === EXECUTION_REVERTED
    ? new ChainError('REVERTED', words.replace(/^execution reverted: /, ''), thrown)
    : new ChainError('RPC_FAILED', words, thrown);
}

import { fromHex, toHex } from '../codec/hex.js';
import { ChainError } from '../errors.js';
import type { Rpc, RpcCall, RpcOutcome } from '../rpc.js';
import type { Method } from './abi-types.js';

/** A read of a contract, not yet done. */
export interface Query<Output> extends RpcCall {
  decode(result: unknown): Output;
}

/** What came of one query of several. */
export type Read<Output> =
  | { readonly ok: true; readonly value: Output }
  | { readonly ok: false; readonly error: ChainError };

/** A read at the latest block. */
export function query<Input, Output>(
  to: string,
  method: Method<Input, Output>,
  ...[input]: Input extends undefined ? [] : [Input]
): Query<Output> {
  const data = input === undefined ? dataOf(method) : toHex(method.encodeInput(input));
  return {
    method: 'eth_call',
    params: [{ to, data }, 'latest'],
    decode: (result) => decoded(() => method.decodeOutput(fromHex(result))),
  };
}

/** Of functions without arguments, of which there are few and which are asked often. */
const knownData = new WeakMap<object, string>();

function dataOf(method: Method<never, unknown>): string {
  const data = knownData.get(method) ?? toHex(method.encodeInput(undefined as never));
  knownData.set(method, data);
  return data;
}

/** The same read, at a block: one that another server answers has the same to say, or nothing. */
export function atBlock<Output>(asked: Query<Output>, block: number): Query<Output> {
  return { ...asked, params: [asked.params?.[0], `0x${block.toString(16)}`] };
}

/** The same read, with something made of what is answered. */
export function mapped<From, To>(asked: Query<From>, make: (value: From) => To): Query<To> {
  return { ...asked, decode: (result) => make(asked.decode(result)) };
}

/** @throws ChainError as `Rpc.call`, and `INVALID` for what is not of the contract */
export async function read<Output>(rpc: Rpc, asked: Query<Output>): Promise<Output> {
  return asked.decode(await rpc.call(asked.method, ...(asked.params ?? [])));
}

/** Each by itself, in one request: one that fails leaves the others alone. @throws ChainError as `Rpc.batch` */
export async function readAll<Outputs extends readonly unknown[]>(
  rpc: Rpc,
  asked: { readonly [At in keyof Outputs]: Query<Outputs[At]> },
): Promise<{ [At in keyof Outputs]: Read<Outputs[At]> }> {
  const outcomes = await rpc.batch(asked);
  const reads = outcomes.map((outcome, at) => outcomeOf(outcome, asked[at]!));
  return reads as { [At in keyof Outputs]: Read<Outputs[At]> };
}

function outcomeOf<Output>(outcome: RpcOutcome, asked: Query<Output>): Read<Output> {
  if (!outcome.ok) return outcome;
  try {
    return { ok: true, value: asked.decode(outcome.result) };
  } catch (error) {
    return { ok: false, error: error as ChainError };
  }
}

function decoded<Output>(decode: () => Output): Output {
  try {
    return decode();
  } catch (cause) {
    if (cause instanceof ChainError) throw cause;
    throw new ChainError('INVALID', 'The chain answered what the contract cannot', { cause });
  }
}

import type { LocalChainState } from '@noctiluca/local-network/control';
import { CliError } from '../../errors.js';

interface Answer {
  readonly id?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message?: unknown };
}

/** One call of the JSON-RPC of the network's chain. */
export type ChainCall = readonly [method: string, ...params: unknown[]];

/** Milliseconds the chain may take to answer. */
const ANSWER_MS = 5000;
const INDEXER_PATH = '/subgraphs/name/fluence-deal-contracts';

/**
 * Results in the order of the calls.
 * @throws CliError `NO_CHAIN` when it does not answer, or refuses
 */
export async function askChain({ rpc }: LocalChainState, calls: readonly ChainCall[]): Promise<unknown[]> {
  const asked = calls.map(([method, ...params], id) => ({ jsonrpc: '2.0', id, method, params }));
  const answers = (await post(rpc, asked)) as Answer[];
  const byId = new Map(answers.map((answer) => [answer.id, answer]));
  return calls.map(([method], id) => {
    const { error, result } = byId.get(id) ?? {};
    if (error !== undefined)
      throw new CliError('NO_CHAIN', `The chain at ${rpc} refused ${method}: ${error.message}`);
    return result;
  });
}

/** What its indexer says. @throws CliError `NO_CHAIN` when it does not answer, or refuses */
export async function askIndexer({ indexer }: LocalChainState, query: string): Promise<unknown> {
  const { data, errors } = (await post(`${indexer}${INDEXER_PATH}`, { query })) as {
    data?: unknown;
    errors?: readonly { readonly message?: unknown }[];
  };
  if (errors === undefined) return data;
  throw new CliError('NO_CHAIN', `The indexer at ${indexer} refused: ${errors[0]?.message}`);
}

async function post(url: string, body: unknown): Promise<unknown> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    return await response.json();
  } catch (cause) {
    throw new CliError('NO_CHAIN', `The chain of this network does not answer at ${url}`, { cause });
  }
}

import { codeOf, messageOf } from '@noctiluca/common/thrown';
import { CliError } from '../errors.js';

/** What RPC, indexer or a contract does not do, or what none of them answers. */
const REFUSALS: readonly (string | undefined)[] = ['REVERTED', 'RPC_FAILED', 'INVALID'];

/** What went wrong on the chain, in words of this program. @throws CliError `NO_CHAIN`, `CHAIN_REFUSED` */
export async function told<Result>(asked: Promise<Result>): Promise<Result> {
  return asked.catch((cause: unknown) => {
    const message = messageOf(cause);
    if (codeOf(cause) === 'UNREACHABLE')
      throw new CliError('NO_CHAIN', `${message}. Start a chain with "fluence local up --chain"`, { cause });
    if (REFUSALS.includes(codeOf(cause)))
      throw new CliError('CHAIN_REFUSED', `The chain refused: ${message}`, { cause });
    throw cause;
  });
}

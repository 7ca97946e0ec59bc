import { randomBytes } from 'node:crypto';
import { sendAll } from '../../../chain/multicall.js';
import { readProviderFile } from '../../../chain/provider-file.js';
import { providerPeers } from '../../../chain/provider-peers.js';
import { type ChainFlags, openChain } from '../../../chain/session.js';
import type { CliContext } from '../../../context.js';
import { type CommandResult, printing, progress } from '../../../output/result.js';
import { projectRoot } from '../../../project/project-root.js';

const NONCE_BYTES = 32;

export const handler = printing(sendProofs);

/** One of each unit, by the account of its peer. */
async function sendProofs(context: CliContext, flags: ChainFlags): Promise<CommandResult> {
  const provider = await readProviderFile(projectRoot(context));
  const session = await openChain(context, flags);
  const { ADDRESSES, contracts } = session.kit;
  const difficulty = await session.ask(ADDRESSES.core, contracts.core.difficulty);
  const proven: object[] = [];
  for (const { name, key, walletKey } of await providerPeers(session, provider, undefined)) {
    const units = await session.ask(ADDRESSES.market, contracts.market.getComputeUnitIds, key);
    const nonce = Uint8Array.from(randomBytes(NONCE_BYTES));
    // A parameter of it has no name, so all go by their places.
    const calls = units.map((unit) =>
      contracts.capacity.submitProof.encodeInput([unit, nonce, difficulty] as never),
    );
    await sendAll(session, ADDRESSES.capacity, calls, session.walletOf(walletKey));
    progress(context, `${name} sent ${units.length} proofs`);
    proven.push({ nox: name, proofs: units.length });
  }
  return { text: '', json: { proven } };
}

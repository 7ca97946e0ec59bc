import { existsSync } from 'node:fs';
import path from 'node:path';
import { readKeyFile } from '@noctiluca/node/keys';
import { keyFile } from '../client/keys.js';
import { CliError } from '../errors.js';
import { chosenNames } from './choose.js';
import type { ProviderFile } from './provider-file.js';
import type { ChainSession } from './session.js';
import { signingWallets } from './signing-wallets.js';

/** A peer of `provider.yaml`, as the chain has it. */
export interface ProviderPeer {
  readonly name: string;
  readonly peerId: string;
  /** The raw key, 32 bytes. */
  readonly key: Uint8Array;
  readonly computeUnits: number;
  /** Of its own account, 0x-hex. */
  readonly walletKey: string;
  readonly walletAddress: string;
}

/** @throws CliError `PEER_UNKNOWN`, `KEY_UNKNOWN`, `PROJECT_INVALID` */
export async function providerPeers(
  session: ChainSession,
  provider: ProviderFile,
  names: string | undefined,
): Promise<ProviderPeer[]> {
  const { file, computePeers } = provider;
  const chosen = chosenNames(Object.keys(computePeers), names, { kind: 'peer', file, code: 'PEER_UNKNOWN' });
  const dir = path.join(path.dirname(file), '.fluence');
  const wallets = await signingWallets(dir);
  return Promise.all(
    chosen.map(async (name) => {
      const peerId = await peerIdOf(dir, name);
      const walletKey = wallets.get(name) ?? missing(name, 'no signingWallet in provider-secrets.yaml');
      return {
        ...{ name, peerId, walletKey, key: session.kit.peerIdToChain(peerId) },
        computeUnits: computePeers[name]!.computeUnits,
        walletAddress: session.walletOf(walletKey).address,
      };
    }),
  );
}

/** By its key. @throws CliError `KEY_UNKNOWN` */
export async function peerIdOf(dir: string, name: string): Promise<string> {
  const file = keyFile(dir, name);
  return existsSync(file) ? (await readKeyFile(file)).peerId : missing(name, 'no key');
}

function missing(name: string, what: string): never {
  throw new CliError('KEY_UNKNOWN', `${name} has ${what} yet: "fluence provider gen" makes one`);
}

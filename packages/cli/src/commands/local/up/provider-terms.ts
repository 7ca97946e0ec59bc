import path from 'node:path';
import {
  DEFAULT_PEER_TERMS,
  EPOCH_SEC,
  type OfferTerms,
  type PeerTerms,
  type ProviderTerms,
} from '@noctiluca/local-network/control';
import type * as provider from '../../../chain/provider-file.js';
import { findProviderFile } from '../../../chain/provider-file.js';
import { signingWallets } from '../../../chain/signing-wallets.js';

/** Of the token: a millionth of a tUSD. */
const DECIMALS = 6;

/** What `provider.yaml` of a project offers; undefined without one. @throws CliError `PROJECT_INVALID` */
export async function providerTerms(root: string): Promise<ProviderTerms | undefined> {
  const found = await findProviderFile(root);
  if (found === undefined) return undefined;
  const wallets = await signingWallets(path.join(root, '.fluence'));
  const peers = Object.entries(found.computePeers).map(([name, { computeUnits }]): [string, PeerTerms] => {
    const wallet = wallets.get(name);
    const committed = commitmentTerms(found.capacityCommitments[name]);
    return [name, { units: computeUnits, ...committed, ...(wallet !== undefined && { wallet }) }];
  });
  return {
    name: found.providerName,
    offers: Object.values(found.offers).map(offerTerms),
    peers: Object.fromEntries(peers),
  };
}

function commitmentTerms(written: provider.CommitmentTerms | undefined) {
  const { epochs, rewardRate } = DEFAULT_PEER_TERMS;
  if (written === undefined) return { epochs, rewardRate };
  return {
    epochs: Math.floor(written.duration / EPOCH_SEC),
    rewardRate: written.rewardDelegationRate,
  };
}

function offerTerms({ minPricePerWorkerEpoch, computePeers, effectors }: provider.OfferTerms): OfferTerms {
  return { price: inUnits(minPricePerWorkerEpoch), effectors, peers: computePeers };
}

/** Whole units; what is less than one is dropped, as upstream does. */
function inUnits(decimal: string): string {
  const [whole, fraction = ''] = decimal.split('.');
  return String(BigInt(whole! + fraction.slice(0, DECIMALS).padEnd(DECIMALS, '0')));
}

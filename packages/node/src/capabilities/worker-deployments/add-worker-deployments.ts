import { randomUUID } from 'node:crypto';
import {
  createWorkerDeployments,
  deploymentBuiltins,
  type WorkerDeployments,
} from '@noctiluca/deployment/peer';
import type { Spells } from '@noctiluca/spells';
import type { PeerCore } from '../../core/create-core.js';
import type { PeerIpfs } from '../ipfs/peer-ipfs.js';

/** What `fluence deploy` calls: workers of deals, made of files in the peer's IPFS. */
export function addWorkerDeployments(core: PeerCore, spells: Spells, ipfs: PeerIpfs): WorkerDeployments {
  const { host, clock } = core;
  const deployments = createWorkerDeployments(
    { life: randomUUID(), ...(clock === undefined ? {} : { now: () => clock.nowMs() }) },
    { host, spells, ...ipfs },
  );
  core.extendHost({ builtins: [deploymentBuiltins(deployments)] });
  return deployments;
}

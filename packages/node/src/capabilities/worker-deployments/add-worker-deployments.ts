import { randomUUID } from 'node:crypto';
import {
  createWorkerDeployments,
  deploymentBuiltins,
  type WorkerDeployments,
  type WorkerDeploymentsComponents,
} from '@noctiluca/deployment/peer';
import { createKuboClient } from '@noctiluca/ipfs/kubo-client';
import type { Spells } from '@noctiluca/spells';
import type { NodeConfig } from '../../config/node-config.js';
import type { PeerCore } from '../../core/create-core.js';

/** What `fluence deploy` calls: workers of deals, made of files in the peer's IPFS. */
export function addWorkerDeployments(core: PeerCore, spells: Spells): WorkerDeployments {
  const { config, host, clock } = core;
  const deployments = createWorkerDeployments(
    { life: randomUUID(), ...(clock === undefined ? {} : { now: () => clock.nowMs() }) },
    { host, spells, ...peerIpfs(config) },
  );
  core.extendHost({ builtins: [deploymentBuiltins(deployments)] });
  return deployments;
}

/** The IPFS that this peer and its services use. */
function peerIpfs({ settings }: NodeConfig): Pick<WorkerDeploymentsComponents, 'ipfs' | 'fetch'> {
  const { local_api_multiaddr: api } = settings.system_services.aqua_ipfs;
  return {
    ipfs: () => api,
    fetch: (cid, maxBytes, signal) => createKuboClient({ api }).cat(cid, { maxBytes, signal }),
  };
}

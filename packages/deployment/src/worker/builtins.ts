import { type BuiltinService, builtin, fields, required, text } from '@noctiluca/host';
import { decodeRequest } from './decode-request.js';
import type { WorkerDeployments } from './worker-deployments.js';

/**
 * `deployment` (ours): what is on the worker of a deal, and bringing it to what its deployer wants, in one call. A worker
 * that was made so is like one that upstream's installation spell made.
 */
export function deploymentBuiltins(deployments: WorkerDeployments): BuiltinService {
  return {
    id: 'deployment',
    doc: 'Workers and what they should have; not in upstream.',
    functions: {
      observe: builtin({
        doc: 'Services, spells and journal of the worker of a deal, JSON.',
        args: fields({ deal_id: required(text) }),
        returns: 'string',
        call: async ({ deal_id }) => JSON.stringify(await deployments.observe(deal_id)),
      }),
      deploy: builtin({
        doc: 'Makes the worker of a deal if there is none, and brings services and spells to what is wanted; answers what was done, JSON.',
        args: fields({ request_json: required(text) }),
        returns: 'string',
        notes:
          'For the creator of the worker, the host and its management; who may make one is for `worker.create`. State is kept. Modules and scripts are read from the peer’s own IPFS.',
        errors: [
          'Worker <worker_id> can be deployed to only by worker creator <creator>, host or a host manager',
          'Not for the deployer: <reason>',
          '<n> deployments of deal <deal_id> wait already',
        ],
        async call({ request_json: json }, { particle, signal }) {
          const { error, ...report } = await deployments.deploy(
            decodeRequest(json),
            particle.initPeerId,
            signal,
          );
          return JSON.stringify({
            ...report,
            ...(error === undefined ? {} : { error: { code: error.code, message: error.message } }),
          });
        },
      }),
    },
  };
}

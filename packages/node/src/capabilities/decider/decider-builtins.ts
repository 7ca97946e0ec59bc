import type { DealPlan, Decider, PeerChain } from '@noctiluca/chain/peer';
import {
  any,
  type BuiltinCall,
  type BuiltinService,
  builtin,
  fields,
  HostError,
  none,
  peerId,
  required,
  text,
} from '@noctiluca/host';
import { onchainWorkerId } from '../chain/onchain-worker-id.js';
import { plainError } from './plain-error.js';
import { outcomeArgument, stepArgument } from './step-arguments.js';
import { dealPlanJson } from './step-json.js';

export interface DeciderBuiltinsComponents {
  readonly hostPeerId: string;
  readonly decider: Pick<Decider, 'plan' | 'report'>;
  readonly chain: { readonly peer: Pick<PeerChain, 'register' | 'leave'> };
}

const ROOT_ONLY = (name: string) => `Only the root worker can call connector.${name}`;
const NOTES = 'Ours. For the host alone.';

/** `connector`, the part of it that is not in upstream: what the decider's spell walks by (docs/adr/030). */
export function deciderBuiltins({ hostPeerId, decider, chain }: DeciderBuiltinsComponents): BuiltinService {
  const requireRoot = ({ particle, functionName }: BuiltinCall): void => {
    if (particle.initPeerId !== hostPeerId) throw new HostError('FORBIDDEN', ROOT_ONLY(functionName));
  };
  return {
    id: 'connector',
    doc: 'What its decider does about the deals of this peer.',
    functions: {
      plan: builtin({
        doc: 'What is to be done so that each deal has its worker, deal by deal.',
        args: none,
        returns: '[]DealPlan',
        notes: `${NOTES} \`{deal_id, notes: []string, steps: []{id, kind, deal_id, worker_id: ?string, cu_ids: []string, app_cid, onchain_worker_id: []u8}}\`. Until all steps of a deal are reported, or the particle has ended, nobody else is given any for it.`,
        errors: [ROOT_ONLY('plan')],
        async call(_, call) {
          requireRoot(call);
          const { timestamp, ttl } = call.particle;
          return (await decider.plan(timestamp + ttl)).map((one: DealPlan) => dealPlanJson(one));
        },
      }),
      report: builtin({
        doc: 'Takes what came of a step; answers what went wrong, without what AquaVM says around it.',
        args: fields({ step: required(stepArgument), outcome: required(outcomeArgument) }),
        returns: 'string',
        notes: `${NOTES} \`outcome\` is \`{success, error, value}\`. After a failure the deal is left alone for a while.`,
        errors: [ROOT_ONLY('report'), 'No step <id> is under way'],
        call({ step, outcome }, call) {
          requireRoot(call);
          const error = plainError(outcome.error);
          decider.report(step, { ...outcome, error });
          return error;
        },
      }),
      enter_deal: builtin({
        doc: 'Tells the chain which worker this peer has for a deal, and waits until it is in a block; answers the hash of the transaction.',
        args: fields({
          deal_id: required(text),
          worker_id: required(peerId),
          onchain_worker_id: required(any),
        }),
        returns: 'string',
        notes: `${NOTES} \`register_worker\` does not wait.`,
        errors: [ROOT_ONLY('enter_deal')],
        async call({ deal_id, worker_id, onchain_worker_id }, call) {
          requireRoot(call);
          return (await chain.peer.register(deal_id, onchainWorkerId(onchain_worker_id), worker_id)).txHash;
        },
      }),
      leave_deal: builtin({
        doc: 'Tells the chain that this peer has no worker for a deal any more, and waits until it is in a block; answers the hash of the transaction.',
        args: fields({ deal_id: required(text), onchain_worker_id: required(any) }),
        returns: 'string',
        notes: NOTES,
        errors: [ROOT_ONLY('leave_deal')],
        async call({ deal_id, onchain_worker_id }, call) {
          requireRoot(call);
          return (await chain.peer.leave(deal_id, onchainWorkerId(onchain_worker_id))).txHash;
        },
      }),
    },
  };
}

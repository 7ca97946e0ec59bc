import { messageOf } from '@noctiluca/common/thrown';
import type { JsonValue } from '@noctiluca/marine';
import type { Subnets, SubnetWorker } from '../ports/subnets.js';
import { requireDealId } from '../workers/deal-id.js';
import { text } from './argument-types.js';
import { fields, required } from './arguments.js';
import { type BuiltinService, builtin } from './table.js';

export interface SubnetBuiltinsComponents {
  readonly subnets: Subnets;
}

/** `subnet`: where the workers of a deal are (spec/nox.md §3.12, spec/deals.md §6). */
export function subnetBuiltins({ subnets }: SubnetBuiltinsComponents): BuiltinService {
  return {
    id: 'subnet',
    doc: 'Where the workers of a deal are.',
    functions: {
      resolve: builtin({
        doc: 'Hosts and workers of a deal.',
        args: fields({ deal_id: required(text) }),
        returns: 'SubnetResolveResult',
        notes:
          '`{success, error: ?string, workers: []{pat_id, cu_ids: []string, host_id, worker_id: ?PeerId}}`. The id is with or without `0x`, in any case. `pat_id` is for aqua-lib up to 0.10.2 and the first of `cu_ids`. What is wrong with the deal, also that nobody knows it, is in `error`.',
        async call({ deal_id }, { signal }) {
          try {
            return found(await subnets.resolve(requireDealId(deal_id), signal));
          } catch (error) {
            return { success: false, error: [messageOf(error)], workers: [] };
          }
        },
      }),
    },
  };
}

function found(workers: readonly SubnetWorker[]): JsonValue {
  return { success: true, error: [], workers: workers.map(workerJson) };
}

/** With the names of nox before 0.25 and of those after. */
function workerJson({ cuIds, hostPeerId, workerId }: SubnetWorker): JsonValue {
  return {
    pat_id: `0x${cuIds[0]}`,
    cu_ids: cuIds,
    host_id: hostPeerId,
    worker_id: workerId === undefined ? [] : [workerId],
  };
}

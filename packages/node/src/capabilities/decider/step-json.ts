import type { DealPlan, PlannedStep } from '@noctiluca/chain/peer';
import type { JsonValue } from '@noctiluca/marine';

/** What a script is told of a deal; the types are in `spells/decider/connector.aqua`. */
export function dealPlanJson({ dealId, notes, steps }: DealPlan): JsonValue {
  const prefix = dealId === undefined ? '' : `decider deal_id=${dealId}: `;
  return {
    deal_id: dealId ?? '',
    notes: notes.map((note) => `${prefix}${note}`),
    steps: steps.map(stepJson),
  };
}

/** Fields that a step has no use for are empty: a type of Aqua has all of them. */
function stepJson(step: PlannedStep): JsonValue {
  const { id, kind, dealId } = step;
  const workerId = 'workerId' in step ? step.workerId : undefined;
  return {
    id,
    kind,
    deal_id: dealId,
    worker_id: workerId === undefined ? [] : [workerId],
    cu_ids: 'unitIds' in step ? step.unitIds.map((unitId) => unitId.replace(/^0x/, '')) : [],
    app_cid: 'appCid' in step ? step.appCid : '',
    onchain_worker_id: 'onchainWorkerId' in step ? bytesOf(step.onchainWorkerId) : [],
  };
}

/** @param hex 0x-hex */
const bytesOf = (hex: string): number[] => [...Buffer.from(hex.slice(2), 'hex')];

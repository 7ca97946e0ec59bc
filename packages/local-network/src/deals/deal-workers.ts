import type { Node } from '@noctiluca/node';

/** What a peer tells the others of its worker for a deal; plain data, so that it can cross to another process. */
export interface DealWorker {
  readonly workerId: string;
  /** Compute units it was made with: 64 hexadecimal digits each. */
  readonly cuIds: readonly string[];
}

export function dealWorkerOf(node: Node, dealId: string): DealWorker | undefined {
  const worker = node.parts.host.workers.ofDeal(dealId);
  return worker && { workerId: worker.workerId, cuIds: worker.cuIds };
}

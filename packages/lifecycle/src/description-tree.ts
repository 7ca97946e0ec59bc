import { messageOf } from '@noctiluca/common/thrown';
import type { ServiceDescription } from './description.js';
import type { NodeService } from './node-service.js';

/** Descriptions made by composites, so that a part's own facts are never taken for a subtree. */
const trees = new WeakSet<object>();

export function markAsTree(description: ServiceDescription): ServiceDescription {
  trees.add(description);
  return description;
}

/** What a part says about itself: a composite's children, anything else as details. A throw becomes a detail. */
export function factsOf(service: NodeService): Pick<ServiceDescription, 'children' | 'details'> {
  try {
    const facts = service.describe?.();
    if (facts === undefined) return {};
    return isTree(facts) ? { children: facts.children ?? [] } : { details: facts };
  } catch (error) {
    return { details: { describeFailed: messageOf(error) } };
  }
}

function isTree(facts: Record<string, unknown> | ServiceDescription): facts is ServiceDescription {
  return trees.has(facts);
}

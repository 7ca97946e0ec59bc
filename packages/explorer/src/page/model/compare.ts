import { align } from './align.js';
import type { Mark } from './marks.js';

/** What two particles did, beside each other. */
export interface Compared {
  readonly left: Mark | undefined;
  readonly right: Mark | undefined;
  /** `same`: both did it, with the same answer; `other`: both, with another; or one of them alone. */
  readonly how: 'same' | 'other' | 'left' | 'right';
}

/** Particles are alike where the same peers did the same in the same order, whatever they are called. */
export function compare(left: readonly Mark[], right: readonly Mark[]): Compared[] {
  return align(left.map(nameOf), right.map(nameOf)).map((pair) => {
    const l = pair.left === undefined ? undefined : left[pair.left];
    const r = pair.right === undefined ? undefined : right[pair.right];
    return { left: l, right: r, how: how(l, r) };
  });
}

function how(left: Mark | undefined, right: Mark | undefined): Compared['how'] {
  if (left === undefined) return 'right';
  if (right === undefined) return 'left';
  return answerOf(left) === answerOf(right) ? 'same' : 'other';
}

function nameOf({ peer, scope, entry }: Mark): string {
  const where = scope === 'host' ? peer.name : `${peer.name}/${scope}`;
  if (entry.kind === 'called') return `${where} ${entry.serviceId}.${entry.functionName}`;
  return `${where} ${entry.kind}${entry.kind === 'dropped' ? ` ${entry.stage}` : ''}`;
}

function answerOf({ entry }: Mark): string {
  if (entry.kind === 'called') return JSON.stringify([entry.retCode, entry.args, entry.result, entry.error]);
  if (entry.kind === 'interpreted') return JSON.stringify([entry.retCode, entry.error, entry.calls]);
  return entry.kind === 'dropped' ? entry.reason : '';
}

import type { DropStage } from '@noctiluca/particle';
import type { DropReason } from '../observe/drops.js';

/** What a drop is called to the particle's author; those that are not here are nobody's loss, or come with its end. */
const TEXTS: Partial<Record<DropReason, string>> = {
  expired: 'its time was over when it came; do the clocks agree?',
  'ttl-too-long': 'its ttl is longer than this peer takes',
  'from-the-future': "its timestamp is too far ahead of this peer's clock",
  'bad-signature': 'its signature is not its author’s',
  'signature-reused': 'another particle carries its signature',
  'not-running': 'the peer is stopping',
  overloaded: 'the peer is overloaded',
  'too-large': 'it is larger than this peer takes',
  'gave-way': 'the peer is short of room, and its author holds most of it',
  'too-many-actors': 'the peer has as many particles as it takes',
  'mailbox-full': 'too many copies of it wait here',
  'memory-full': 'the peer has no memory left for particles',
  'unknown-scope': 'there is no such worker here',
  'inactive-scope': 'the worker is not active',
  'avm-deadline': 'AquaVM took longer than a run may',
  'avm-trap': 'AquaVM broke off: does the script nest or repeat too deeply, or is its data too large?',
  'avm-malformed-outcome': 'AquaVM broke off',
  'avm-outcome-too-large': 'its data grew larger than this peer takes',
  'avm-error': 'AquaVM does not take it',
  'invalid-peer-id': 'the script names a peer that cannot be',
  'not-found': 'no such peer',
  'not-resolved': 'the peer could not be looked up',
  'connection-failed': 'the peer does not answer',
  'timed-out': 'the peer does not take it',
  'protocol-error': 'the peer does not take it',
  'not-connected': 'the peer is not connected',
  'connection-pool-died': 'the network of this peer is stopping',
  'send-failed': 'it could not be sent',
  'send-queue-full': 'too much waits to be sent',
  internal: 'an error of this peer',
};

/** Their details are of this peer's inside. */
const WITHOUT_DETAIL: ReadonlySet<DropReason> = new Set<DropReason>([
  'avm-trap',
  'avm-malformed-outcome',
  'avm-error',
  'internal',
  'send-failed',
  'unknown-scope',
]);

/** @returns undefined when nobody needs to be told */
export function dropText(stage: DropStage, reason: DropReason, detail?: string): string | undefined {
  // Elsewhere than at the door it says that the author's own time is over too.
  if (reason === 'expired' && stage !== 'dispatcher') return undefined;
  const text = TEXTS[reason];
  if (text === undefined || detail === undefined || WITHOUT_DETAIL.has(reason)) return text;
  return `${text} (${detail})`;
}

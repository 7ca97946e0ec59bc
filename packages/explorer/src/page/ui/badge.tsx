import type { ParticleOutcome } from '@noctiluca/particle';

/** A sign beside the word: colours alone tell nothing to many. */
const SIGNS: Readonly<Record<ParticleOutcome, string>> = {
  running: '…',
  returned: '✓',
  'sent-on': '→',
  done: '•',
  failed: '✗',
  expired: '⌛',
};

export function OutcomeBadge({ outcome }: { readonly outcome: ParticleOutcome }) {
  return (
    <span class={`badge badge-${outcome}`}>
      <span aria-hidden="true">{SIGNS[outcome] ?? '?'}</span> {outcome}
    </span>
  );
}
